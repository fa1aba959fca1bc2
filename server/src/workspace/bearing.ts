import { sharedText } from '../core/shared-text.ts';
import type { Facts } from '../model/facts.ts';
import { normalised } from '../model/policy.ts';
import { isComplete } from '../model/profile/observed.ts';
import { isDeviceTunnel } from '../model/profile/profile.ts';
import { ClientHosts } from '../model/server-name.ts';
import type { Analysis } from './analysis.ts';
import { isOfVpn } from './balancing.ts';
import { policiesByCmdlet } from './client-scripts.ts';
import { setsNegotiateGroup14 } from './offer-changes.ts';
import { isRelevant } from './registry-files.ts';

/** What a change of a file has a bearing on: who takes part (`Population`), or only who of them meets whom (`Deployments`). */
export type Bearing = 'population' | 'pairings';

/** What of a file says who belongs with whom, as texts. */
interface Known {
  readonly kinds: string;
  readonly values: string;
  readonly hosts: string;
}

const NOTHING: Known = { kinds: '', values: '', hosts: '' };

/** By what the files of a workspace belong together, and whether that has changed. */
export class Bearings {
  readonly #known = new Map<string, Known>();
  /** The files that say which host they configure. */
  readonly #claiming = new Set<string>();

  /** Takes note of what a file says now; `undefined` for one that is gone. Returns on what it bears that it says something else; `undefined` for nothing. */
  change(uri: string, analysis: Pick<Analysis, 'facts' | 'isPlain'> | undefined): Bearing | undefined {
    const now = analysis ? bearingOf(analysis) : NOTHING;
    const before = this.#known.get(uri) ?? NOTHING;
    if (analysis?.facts.claims) this.#claiming.add(uri);
    else this.#claiming.delete(uri);
    if (now === NOTHING) this.#known.delete(uri);
    else this.#known.set(uri, now);
    if (now.kinds !== before.kinds) return 'population';
    return now.values !== before.values || (this.#claiming.size > 0 && now.hosts !== before.hosts) ? 'pairings' : undefined;
  }
}

/** While the texts of all files stay the same, so do the `Deployments`, and while the kinds do, the `Population`. */
function bearingOf({ facts, isPlain }: Pick<Analysis, 'facts' | 'isPlain'>): Known {
  const { policies, profiles, unstatedPolicy, maySetPolicy, serverAuthentications = [], calls = [], claims = [], loadBalancer } = facts;
  const isRegistry = isRelevant(facts);
  const isAnybody =
    policies.length + profiles.length + serverAuthentications.length + claims.length > 0 ||
    facts.maySetClientPolicy === true ||
    isRegistry ||
    loadBalancer !== undefined ||
    isOfVpn(facts);
  if (!isAnybody) return NOTHING;
  const kinds = [
    isPlain,
    policies.map(({ key, side, tunnel, kind, superseded, printed }) => [key, side, tunnel, kind, superseded, printed]),
    profiles.map((profile) => [profile.key, profile.whole, profile.policyKey, isComplete(profile), isDeviceTunnel(profile)]),
    calls.length > 0,
    isOfVpn(facts),
  ];
  const values = [
    policies.map((policy) => [policy.name, normalised(policy)]),
    unstatedPolicy && [unstatedPolicy.key, unstatedPolicy.defaultBy, unstatedPolicy.kind, normalised(unstatedPolicy)],
    maySetPolicy,
    serverAuthentications.length > 0,
    isRegistry,
    setsNegotiateGroup14(facts),
    policiesByCmdlet(facts),
    loadBalancer?.vendor,
    claims.map(({ host, by }) => [host, by]),
  ];
  return { kinds: sharedText(JSON.stringify(kinds)), values: sharedText(JSON.stringify(values)), hosts: sharedText(hostsIn(facts)) };
}

/** The hosts that the clients of a file connect to: they say who belongs with whom where files say which host they configure. */
function hostsIn(facts: Facts): string {
  const hosts = new ClientHosts(facts);
  return facts.policies.map((policy) => hosts.of(policy).join(',')).join(';');
}
