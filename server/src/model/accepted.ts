import { ATTRIBUTES, type AlgorithmId, type AttributeName } from '../knowledge/ipsec.ts';
import { algorithmOf, countedAlgorithm, placeOf, type Accepted, type IPsecPolicy, type AcceptedProposal } from './policy.ts';

/** The proposal that comes closest to a client, and what of the client it does not accept, in the order of the exchanges. */
export interface Judgement {
  readonly proposal: AcceptedProposal;
  readonly failing: readonly AttributeName[];
}

/** What a policy states as a proposal: what is not known of it is no reason to reject anybody. */
function proposalOf({ slots }: IPsecPolicy): AcceptedProposal {
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
 * What a server that accepts any of these makes of a client, as far as is known of both; `undefined` for no proposals. Nothing fails
 * when a proposal accepts all that the client asks for. The group of a rekey is judged only among the proposals that accept the
 * rest, as the tunnel comes up with any of these. The closest proposal is the one with the fewest values that differ, of several
 * the one that fails last.
 */
export function judged(client: IPsecPolicy, proposals: readonly AcceptedProposal[]): Judgement | undefined {
  const all = proposals.map((proposal): Judgement => ({ proposal, failing: ATTRIBUTES.filter((name) => !isAccepted(client, name, proposal)) }));
  const beforeRekey = all.map(({ proposal, failing }) => ({ proposal, failing: failing.filter((attribute) => attribute !== 'PfsGroup') }));
  const comingUp = all.filter((_, index) => beforeRekey[index]?.failing.length === 0);
  const [first, ...others] = comingUp.length > 0 ? comingUp : beforeRekey;
  return first && others.reduce((closest, each) => (isCloser(each.failing, closest.failing) ? each : closest), first);
}

/** The algorithms of an attribute that a server accepts in any of its proposals; `undefined` when it may accept others. */
export function acceptedOf(proposals: readonly AcceptedProposal[], attribute: AttributeName): readonly AlgorithmId[] | undefined {
  const accepted = proposals.map(({ accepts }) => accepts[attribute]?.algorithms);
  return accepted.every((algorithms) => algorithms !== undefined) ? [...new Set(accepted.flat())] : undefined;
}

/** The one algorithm that every proposal wants. */
export function agreedOf(proposals: readonly AcceptedProposal[], attribute: AttributeName): AlgorithmId | undefined {
  const [only, ...more] = acceptedOf(proposals, attribute) ?? [];
  return more.length === 0 ? only : undefined;
}

/** The algorithm that a server surely wants of every client; `undefined` where it is not known, or one of several will do. */
export function wantedBy(server: IPsecPolicy, attribute: AttributeName): AlgorithmId | undefined {
  return server.proposals ? agreedOf(server.proposals, attribute) : algorithmOf(server, attribute);
}

/** What to add to a client that lacks a value: what the server takes from those that are closest to it. */
export function takenFrom(client: IPsecPolicy, server: IPsecPolicy, attribute: AttributeName): AlgorithmId | undefined {
  if (!server.proposals) return algorithmOf(server, attribute);
  return judged(client, server.proposals)?.proposal.accepts[attribute]?.algorithms[0];
}

function isCloser(failing: readonly AttributeName[], than: readonly AttributeName[]): boolean {
  if (failing.length !== than.length) return failing.length < than.length;
  const last = (attributes: readonly AttributeName[]): number => (attributes[0] ? ATTRIBUTES.indexOf(attributes[0]) : ATTRIBUTES.length);
  return last(failing) > last(than);
}

function isAccepted(client: IPsecPolicy, attribute: AttributeName, { accepts }: AcceptedProposal): boolean {
  const mine = offered(client, attribute)?.map((algorithm) => countedAlgorithm(client, attribute, algorithm));
  const theirs = accepts[attribute]?.algorithms.map((algorithm) => countedAlgorithm(client, attribute, algorithm));
  if (mine === undefined || theirs === undefined || theirs.includes(undefined)) return true;
  return mine.some((each) => each === undefined || theirs.includes(each));
}

/** What a client offers in one case or another; `undefined` where it may be something else. */
function offered({ slots }: IPsecPolicy, attribute: AttributeName): readonly AlgorithmId[] | undefined {
  const slot = slots[attribute];
  if (slot.state === 'known') return [slot.algorithm];
  return slot.state === 'possible' && slot.why !== 'default' ? slot.values.map(({ algorithm }) => algorithm) : undefined;
}
