import { algorithmById, attributeName, ATTRIBUTES, type AlgorithmId, type Strength } from '../../knowledge/ipsec.ts';
import type { PolicyInContext } from '../../model/tunnel.ts';
import type { Report } from '../rule.ts';
import { raise } from './replacement.ts';

/**
 * Reports the values of a policy that are rated so. A policy that a later one always replaces has none: it never takes effect.
 * @param better what the fix writes; absent: the published minimum
 */
export function reportStrength(context: PolicyInContext, strength: Strength, report: (report: Report) => void, better?: AlgorithmId): void {
  const { policy } = context;
  if (policy.superseded) return;
  for (const attribute of ATTRIBUTES) {
    const slot = policy.slots[attribute];
    const algorithm = slot.state === 'known' ? algorithmById(attribute, slot.algorithm) : undefined;
    if (slot.state !== 'known' || algorithm?.strength !== strength) continue;
    const message = `${attributeName(attribute, policy.form)} ${slot.written.value} is ${algorithm.meaning}. ${algorithm.verdict ?? ''}`;
    report({ at: slot.written.at, message, fixes: () => raise(context, attribute, better) });
  }
}
