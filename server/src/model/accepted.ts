import { ATTRIBUTES, type AlgorithmId, type AttributeName } from '../knowledge/ipsec.ts';
import { algorithmOf, placeOf, type Accepted, type IPsecPolicy, type AcceptedProposal } from './policy.ts';

/** The first value, in the order of the exchanges, that the closest proposal does not accept. */
export interface Rejection extends Accepted {
  readonly attribute: AttributeName;
}

/** What a policy states as a proposal: what is not known of it is no reason to reject anybody. */
export function proposalOf({ slots }: IPsecPolicy): AcceptedProposal {
  const accepts: Partial<Record<AttributeName, Accepted>> = {};
  for (const attribute of ATTRIBUTES) {
    const slot = slots[attribute];
    if (slot.state === 'known') accepts[attribute] = { algorithms: [slot.algorithm], at: slot.written.at };
    const at = placeOf(slot);
    if (slot.state === 'possible' && slot.why !== 'default' && at) accepts[attribute] = { algorithms: slot.values.map(({ algorithm }) => algorithm), at };
  }
  return { accepts };
}

/** Policies of which one server accepts any: each of them knows the others. A single one is what it is. */
export function withProposals(policies: readonly IPsecPolicy[]): IPsecPolicy[] {
  if (policies.length < 2) return [...policies];
  const proposals = policies.map(proposalOf);
  return policies.map((policy) => ({ ...policy, proposals }));
}

/**
 * Why a server rejects a client, as far as is known of both; `undefined` when a proposal accepts all that the client asks for. The
 * group of a rekey is judged only among the proposals that accept the rest, as the tunnel comes up with any of these. The closest
 * proposal is the one with the fewest values that differ, of several the one that fails last.
 */
export function rejection(client: IPsecPolicy, proposals: readonly AcceptedProposal[]): Rejection | undefined {
  const judged = proposals.map((proposal) => ATTRIBUTES.filter((attribute) => !isAccepted(client, attribute, proposal)));
  const beforeRekey = judged.map((failing) => failing.filter((attribute) => attribute !== 'PfsGroup'));
  const comesUp = beforeRekey.some((failing) => failing.length === 0);
  let closest: { proposal: AcceptedProposal; failing: readonly AttributeName[] } | undefined;
  for (const [index, proposal] of proposals.entries()) {
    const failing = (comesUp ? judged : beforeRekey)[index] ?? [];
    if (comesUp && beforeRekey[index]?.length !== 0) continue;
    if (!closest || isCloser(failing, closest.failing)) closest = { proposal, failing };
  }
  const attribute = closest?.failing[0];
  const accepted = attribute && closest?.proposal.accepts[attribute];
  return accepted && { attribute, ...accepted };
}

/** The algorithms of an attribute that a server accepts in any of its proposals; `undefined` when it may accept others. */
export function acceptedOf(server: IPsecPolicy, attribute: AttributeName): readonly AlgorithmId[] | undefined {
  const accepted = (server.proposals ?? [proposalOf(server)]).map(({ accepts }) => accepts[attribute]?.algorithms);
  return accepted.every((algorithms) => algorithms !== undefined) ? [...new Set(accepted.flat())] : undefined;
}

function isCloser(failing: readonly AttributeName[], than: readonly AttributeName[]): boolean {
  if (failing.length !== than.length) return failing.length < than.length;
  const last = (attributes: readonly AttributeName[]): number => (attributes[0] ? ATTRIBUTES.indexOf(attributes[0]) : ATTRIBUTES.length);
  return last(failing) > last(than);
}

function isAccepted(client: IPsecPolicy, attribute: AttributeName, { accepts }: AcceptedProposal): boolean {
  const mine = asked(client, attribute, algorithmOf(client, attribute));
  const theirs = accepts[attribute]?.algorithms.map((algorithm) => asked(client, attribute, algorithm));
  return mine === undefined || theirs === undefined || theirs.includes(mine) || theirs.includes(undefined);
}

/** The group that an algorithm stands for: PFSMM is that of main mode once more. */
function asked(client: IPsecPolicy, attribute: AttributeName, algorithm: AlgorithmId | undefined): AlgorithmId | undefined {
  return attribute === 'PfsGroup' && algorithm === 'mm' ? algorithmOf(client, 'DHGroup') : algorithm;
}
