import { inColumns } from '../core/columns.ts';
import type { Location } from '../core/source-file.ts';
import { ATTRIBUTES, spell, type AttributeName } from '../knowledge/ipsec.ts';
import { withUnstated } from '../model/facts.ts';
import type { IPsecPolicy } from '../model/policy.ts';
import { fileName } from '../rules/wording.ts';
import type { Ref } from '../workspace/ref.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { certainPairings, sentence } from './code-lens.ts';
import { comparePolicies, compareSlots } from './compare-policies.ts';
import { policiesAt } from './policy-places.ts';

/** A policy beside each one of the other side, as plain text in columns: it reads the same in any editor, and nothing wraps its lines. */
export interface PolicyComparison {
  readonly title: string;
  readonly text: string;
}

/** The policy at an offset, or the only one of its file that is compared with another. */
export function comparedPolicyAt(workspace: Workspace, uri: string, offset: number): Ref | undefined {
  const deployments = workspace.deployments();
  const isCompared = (ref: Ref): boolean => deployments.ofClient(ref).length > 0 || deployments.ofServer(ref).length > 0;
  const refOf = (policy: IPsecPolicy): Ref => ({ uri: policy.at.file.uri, key: policy.key });
  const at = policiesAt(workspace, uri, offset)
    .map(({ policy }) => refOf(policy))
    .find(isCompared);
  if (at) return at;
  const all = workspace.partsOf(uri).flatMap(({ analysis }) => withUnstated(analysis.reading.facts).map(refOf).filter(isCompared));
  return all.length === 1 ? all[0] : undefined;
}

/**
 * The comparison behind a code lens; `undefined` for a policy that is compared with none.
 * @param address where a place is, as a link that an editor opens
 */
export function policyComparison(workspace: Workspace, ref: Ref, address: (at: Location) => string): PolicyComparison | undefined {
  const deployments = workspace.deployments();
  const own = deployments.resolve(ref);
  if (!own) return undefined;
  const others =
    own.side === 'client'
      ? deployments.ofClient(ref).flatMap((pairing) => pairing.servers.flatMap(([first]) => (first ? [{ ref: first, pairing }] : [])))
      : certainPairings(deployments.ofServer(ref)).map((pairing) => ({ ref: pairing.client, pairing }));
  const sections = others.flatMap(({ ref: each, pairing }) => {
    const other = deployments.resolve(each);
    const how = pairing.strength === 'ambiguous' ? 'One of several server policies; which one it is, nothing says.' : `Compared since it is ${pairing.how}.`;
    return other ? [section(workspace, own, other, how, address)] : [];
  });
  if (sections.length === 0) return undefined;
  const title = `${fileName(own)} and ${own.side === 'client' ? 'its server' : 'its clients'}`;
  return { title, text: sections.join('\n\n') };
}

function section(workspace: Workspace, own: IPsecPolicy, other: IPsecPolicy, how: string, address: (at: Location) => string): string {
  const compared = comparePolicies(own, other);
  const rows = ATTRIBUTES.map((attribute) => {
    const relation = own.kind === 'custom' && other.kind === 'custom' ? compareSlots(own.slots[attribute], other.slots[attribute]) : 'unknown';
    return [RELATIONS[relation], told(own, attribute), told(other, attribute), attribute];
  });
  const places = [own, other].flatMap((policy) => {
    const at = workspace.current(policy.at);
    return at ? [`${policy.side}${policy.name === undefined ? '' : ` ${policy.name}`}: ${address(at)}`] : [];
  });
  const line = sentence(compared, own, other, fileName(other));
  return [`${fileName(own)} ${line}`, '', ...inColumns([['', fileName(own), fileName(other), ''], ...rows]), '', ...places, '', how, ''].join('\n');
}

/** What is said of a value. It comes first and the names last, so that a narrow window shows what matters. */
const RELATIONS = { same: 'same', different: 'DIFFERS', unknown: 'not known' } as const;

function told(policy: IPsecPolicy, attribute: AttributeName): string {
  if (policy.kind === 'system-default') return policy.defaultBy === 'silence' ? 'not stated' : 'Windows default';
  const slot = policy.slots[attribute];
  switch (slot.state) {
    case 'known':
      return slot.written.value;
    case 'possible':
      return (
        slot.values.map(({ algorithm }) => spell(attribute, algorithm, policy.form) ?? algorithm).join(' or ') + (slot.why === 'default' ? ' by default' : '')
      );
    case 'invalid':
      return `${slot.written.value} (no such value)`;
    case 'unread':
      return 'not known';
    case 'absent':
      return policy.kind === 'custom' ? 'not set' : 'not known';
  }
}
