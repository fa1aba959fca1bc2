import type { Location } from '../../core/source-file.ts';
import { algorithmById, type Algorithm, type AttributeName, type Strength } from '../../knowledge/ipsec.ts';
import type { IPsecPolicy } from '../../model/policy.ts';

interface RatedValue {
  readonly attribute: AttributeName;
  readonly algorithm: Algorithm;
  readonly at: Location;
  readonly text: string;
}

/** The values of a policy that are rated so. A policy that a later one always replaces has none: it never takes effect. */
export function valuesOfStrength(policy: IPsecPolicy, strength: Strength, attributes: readonly AttributeName[]): RatedValue[] {
  if (policy.superseded) return [];
  return attributes.flatMap((attribute) => {
    const slot = policy.slots[attribute];
    if (slot.state !== 'known') return [];
    const algorithm = algorithmById(attribute, slot.algorithm);
    return algorithm?.strength === strength ? [{ attribute, algorithm, at: slot.written.at, text: slot.written.value }] : [];
  });
}
