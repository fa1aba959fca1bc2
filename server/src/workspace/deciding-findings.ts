import { push } from '../core/groups.ts';
import type { Location } from '../core/source-file.ts';
import { ATTRIBUTES } from '../knowledge/ipsec.ts';
import { placeOf, type IPsecPolicy } from '../model/policy.ts';
import type { VpnProfile } from '../model/profile/profile.ts';
import type { Finding } from './settle.ts';
import type { Workspace } from './workspace.ts';

/** The findings that say what will become of a connection. */
const FAILING: ReadonlySet<string> = new Set(['policy-mismatch', 'policy-one-sided']);
const DROPPING: ReadonlySet<string> = new Set(['policy-pfs-mismatch']);

/** Warnings that say that a connection is refused, whatever its policies are. */
const REFUSING: ReadonlySet<string> = new Set(['auth-server-method-mismatch']);

/** Whether a finding says that something else than the policies keeps a client out. */
export function isOtherError({ rule, severity }: Pick<Finding, 'rule' | 'severity'>): boolean {
  return (severity === 'error' && !isDeciding(rule.id)) || (severity === 'warning' && REFUSING.has(rule.id));
}

/** Whether a finding of this rule says that a connection fails. */
export function isFailing(ruleId: string): boolean {
  return FAILING.has(ruleId);
}

/** Whether the findings of a rule are what an outcome follows from. */
export function isDeciding(ruleId: string): boolean {
  return FAILING.has(ruleId) || DROPPING.has(ruleId);
}

/** Whether a place is the policy's own or that of one of its values. */
function standsOn({ span }: Location, policy: IPsecPolicy): boolean {
  return placesOf(policy).has(placeKey({ span }));
}

/** Whether a place is one of a client: its policy and the values of it, its whole profile, or how its connection authenticates. A script may state many. */
export function isAbout(at: Location, { policy, profile }: { readonly policy?: IPsecPolicy | undefined; readonly profile?: VpnProfile | undefined }): boolean {
  if (profile?.at.file.uri === at.file.uri) return true;
  const said = policy?.authentication?.at;
  return policy !== undefined && (standsOn(at, policy) || (said?.file.uri === at.file.uri && placeKey(said) === placeKey(at)));
}

/** The findings from which outcomes follow, looked up by their places: one script may state the policies of thousands of clients. Holds for the texts as they are. */
export class DecidingFindings {
  readonly #workspace: Workspace;
  readonly #byFile = new Map<string, ReadonlyMap<string, readonly Finding[]>>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** Those of a file that stand on a policy of it or one of its values. */
  on(uri: string, policy: IPsecPolicy): Finding[] {
    const byPlace = this.#byFile.get(uri) ?? this.#findingsOf(uri);
    return [...placesOf(policy)].flatMap((place) => byPlace.get(place) ?? []);
  }

  #findingsOf(uri: string): ReadonlyMap<string, readonly Finding[]> {
    const byPlace = new Map<string, Finding[]>();
    for (const finding of this.#workspace.findings(uri)) if (isDeciding(finding.rule.id)) push(byPlace, placeKey(finding.at), finding);
    this.#byFile.set(uri, byPlace);
    return byPlace;
  }
}

/** The places of a policy and its values. */
function placesOf(policy: IPsecPolicy): ReadonlySet<string> {
  return new Set([policy.at, ...ATTRIBUTES.flatMap((attribute) => placeOf(policy.slots[attribute]) ?? [])].map(placeKey));
}

function placeKey({ span: { start, end } }: Pick<Location, 'span'>): string {
  return `${start}-${end}`;
}
