import { textArgument } from '../../model/cmdlet-call.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'ps-encryption-level',
  on: 'cmdletCall',
  severity: 'warning',
  title: 'A connection works without encryption',
  why: 'With NoEncryption or Optional the client goes on when the server wants none, and nobody sees that traffic is readable.',
  howToFix: 'Use Required or Maximum. Required is what Add-VpnConnection takes by itself.',
  whenOff: 'In a laboratory where the traffic is to be read, for its folder only.',
  sources: ['Microsoft, Add-VpnConnection and Set-VpnConnection'],
  confidence: 'documented',
  examples: {
    bad: [
      "=== client.ps1\nAdd-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com -TunnelType Ikev2 -EncryptionLevel ⟦Optional⟧\n",
      "=== client.ps1\n$level = '⟦noencryption⟧'\nSet-VpnConnection -Name 'Fabrikam VPN' -EncryptionLevel $level\n",
    ],
    good: [
      "=== client.ps1\nAdd-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com -EncryptionLevel Required\nSet-VpnConnection -Name 'Fabrikam VPN' -EncryptionLevel Maximum\n",
      "=== client.ps1\nAdd-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com\nSet-VpnConnection -Name 'Fabrikam VPN' -EncryptionLevel $level\n",
      // A parameter of this name that another cmdlet has.
      '=== server.ps1\nSet-Portal -EncryptionLevel Optional\nGet-VpnConnection\n',
    ],
  },
  check({ call }, report) {
    if (call.cmdlet !== 'Add-VpnConnection' && call.cmdlet !== 'Set-VpnConnection') return;
    const value = textArgument(call, 'EncryptionLevel');
    if (!value || !/^(noencryption|optional)$/i.test(value.text)) return;
    report({ at: value.at, message: `With EncryptionLevel ${value.text} the connection works without encryption as well. Use Required or Maximum.` });
  },
});
