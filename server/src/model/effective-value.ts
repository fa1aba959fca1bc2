import type { Location } from '../core/source-file.ts';
import { CMDLET_DEFAULTS } from '../knowledge/baselines.ts';
import type { Confidence } from '../knowledge/confidence.ts';
import type { AlgorithmId, AttributeName } from '../knowledge/ipsec.ts';
import { placeOf, type IPsecPolicy, type Slot } from './policy.ts';

/**
 * Where a value of a policy comes from.
 * - `explicit`: the text names it
 * - `cmdlet-default`: the cmdlet takes it for a parameter that is not given
 * - `system-default`: Windows chooses, because there is no custom policy
 * - `possible`: conditions or a caller decide between values that the text names
 * - `unknown`: nothing tells
 */
export type Origin = 'explicit' | 'cmdlet-default' | 'system-default' | 'possible' | 'unknown';

/** What one side will offer or accept for one value. */
export interface EffectiveValue {
  readonly origin: Origin;
  /** Offered or accepted for certain, each of them. */
  readonly surely: readonly AlgorithmId[];
  /** Offered or accepted in some cases. Where `surely` is empty and nothing is `open`: exactly one of these. */
  readonly perhaps: readonly AlgorithmId[];
  /** Whether it may also be something that is not listed. */
  readonly open: boolean;
  readonly confidence: Confidence;
  /** Where the text says it. */
  readonly at?: Location;
}

/**
 * What becomes of one value when two sides meet.
 * - `agrees`: they have one in common for certain
 * - `depends`: in some of the cases that are known
 * - `open`: nothing in common in the cases that are known, and there may be others
 * - `fails`: nothing in common in any case
 */
export type Meeting = 'agrees' | 'depends' | 'open' | 'fails';

/** From the best for the connection to the worst. */
export const MEETINGS: readonly Meeting[] = ['agrees', 'depends', 'open', 'fails'];

/** A value of which nothing is known. */
export const UNKNOWN: EffectiveValue = { origin: 'unknown', surely: [], perhaps: [], open: true, confidence: 'documented' };

/** What a place says, by itself. What is not there is unknown here: who fills it in depends on the notation. */
export function valueOf(slot: Slot): EffectiveValue {
  const at = placeOf(slot);
  const place = at && { at };
  if (slot.state === 'known') return { ...UNKNOWN, origin: 'explicit', surely: [slot.algorithm], open: false, ...place };
  if (slot.state === 'possible') {
    const perhaps = [...new Set(slot.values.map(({ algorithm }) => algorithm))];
    return { ...UNKNOWN, origin: 'possible', perhaps, open: slot.why === 'default' || perhaps.length === 0, ...place };
  }
  return { ...UNKNOWN, ...place };
}

/** What a custom policy comes to for one value: what it says, or what the cmdlet takes where it says nothing. */
export function effectiveValue(policy: IPsecPolicy, attribute: AttributeName): EffectiveValue {
  const slot = policy.slots[attribute];
  const byDefault = CMDLET_DEFAULTS[attribute];
  if (slot.state !== 'absent' || policy.form !== 'server-cmdlet' || policy.kind !== 'custom' || byDefault === undefined) return valueOf(slot);
  return { origin: 'cmdlet-default', surely: [byDefault], perhaps: [], open: false, confidence: 'inferred' };
}

/** What becomes of a value between two sides. */
export function meet(a: EffectiveValue, b: EffectiveValue): Meeting {
  if (common(a.surely, b.surely).length > 0) return 'agrees';
  if (isWithin(a, b) || isWithin(b, a)) return 'agrees';
  if (common([...a.surely, ...a.perhaps], [...b.surely, ...b.perhaps]).length > 0) return 'depends';
  return a.open || b.open ? 'open' : 'fails';
}

/** What both lists have, in the order of the first. */
export function common(a: readonly AlgorithmId[], b: readonly AlgorithmId[]): AlgorithmId[] {
  return a.filter((id) => b.includes(id));
}

/** Whether the other side takes whichever of its cases a value comes to. */
function isWithin({ surely, perhaps, open }: EffectiveValue, other: EffectiveValue): boolean {
  return surely.length === 0 && perhaps.length > 0 && !open && perhaps.every((id) => other.surely.includes(id));
}
