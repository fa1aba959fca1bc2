import { DEFAULT_OFFER, GROUP14_OFFER, NEWER_OFFER } from '../knowledge/baselines.ts';
import type { Confidence } from '../knowledge/confidence.ts';
import { ATTRIBUTES, IPSEC, type AlgorithmId, type AttributeName } from '../knowledge/ipsec.ts';
import { windowsRelease, type WindowsRelease } from '../knowledge/windows.ts';
import { effectiveValue, UNKNOWN, type EffectiveValue } from './effective-value.ts';
import type { AcceptedProposal, IPsecPolicy } from './policy.ts';

/** The values of main mode. */
export const MAIN_MODE = ATTRIBUTES.filter((attribute) => IPSEC[attribute].phase === 'main mode');
/** The values of the first child SA. The PFS group plays no part in it. */
export const CHILD_SA = ATTRIBUTES.filter((attribute) => IPSEC[attribute].phase === 'child SA');

/** Values that are offered or accepted together. A value with several algorithms stands for each combination. */
export type Proposal = Readonly<Partial<Record<AttributeName, EffectiveValue>>>;

/** All that one side offers or accepts: one of each list will be used. */
export interface Proposals {
  readonly mainMode: readonly Proposal[];
  /** With the PFS group of later rekeys. */
  readonly childSa: readonly Proposal[];
}

/** What else than its policy decides what a client offers. */
export interface ClientSettings {
  /** `NegotiateDH2048_AES256`: 0 or absent nothing, 1 also AES-256 with group 14, 2 nothing else. Only without a custom policy. */
  readonly negotiateDh2048?: 0 | 1 | 2;
  /** The oldest Windows of the clients; without it what only newer ones offer may or may not be offered. */
  readonly minimumWindows?: WindowsRelease;
}

/** What a policy comes to as proposals: one for a custom policy, those of Windows where there is none. */
export function proposalsOf(policy: IPsecPolicy, settings: ClientSettings = {}): Proposals {
  if (policy.proposals) {
    const accepted = policy.proposals.map(acceptedValues);
    return { mainMode: accepted, childSa: accepted };
  }
  if (policy.kind === 'custom') {
    const values: Proposal = Object.fromEntries(ATTRIBUTES.map((attribute) => [attribute, effectiveValue(policy, attribute)]));
    return { mainMode: [values], childSa: [values] };
  }
  const side = policy.kind === 'system-default' ? policy.side : undefined;
  if (side === undefined) return { mainMode: [{}], childSa: [{}] };
  // Only what the client offers is documented; the server is taken to accept that, because the two connect.
  return side === 'client' ? defaultOffer(settings) : defaultAccepted();
}

/** One of several proposals that a server accepts. What it does not name may be anything. */
function acceptedValues({ accepts }: AcceptedProposal): Proposal {
  const values = Object.entries(accepts).map(([attribute, { algorithms, at }]) => [
    attribute,
    { origin: 'explicit', surely: algorithms, perhaps: [], open: false, confidence: 'documented', at } satisfies EffectiveValue,
  ]);
  return Object.fromEntries(values) as Proposal;
}

/** What one side has for a value; unknown where its proposal says nothing. */
export function valueIn(proposal: Proposal, attribute: AttributeName): EffectiveValue {
  return proposal[attribute] ?? UNKNOWN;
}

function defaultOffer({ negotiateDh2048 = 0, minimumWindows }: ClientSettings): Proposals {
  const isNew = minimumWindows !== undefined && minimumWindows.build >= windowsRelease(NEWER_OFFER.since).build;
  const newer: readonly AlgorithmId[] = isNew ? [] : NEWER_OFFER.EncryptionMethod;
  const standard = proposalOf(DEFAULT_OFFER, MAIN_MODE, 'documented', newer);
  const group14 = proposalOf(GROUP14_OFFER, MAIN_MODE, 'documented', []);
  const mainMode = negotiateDh2048 === 0 ? [standard] : negotiateDh2048 === 1 ? [standard, group14] : [group14];
  return { mainMode, childSa: [proposalOf(DEFAULT_OFFER, CHILD_SA, 'documented', [])] };
}

function defaultAccepted(): Proposals {
  return {
    mainMode: [proposalOf(DEFAULT_OFFER, MAIN_MODE, 'inferred', NEWER_OFFER.EncryptionMethod)],
    childSa: [proposalOf(DEFAULT_OFFER, CHILD_SA, 'inferred', [])],
  };
}

function proposalOf(
  offer: Readonly<Partial<Record<AttributeName, readonly AlgorithmId[]>>>,
  attributes: readonly AttributeName[],
  confidence: Confidence,
  perhaps: readonly AlgorithmId[],
): Proposal {
  const values = attributes.map((attribute): [AttributeName, EffectiveValue] => {
    const ids = offer[attribute] ?? [];
    const uncertain = attribute === 'EncryptionMethod' ? ids.filter((id) => perhaps.includes(id)) : [];
    return [attribute, { origin: 'system-default', surely: ids.filter((id) => !uncertain.includes(id)), perhaps: uncertain, open: false, confidence }];
  });
  const group: EffectiveValue = { ...UNKNOWN, origin: 'system-default' };
  return { ...Object.fromEntries(values), PfsGroup: group };
}
