import { normalised, type IPsecPolicy } from '../model/policy.ts';
import { refKey } from './ref.ts';

/** What is seen of a policy in another file, as a text. */
export function observedPolicy(policy: IPsecPolicy): string {
  return JSON.stringify([
    refKey({ uri: policy.at.file.uri, key: policy.key }),
    normalised(policy),
    policy.tunnel,
    policy.form,
    policy.defaultBy,
    policy.form === 'gateway' ? placesIn(policy) : undefined,
  ]);
}

/** Where a project file states a gateway: it has no keys by which a place that has moved could be found again. */
function placesIn({ at, proposals = [] }: IPsecPolicy): unknown {
  return [at, ...proposals.flatMap(({ accepts }) => Object.values(accepts).map((accepted) => accepted.at))].map(({ file, span }) => [
    span,
    file.text.slice(0, span.start).split('\n').length,
  ]);
}
