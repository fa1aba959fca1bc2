import type { Written } from '../core/source-file.ts';
import { algorithmFor, isAzureIkeGcm, type AttributeName } from '../knowledge/ipsec.ts';
import type { Slot } from '../model/policy.ts';

/**
 * What a literal text states as one of the six values in Azure. An AES-GCM as integrity of main mode is a value that Azure has and
 * Windows has no name for, so it is there and nothing can be compared with it.
 */
export function azureSlot(attribute: AttributeName, written: Written<string>): Slot {
  const text = written.value;
  const own = algorithmFor(attribute, text, 'azure');
  if (own) return { state: 'known', algorithm: own.id, written, spelledAs: 'azure' };
  if (isAzureIkeGcm(attribute, text)) return { state: 'unread', at: written.at };
  for (const form of ['client-cmdlet', 'profile-xml'] as const) {
    const foreign = algorithmFor(attribute, text, form);
    if (foreign) return { state: 'known', algorithm: foreign.id, written, spelledAs: form };
  }
  return { state: 'invalid', written };
}
