import { attributeName, type AttributeName } from '../../knowledge/ipsec.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'ps-gcm192-ike',
  on: 'policy',
  severity: 'error',
  title: 'AES-GCM with 192 bits is used for main mode',
  why: 'GCMAES192 exists for ESP only. As EncryptionMethod it stops the command before it does anything.',
  howToFix: 'Use GCMAES128 or GCMAES256, the same on both sides.',
  whenOff: 'Never: the command stops.',
  sources: ['Microsoft, Set-VpnConnectionIPsecConfiguration and Set-VpnServerConfiguration'],
  confidence: 'documented',
  examples: {
    bad: ['=== server.ps1\nSet-VpnServerConfiguration -CustomPolicy -EncryptionMethod ⟦GCMAES192⟧ -DHGroup Group14\n'],
    good: [
      '=== server.ps1\nSet-VpnServerConfiguration -CustomPolicy -CipherTransformConstants GCMAES192 -AuthenticationTransformConstants GCMAES192 -EncryptionMethod AES192\n',
    ],
  },
  check({ policy }, report) {
    const slot = policy.slots.EncryptionMethod;
    if (policy.printed || policy.form === 'profile-xml' || slot.state !== 'invalid' || !isIkeGcm192('EncryptionMethod', slot.written.value)) return;
    report({
      at: slot.written.at,
      message: `${attributeName('EncryptionMethod', policy.form)} has no GCMAES192: it exists for ESP only, and ${policy.form === 'azure' ? 'Azure refuses it' : 'the command fails'}. Use GCMAES128 or GCMAES256.`,
      fixes: () =>
        ['GCMAES256', 'GCMAES128'].map((value) => ({
          title: `Change to ${value}`,
          safe: false,
          changes: [{ kind: 'replace', at: slot.written.at, text: value }],
        })),
    });
  },
});

/** Whether a text asks for AES-GCM with 192 bits in main mode, in either notation's spelling. */
export function isIkeGcm192(attribute: AttributeName, text: string): boolean {
  return attribute === 'EncryptionMethod' && /^(gcmaes192|aes_gcm_192)$/i.test(text);
}
