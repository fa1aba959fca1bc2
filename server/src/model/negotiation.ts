import { DEFAULT_AGREEMENT } from '../knowledge/baselines.ts';
import type { Confidence } from '../knowledge/confidence.ts';
import { ATTRIBUTES, type AlgorithmId, type AttributeName, type Phase } from '../knowledge/ipsec.ts';
import { judged } from './accepted.ts';
import { common, meet, MEETINGS, valueOf, type EffectiveValue, type Meeting } from './effective-value.ts';
import { caveatsOf, weakest, type Caveat } from './negotiation-caveats.ts';
import type { IPsecPolicy, TunnelKind } from './policy.ts';
import { CHILD_SA, MAIN_MODE, offersOf, valueIn, type ClientSettings, type Offer, type Offers } from './offers.ts';

/** One value of the negotiation: what both sides bring to it and what becomes of it. */
export interface NegotiatedValue {
  readonly attribute: AttributeName;
  readonly client: EffectiveValue;
  readonly server: EffectiveValue;
  readonly meeting: Meeting;
  /** What it can come to where it agrees. Of several the server chooses; empty where Windows chooses and nobody says what. */
  readonly agreed: readonly AlgorithmId[];
}

/** One exchange: the pair of proposals that gets furthest. */
export interface NegotiatedPhase {
  readonly phase: Phase;
  readonly meeting: Meeting;
  readonly values: readonly NegotiatedValue[];
  /** The first value that decides a meeting which is not `agrees`. */
  readonly decidedBy?: AttributeName;
}

/**
 * What will become of the connection.
 * - `agrees`: it comes up and stays up
 * - `fails`: it does not come up; error 13868
 * - `drops`: it comes up and fails at the first rekey; error 13816
 * - `open`: cannot be said
 * - `not-applicable`: the tunnel of the client is none of IKEv2
 */
export type NegotiationOutcome = 'agrees' | 'fails' | 'drops' | 'open' | 'not-applicable';

/** The prediction for one client and one server. */
export interface Negotiation {
  readonly outcome: NegotiationOutcome;
  /** Main mode, child SA, rekey; empty where it is not applicable. */
  readonly phases: readonly NegotiatedPhase[];
  /** The phase that decides an outcome which is not `agrees`. */
  readonly decidedBy?: NegotiatedPhase;
  /** The error code that the client shows when it fails or drops. */
  readonly error?: 13868 | 13816;
  /** How sure the outcome is: as the weakest fact that it rests on. */
  readonly confidence: Confidence;
  /** What it rests on besides the two texts. */
  readonly caveats: readonly Caveat[];
}

/**
 * What IKEv2 will make of a client and a server. The first child SA does no key exchange of its own (RFC 7296, section 1.2), hence the PFS
 * group is judged at rekey. Lifetimes are not negotiated and play no part.
 */
export function negotiate(client: IPsecPolicy, server: IPsecPolicy, settings: ClientSettings = {}): Negotiation {
  if (client.tunnel === 'other' || server.tunnel === 'other') return { outcome: 'not-applicable', phases: [], confidence: 'documented', caveats: [] };
  const [mine] = offersOf(client, settings);
  const [first, ...others] = offersOf(server).map((theirs) => predicted(client, server, mine, theirs, settings)) as [Negotiation, ...Negotiation[]];
  return others.reduce((found, each) => (worse(found) > worse(each) ? each : found), first);
}

/** How far a prediction is from a connection that stays up: by where it ends, then by how many values are in the way. */
function worse({ outcome, decidedBy }: Negotiation): number {
  const ends = outcome === 'agrees' ? 0 : outcome === 'open' ? 1 : outcome === 'drops' ? 2 : decidedBy?.phase === 'child SA' ? 3 : 4;
  return ends * 10 + (decidedBy?.values.filter(({ meeting }) => meeting === decidedBy.meeting).length ?? 0);
}

function predicted(client: IPsecPolicy, server: IPsecPolicy, mine: Offers, theirs: Offers, settings: ClientSettings): Negotiation {
  const mainMode = best(pairsOf(mine.mainMode, theirs.mainMode).map((pair) => phaseOf('main mode', pair, MAIN_MODE)));
  const children = pairsOf(mine.childSa, theirs.childSa).map((pair) => ({ pair, phase: phaseOf('child SA', pair, CHILD_SA) }));
  const childSa = best(children.map(({ phase }) => phase));
  // What the two take at a rekey is one of the pairs that got them there.
  const lasting = children.filter(({ phase }) => phase.meeting === childSa.meeting);
  const rekey = best(lasting.map(({ pair }) => phaseOf('rekey', pair, ['PfsGroup'])));
  const bothDefault = client.kind === 'system-default' && server.kind === 'system-default';
  const phases = bothDefault ? [asByDefault(mainMode), childSa, left(rekey)] : [mainMode, childSa, rekey];
  const failing = phases.find(({ phase, meeting }) => phase !== 'rekey' && meeting === 'fails');
  const unsettled = phases.find(({ phase, meeting }) => phase !== 'rekey' && meeting !== 'agrees');
  const decidedBy = failing ?? unsettled ?? phases.find(({ meeting }) => meeting !== 'agrees');
  const outcome = !decidedBy ? 'agrees' : decidedBy.meeting !== 'fails' ? 'open' : decidedBy.phase === 'rekey' ? 'drops' : 'fails';
  const caveats = caveatsOf(client, server, settings, phases, tunnelOf(client, server));
  return {
    outcome,
    phases,
    ...(decidedBy && { decidedBy }),
    ...(outcome === 'fails' && { error: 13868 as const }),
    ...(outcome === 'drops' && { error: 13816 as const }),
    confidence:
      decidedBy?.meeting === 'fails'
        ? confidenceOf(decidedBy.values.find(({ attribute }) => attribute === decidedBy.decidedBy))
        : weakest((decidedBy ? [decidedBy] : phases).flatMap(({ values }) => values.map(confidenceOf))),
    caveats,
  };
}

function tunnelOf(client: IPsecPolicy, server: IPsecPolicy): TunnelKind {
  return client.tunnel === 'ikev2' ? server.tunnel : client.tunnel;
}

/**
 * What becomes of one value by what the two policies state themselves, without what a cmdlet or Windows adds: what a finding may rest on.
 * Of several policies that a server accepts, by the one that gets furthest.
 */
export function statedMeeting(client: IPsecPolicy, server: IPsecPolicy, attribute: AttributeName): Meeting {
  if (server.proposals) {
    const values = negotiate(client, server).phases.flatMap((phase) => phase.values);
    return values.find((value) => value.attribute === attribute)?.meeting ?? 'open';
  }
  const [mine, theirs] = [client.slots[attribute], server.slots[attribute]];
  // What two policies mostly come to, and thousands of clients are asked for.
  if (attribute !== 'PfsGroup' && mine.state === 'known' && theirs.state === 'known') return mine.algorithm === theirs.algorithm ? 'agrees' : 'fails';
  const stated = ({ slots }: IPsecPolicy): Offer => ({
    [attribute]: valueOf(slots[attribute]),
    ...(attribute === 'PfsGroup' && { DHGroup: valueOf(slots.DHGroup) }),
  });
  return meet(...sidesOf(attribute, stated(client), stated(server)));
}

/** Whether a server surely does not accept a value of a client, by what the two state; of several proposals the closest one counts. */
export function surelyFails(client: IPsecPolicy, server: IPsecPolicy, attribute: AttributeName): boolean {
  if (server.proposals) return judged(client, server.proposals)?.failing.includes(attribute) ?? false;
  return statedMeeting(client, server, attribute) === 'fails';
}

/**
 * The values for which main mode or the first child SA surely fails because one side has a custom policy and the other has not; empty where it
 * does not fail for certain, and where both have one or none.
 */
export function oneSidedFailure(client: IPsecPolicy, server: IPsecPolicy, settings: ClientSettings = {}): readonly NegotiatedValue[] {
  const kinds = [client.kind, server.kind];
  if (!kinds.includes('custom') || !kinds.includes('system-default')) return [];
  const { outcome, phases } = negotiate(client, server, settings);
  return outcome === 'fails' ? phases.flatMap(({ phase, values }) => (phase === 'rekey' ? [] : values.filter(({ meeting }) => meeting === 'fails'))) : [];
}

/** The values that surely keep a client and a server apart: those that they state otherwise, or that one has by a custom policy and the other has not. */
export function failingValues(client: IPsecPolicy, server: IPsecPolicy): readonly AttributeName[] {
  if (client.kind !== server.kind) return oneSidedFailure(client, server).map(({ attribute }) => attribute);
  return client.kind === 'custom' ? ATTRIBUTES.filter((attribute) => surelyFails(client, server, attribute)) : [];
}

function sidesOf(attribute: AttributeName, mine: Offer, theirs: Offer): [EffectiveValue, EffectiveValue] {
  return attribute === 'PfsGroup' ? groupsAtRekey(mine, theirs) : [valueIn(mine, attribute), valueIn(theirs, attribute)];
}

type Pair = readonly [client: Offer, server: Offer];

function pairsOf(client: readonly Offer[], server: readonly Offer[]): [Pair, ...Pair[]] {
  const [first = [{}, {}] as Pair, ...others] = client.flatMap((mine) => server.map((theirs): Pair => [mine, theirs]));
  return [first, ...others];
}

/** The pair of proposals that gets furthest; of those that get equally far, the one with the fewest values in the way. */
function best(phases: readonly NegotiatedPhase[]): NegotiatedPhase {
  const inTheWay = ({ meeting, values }: NegotiatedPhase): number => (meeting === 'agrees' ? 0 : values.filter((each) => each.meeting === meeting).length);
  const rank = (phase: NegotiatedPhase): number => MEETINGS.indexOf(phase.meeting) * 10 + inTheWay(phase);
  return phases.reduce((found, phase) => (rank(phase) < rank(found) ? phase : found));
}

function phaseOf(phase: Phase, [mine, theirs]: Pair, attributes: readonly AttributeName[]): NegotiatedPhase {
  const values = attributes.map((attribute): NegotiatedValue => {
    const [client, server] = sidesOf(attribute, mine, theirs);
    const meeting = meet(client, server);
    const sure = common(client.surely, server.surely);
    const agreed = meeting !== 'agrees' ? [] : sure.length > 0 ? sure : common([...client.surely, ...client.perhaps], [...server.surely, ...server.perhaps]);
    return { attribute, client, server, meeting, agreed };
  });
  const meeting = MEETINGS.findLast((each) => values.some((value) => value.meeting === each)) ?? 'agrees';
  const deciding = meeting === 'agrees' ? [] : values.filter((value) => value.meeting === meeting);
  // One value that fails is enough, so it is the surest that counts.
  const decidedBy = (deciding.find((value) => confidenceOf(value) === 'documented') ?? deciding[0])?.attribute;
  return { phase, meeting, values, ...(decidedBy !== undefined && { decidedBy }) };
}

/** How sure it is what both sides bring to a value. */
function confidenceOf(value: NegotiatedValue | undefined): Confidence {
  return value ? weakest([value.client.confidence, value.server.confidence]) : 'documented';
}

/**
 * The PFS groups of both sides. `PFSMM` on one side only is the group of its main mode, as its name says; whether the two then agree in IKEv2
 * is written nowhere, so such a pair is at best one that depends.
 */
function groupsAtRekey(mine: Offer, theirs: Offer): [EffectiveValue, EffectiveValue] {
  const [client, server] = [valueIn(mine, 'PfsGroup'), valueIn(theirs, 'PfsGroup')];
  const named = (value: EffectiveValue): boolean => value.surely.includes(MAIN_MODE_GROUP) || value.perhaps.includes(MAIN_MODE_GROUP);
  if (named(client) === named(server)) return [client, server];
  return named(client) ? [withMainMode(client, mine), server] : [client, withMainMode(server, theirs)];
}

const MAIN_MODE_GROUP = 'mm';

function withMainMode(value: EffectiveValue, proposal: Offer): EffectiveValue {
  const group = valueIn(proposal, 'DHGroup');
  return {
    ...value,
    surely: value.surely.filter((id) => id !== MAIN_MODE_GROUP),
    perhaps: [...new Set([...value.perhaps, MAIN_MODE_GROUP, ...group.surely, ...group.perhaps])],
    open: value.open || group.open,
  };
}

/** Main mode between two sides that both leave it to Windows: what they take of all that they could is documented. */
function asByDefault(phase: NegotiatedPhase): NegotiatedPhase {
  const taken: Readonly<Partial<Record<AttributeName, AlgorithmId>>> = DEFAULT_AGREEMENT;
  return {
    ...phase,
    values: phase.values.map((each) => {
      const algorithm = taken[each.attribute];
      return { ...each, server: { ...each.server, confidence: 'documented' }, ...(algorithm !== undefined && { agreed: [algorithm] }) };
    }),
  };
}

/** A rekey that both sides leave to Windows: nobody says with which group, but connections of this kind do live on. */
function left({ phase, values }: NegotiatedPhase): NegotiatedPhase {
  const inferred = (value: EffectiveValue): EffectiveValue => ({ ...value, confidence: 'inferred' });
  return {
    phase,
    meeting: 'agrees',
    values: values.map((each) => ({ ...each, client: inferred(each.client), server: inferred(each.server), meeting: 'agrees' })),
  };
}
