import { DEFAULT_AGREEMENT, type NamedBaseline } from '../knowledge/baselines.ts';
import { ATTRIBUTES, type AlgorithmId, type AttributeName } from '../knowledge/ipsec.ts';
import { isAtLeast } from '../knowledge/strength-order.ts';
import { countedAlgorithm, type IPsecPolicy } from './policy.ts';

/** Whether an algorithm meets a baseline; true for a value that the baseline does not name. */
export function meets(baseline: NamedBaseline, attribute: AttributeName, algorithm: AlgorithmId): boolean {
  const least = baseline.values[attribute];
  if (least === undefined) return true;
  return baseline.exact ? algorithm === least : isAtLeast(attribute, algorithm, least);
}

/** The values of a custom policy that are known and do not meet a baseline. */
export function belowBaseline(policy: IPsecPolicy, baseline: NamedBaseline): AttributeName[] {
  return ATTRIBUTES.filter((attribute) => {
    const algorithm = countedAlgorithm(policy, attribute);
    return algorithm !== undefined && !meets(baseline, attribute, algorithm);
  });
}

/** Whether what Windows and RRAS agree on without a custom policy meets a baseline, as far as that is documented. */
export function defaultMeets(baseline: NamedBaseline): boolean {
  return Object.entries(DEFAULT_AGREEMENT).every(([attribute, algorithm]) => meets(baseline, attribute as AttributeName, algorithm));
}
