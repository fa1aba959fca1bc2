import { ATTRIBUTES } from '../../server/src/knowledge/ipsec.ts';
import type { IPsecPolicy } from '../../server/src/model/policy.ts';

/** The values of a policy in a line: `DHGroup=dh14 PfsGroup=?`, with `!` before one that nobody knows and those that are possible in braces. */
export function values({ slots }: IPsecPolicy): string {
  return ATTRIBUTES.flatMap((attribute) => {
    const slot = slots[attribute];
    switch (slot.state) {
      case 'absent':
        return [];
      case 'known':
        return [`${attribute}=${slot.algorithm}`];
      case 'possible':
        return [`${attribute}={${slot.why}: ${slot.values.map(({ algorithm }) => algorithm).join(', ')}}`];
      default:
        return [`${attribute}=${slot.state === 'invalid' ? `!${slot.written.value}` : '?'}`];
    }
  }).join(' ');
}
