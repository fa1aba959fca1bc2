import { valuesToWrite } from '../../knowledge/cmdlets/azure.ts';
import { attributeName, ATTRIBUTES } from '../../knowledge/ipsec.ts';
import { rule } from '../rule.ts';
import { suggestedValues } from '../suggestion.ts';
import { listed } from '../wording.ts';
import { isIkeGcm192 } from './ps-gcm192-ike.ts';

export default rule({
  id: 'ps-unknown-value',
  on: 'policy',
  severity: 'error',
  title: 'A cmdlet parameter has a value that it does not know',
  why: 'The parameter takes a fixed list of values. Any other text stops the command before it does anything, so the policy stays what it was.',
  howToFix: 'Choose one of the values that the message lists.',
  whenOff: 'Where a newer release of the module takes the value, which this product does not know yet. Never where the command is seen to fail.',
  sources: ['Microsoft, Set-VpnConnectionIPsecConfiguration and Set-VpnServerConfiguration', 'Microsoft, New-AzVpnClientIpsecPolicy'],
  confidence: 'documented',
  examples: {
    bad: [
      '=== server.ps1\nSet-VpnServerConfiguration -CustomPolicy -DHGroup ⟦Group15⟧ -PfsGroup ⟦ECP521⟧\n',
      '=== gateway.ps1\nNew-AzVpnClientIpsecPolicy -DhGroup ⟦DHGroup15⟧ -PfsGroup ⟦ECP521⟧ -IkeIntegrity ⟦SHA512⟧\n',
    ],
    good: [
      // Not known before it runs.
      '=== server.ps1\nSet-VpnServerConfiguration -CustomPolicy -DHGroup $group -PfsGroup (Get-Group)\n',
      // PowerShell takes any letter case and any unique beginning.
      '=== server.ps1\nSet-VpnServerConfiguration -CustomPolicy -DHGroup group14 -PfsGroup ECP3\n',
      // Azure has two names for group 14, and AES-GCM as integrity of main mode.
      '=== gateway.ps1\nNew-AzVpnClientIpsecPolicy -DhGroup dhgroup2048 -PfsGroup PFS14 -IkeEncryption GCMAES256 -IkeIntegrity GCMAES256\n',
      // Between sites: no client ever meets it.
      '=== gateway.ps1\nNew-AzIpsecPolicy -DhGroup DHGroup15 -PfsGroup PFS2 -IkeEncryption GCMAES192\n',
    ],
  },
  check({ policy }, report) {
    if (policy.printed || policy.form === 'profile-xml') return;
    for (const attribute of ATTRIBUTES) {
      const slot = policy.slots[attribute];
      if (slot.state !== 'invalid' || isIkeGcm192(attribute, slot.written.value)) continue;
      const allowed = valuesToWrite(attribute, policy.form);
      report({
        at: slot.written.at,
        message: `${attributeName(attribute, policy.form)} has no value ${slot.written.value}, so ${policy.form === 'azure' ? 'Azure refuses it' : 'the command fails'}. It takes ${listed(allowed)}.`,
        fixes: () =>
          suggestedValues(attribute, slot.written.value, policy.form).map((value) => ({
            title: `Change to ${value}`,
            safe: false,
            changes: [{ kind: 'replace', at: slot.written.at, text: value }],
          })),
      });
    }
  },
});
