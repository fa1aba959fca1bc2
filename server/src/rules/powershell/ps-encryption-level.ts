import { textArgument, valuesOf, type CmdletCall } from '../../model/cmdlet-call.ts';
import type { ScriptCalls } from '../../model/script-calls.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'ps-encryption-level',
  on: 'cmdletCall',
  severity: 'warning',
  title: 'A connection works without encryption',
  why: 'With NoEncryption or Optional the client goes on when the server wants none, and nobody sees that traffic is readable. SSTP is encrypted by TLS whatever stands here, and with PAP or CHAP Windows refuses Required and Maximum: of these nothing is reported.',
  howToFix: 'Use Required or Maximum. Required is what Add-VpnConnection takes by itself.',
  whenOff: 'In a laboratory where the traffic is to be read, for its folder only.',
  sources: ['Microsoft, Add-VpnConnection and Set-VpnConnection'],
  confidence: 'documented',
  examples: {
    bad: [
      "=== client.ps1\nAdd-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com -TunnelType Ikev2 -EncryptionLevel ⟦Optional⟧\n",
      "=== client.ps1\nAdd-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com -TunnelType L2tp -AuthenticationMethod MSChapv2 -EncryptionLevel ⟦Optional⟧ -Force\n",
      "=== client.ps1\n$level = '⟦noencryption⟧'\nSet-VpnConnection -Name 'Fabrikam VPN' -EncryptionLevel $level\n",
    ],
    good: [
      "=== client.ps1\nAdd-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com -EncryptionLevel Required\nSet-VpnConnection -Name 'Fabrikam VPN' -EncryptionLevel Maximum\n",
      "=== client.ps1\nAdd-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com\nSet-VpnConnection -Name 'Fabrikam VPN' -EncryptionLevel $level\n",
      // TLS encrypts SSTP, whichever command says that it is SSTP.
      "=== client.ps1\nAdd-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com -TunnelType Sstp -EncryptionLevel Optional -AuthenticationMethod MSChapv2\n",
      "=== client.ps1\nAdd-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com -TunnelType Sstp\nSet-VpnConnection -Name 'Fabrikam VPN' -EncryptionLevel Optional\n",
      // Windows refuses these methods with Required and Maximum: IPsec encrypts L2TP.
      "=== client.ps1\nAdd-VpnConnection -Name 'Fabrikam VPN' -ServerAddress vpn.fabrikam.com -TunnelType L2tp -L2tpPsk $psk -AuthenticationMethod Pap -EncryptionLevel Optional -Force\n",
      "=== client.ps1\n$vpn = @{ Name = 'Fabrikam VPN'; ServerAddress = 'vpn.fabrikam.com'; TunnelType = 'L2tp'; AuthenticationMethod = 'Chap', 'MSChapv2'; EncryptionLevel = 'Optional' }\nAdd-VpnConnection @vpn\n",
      // A parameter of this name that another cmdlet has.
      '=== server.ps1\nSet-Portal -EncryptionLevel Optional\nGet-VpnConnection\n',
    ],
  },
  check({ call, calls }, report) {
    if (call.cmdlet !== 'Add-VpnConnection' && call.cmdlet !== 'Set-VpnConnection') return;
    const value = textArgument(call, 'EncryptionLevel');
    if (!value || !/^(noencryption|optional)$/i.test(value.text)) return;
    if (says(call, calls, 'TunnelType', /^sstp$/i) || says(call, calls, 'AuthenticationMethod', /^(?:pap|chap)$/i)) return;
    report({ at: value.at, message: `With EncryptionLevel ${value.text} the connection works without encryption as well. Use Required or Maximum.` });
  },
});

/** Whether the connection of a call has such a value, by this call or by one that is certainly about the same connection. */
function says(call: CmdletCall, calls: ScriptCalls, parameter: string, wanted: RegExp): boolean {
  const { connection } = call;
  const others = connection === undefined ? [] : ['Add-VpnConnection', 'Set-VpnConnection'].flatMap((cmdlet) => calls.about(cmdlet, connection));
  return [call, ...others].some((each) => valuesOf(each, parameter).some((value) => value.kind === 'text' && wanted.test(value.text)));
}
