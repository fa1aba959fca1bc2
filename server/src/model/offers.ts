import { DEFAULT_OFFER, GROUP14_OFFER, NEWER_OFFER } from '../knowledge/baselines.ts';
import type { Confidence } from '../knowledge/confidence.ts';
import { ATTRIBUTES, IPSEC, type AlgorithmId, type AttributeName } from '../knowledge/ipsec.ts';
import { windowsRelease, type WindowsRelease } from '../knowledge/windows.ts';
import { effectiveValue, UNKNOWN, type EffectiveValue } from './effective-value.ts';
import type { Accepted, IPsecPolicy } from './policy.ts';

/** The values of main mode. */
export const MAIN_MODE = ATTRIBUTES.filter((attribute) => IPSEC[attribute].phase === 'main mode');
/** The values of the first child SA. The PFS group plays no part in it. */
export const CHILD_SA = ATTRIBUTES.filter((attribute) => IPSEC[attribute].phase === 'child SA');

/** Values that are offered or accepted together. A value with several algorithms stands for each combination. */
export type Offer = Readonly<Partial<Record<AttributeName, EffectiveValue>>>;

/** All that one side offers or accepts: one of each list will be used. */
export interface Offers {
  readonly mainMode: readonly Offer[];
  /** With the PFS group of later rekeys. */
  readonly childSa: readonly Offer[];
}

/** What else than its policy decides what a client offers. */
export interface ClientSettings {
  /** `NegotiateDH2048_AES256`: 0 or absent nothing, 1 also AES-256 with group 14, 2 nothing else. Only without a custom policy. */
  readonly negotiateDh2048?: 0 | 1 | 2;
  /** The oldest Windows of the clients; without it what only newer ones offer may or may not be offered. */
  readonly minimumWindows?: WindowsRelease;
}

/**
 * What a policy comes to: the six values of a custom policy, the offers of Windows where there is none. For a server that accepts several
 * policies, each of them: main mode and child SA are taken from one.
 */
export function offersOf(policy: IPsecPolicy, settings: ClientSettings = {}): [Offers, ...Offers[]] {
  const [first, ...others] = (policy.proposals ?? []).map(({ accepts }) =>
    together(Object.fromEntries(Object.entries(accepts).map(([name, each]) => [name, accepted(each)]))),
  );
  if (first) return [first, ...others];
  if (policy.kind === 'custom') return [together(Object.fromEntries(ATTRIBUTES.map((attribute) => [attribute, effectiveValue(policy, attribute)])))];
  if (policy.kind === 'unread') return [together({})];
  // Only what the client offers is documented; the server is taken to accept that, because the two connect.
  return [policy.side === 'client' ? defaultOffer(settings) : defaultAccepted()];
}

function together(offer: Offer): Offers {
  return { mainMode: [offer], childSa: [offer] };
}

function accepted({ algorithms, at }: Accepted): EffectiveValue {
  return { origin: 'explicit', surely: algorithms, perhaps: [], open: false, confidence: 'documented', at };
}

/** What one side has for a value; unknown where its offer says nothing. */
export function valueIn(offer: Offer, attribute: AttributeName): EffectiveValue {
  return offer[attribute] ?? UNKNOWN;
}

function defaultOffer({ negotiateDh2048 = 0, minimumWindows }: ClientSettings): Offers {
  const isNew = minimumWindows !== undefined && minimumWindows.build >= windowsRelease(NEWER_OFFER.since).build;
  const newer: readonly AlgorithmId[] = isNew ? [] : NEWER_OFFER.EncryptionMethod;
  const standard = offerOf(DEFAULT_OFFER, MAIN_MODE, 'documented', newer);
  const group14 = offerOf(GROUP14_OFFER, MAIN_MODE, 'documented', []);
  const mainMode = negotiateDh2048 === 0 ? [standard] : negotiateDh2048 === 1 ? [standard, group14] : [group14];
  return { mainMode, childSa: [offerOf(DEFAULT_OFFER, CHILD_SA, 'documented', [])] };
}

function defaultAccepted(): Offers {
  return {
    mainMode: [offerOf(DEFAULT_OFFER, MAIN_MODE, 'inferred', NEWER_OFFER.EncryptionMethod)],
    childSa: [offerOf(DEFAULT_OFFER, CHILD_SA, 'inferred', [])],
  };
}

function offerOf(
  offer: Readonly<Partial<Record<AttributeName, readonly AlgorithmId[]>>>,
  attributes: readonly AttributeName[],
  confidence: Confidence,
  perhaps: readonly AlgorithmId[],
): Offer {
  const values = attributes.map((attribute): [AttributeName, EffectiveValue] => {
    const ids = offer[attribute] ?? [];
    const uncertain = attribute === 'EncryptionMethod' ? ids.filter((id) => perhaps.includes(id)) : [];
    return [attribute, { origin: 'system-default', surely: ids.filter((id) => !uncertain.includes(id)), perhaps: uncertain, open: false, confidence }];
  });
  const group: EffectiveValue = { ...UNKNOWN, origin: 'system-default' };
  return { ...Object.fromEntries(values), PfsGroup: group };
}
