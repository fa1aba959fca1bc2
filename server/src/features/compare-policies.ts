import { ATTRIBUTES, type AlgorithmId, type AttributeName } from '../knowledge/ipsec.ts';
import type { IPsecPolicy, Slot } from '../model/policy.ts';

/**
 * What two policies are to each other, as far as their texts tell. `kinds`: only one of them is a policy, the other says that there is none.
 * Nothing is called different that may be the same.
 */
export interface Compared {
  readonly outcome: 'same' | 'different' | 'unknown' | 'kinds';
  readonly different: readonly AttributeName[];
  readonly unknown: readonly AttributeName[];
}

/** Compares algorithms, never spellings. */
export function comparePolicies(a: IPsecPolicy, b: IPsecPolicy): Compared {
  const nothing = { different: [], unknown: [] };
  if (a.kind === 'unread' || b.kind === 'unread') return { outcome: 'unknown', ...nothing };
  if (a.kind !== b.kind) return { outcome: 'kinds', ...nothing };
  if (a.kind === 'system-default') return { outcome: 'same', ...nothing };
  const different: AttributeName[] = [];
  const unknown: AttributeName[] = [];
  for (const attribute of ATTRIBUTES) {
    const relation = compareSlots(a.slots[attribute], b.slots[attribute]);
    if (relation === 'different') different.push(attribute);
    else if (relation === 'unknown') unknown.push(attribute);
  }
  return { outcome: different.length > 0 ? 'different' : unknown.length > 0 ? 'unknown' : 'same', different, unknown };
}

/** How two values relate: different only if no two of those that they may have are one algorithm. */
export function compareSlots(a: Slot, b: Slot): 'same' | 'different' | 'unknown' {
  const mine = algorithmsOf(a);
  const theirs = algorithmsOf(b);
  if (!mine || !theirs) return 'unknown';
  if (!mine.some((algorithm) => theirs.includes(algorithm))) return 'different';
  return mine.length === 1 && theirs.length === 1 ? 'same' : 'unknown';
}

/** The algorithms that a value can have, each once; `undefined` where there may be others. */
function algorithmsOf(slot: Slot): readonly AlgorithmId[] | undefined {
  if (slot.state === 'known') return [slot.algorithm];
  if (slot.state !== 'possible' || slot.why === 'default') return undefined;
  return [...new Set(slot.values.map(({ algorithm }) => algorithm))];
}
