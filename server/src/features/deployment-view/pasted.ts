import { uriName } from '../../core/uri.ts';
import { withUnstated } from '../../model/facts.ts';
import type { IPsecPolicy } from '../../model/policy.ts';
import { withoutSecrets } from '../../model/secret.ts';
import { analyse } from '../../workspace/analysis.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { comparePolicies } from '../compare-policies.ts';
import type { Health } from './view.ts';
import type { Party, Subject } from './subject.ts';

const NOTHING_OPEN = 'This file states no IPsec policy, so there is nothing to compare with. Open a ProfileXML, a script or a captured output first.';
const NOTHING_PASTED =
  'The text states no IPsec policy. Copy what Get-VpnServerIPsecConfiguration or (Get-VpnConnection …).IPsecCustomPolicy prints, a ProfileXML, or a script.';

/** Under these languages a text is recognised by what it says. */
const LANGUAGES = ['plaintext', 'xml', 'powershell'] as const;

/**
 * The policies of a file and those of a text, which stands in no file and is compared with them whatever the folders say. Policies of one side are compared
 * as well: what is in force with what is written.
 * @returns a sentence where one of the two states no policy
 */
export function pastedSubject(workspace: Workspace, uri: string, text: string): Subject | string {
  const own = workspace.partsOf(uri).flatMap(({ analysis }) => takingPart(withUnstated(analysis.facts)));
  if (own.length === 0) return NOTHING_OPEN;
  const pasted = policiesIn(text);
  if (pasted.length === 0) return NOTHING_PASTED;
  const profiles = workspace.partsOf(uri).flatMap(({ analysis }) => analysis.facts.profiles);
  const ownParties = own.map((policy, index) => party(`own ${index}`, policy, pasted, profiles));
  const parties = [...ownParties, ...pasted.map((policy, index): Party => ({ ...party(`pasted ${index}`, policy, own, []), pasted: true }))];
  const pairs = own.flatMap((policy) => pasted.map((other) => comparePolicies(policy, other)));
  const different = [...new Set(pairs.flatMap((each) => each.different))];
  const health = worst(parties);
  const name = uriName(uri);
  const summary = {
    ok: `${name} and the pasted text agree`,
    broken: `${name} and the pasted text differ${different.length > 0 ? ` in ${different.join(', ')}` : ': only one of them has a custom policy'}`,
    unknown: `${name} and the pasted text agree as far as the values are known`,
  }[health];
  const ofSide = (side: IPsecPolicy['side']): Party[] => parties.filter(({ policy }) => policy.side === side);
  return {
    title: `${name} and pasted text`,
    health,
    summary,
    clients: ofSide('client'),
    clientsLeft: 0,
    servers: ofSide('server'),
    loadBalancers: [],
    firewallRules: [],
  };
}

/** A pasted text as a window may keep it on disk: it says the same, without keys and passwords. */
export function keptPaste(text: string): string {
  return withoutSecrets(text);
}

function policiesIn(text: string): readonly IPsecPolicy[] {
  for (const languageId of LANGUAGES) {
    const policies = takingPart(analyse({ uri: 'untitled:pasted', text, languageId })?.facts.policies ?? []);
    if (policies.length > 0) return policies;
  }
  return [];
}

function takingPart(policies: readonly IPsecPolicy[]): IPsecPolicy[] {
  return policies.filter(({ tunnel, superseded }) => tunnel !== 'other' && !superseded);
}

function party(id: string, policy: IPsecPolicy, others: readonly IPsecPolicy[], profiles: readonly NonNullable<Party['profile']>[]): Party {
  const profile = profiles.find(({ policyKey, at }) => policyKey === policy.key && at.file.uri === policy.at.file.uri);
  return { id, policy, ...(profile && { profile }), others, settings: {}, health: healthAgainst(policy, others), places: [policy] };
}

function healthAgainst(policy: IPsecPolicy, others: readonly IPsecPolicy[]): Health {
  const outcomes = others.map((other) => comparePolicies(policy, other).outcome);
  if (outcomes.some((each) => each === 'different' || each === 'kinds')) return 'broken';
  return outcomes.every((each) => each === 'same') ? 'ok' : 'unknown';
}

function worst(parties: readonly Party[]): Health {
  return (['broken', 'unknown', 'ok'] as const).find((health) => parties.some((each) => each.health === health)) ?? 'unknown';
}
