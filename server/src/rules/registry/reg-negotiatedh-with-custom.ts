import { uriName } from '../../core/uri.ts';
import { algorithmOf } from '../../model/policy.ts';
import type { OfferChange } from '../../model/client-registry.ts';
import { lowerOf, rule, type Severity } from '../rule.ts';

const WRITE =
  'New-ItemProperty -Path HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RasMan\\Parameters -Name NegotiateDH2048_AES256 -PropertyType DWord -Force -Value';
const SUITE =
  'Set-VpnConnectionIPsecConfiguration -ConnectionName Fabrikam -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048 -Force';

export default rule({
  id: 'reg-negotiatedh-with-custom',
  on: 'offerChange',
  severity: 'error',
  title: 'NegotiateDH2048_AES256 is set beside a custom IPsec policy',
  why: 'The value is meant for clients without a policy of their own: it lets them offer AES-256 and group 14. Together with a custom policy connections have been seen to fail with error 13868, although client and server state the same values.',
  howToFix: 'Set the value to 0 on clients that have a CryptographySuite or a policy by cmdlet, or drop the command. Keep one of the two, never both.',
  whenOff: 'Where the clients that have the value and those that have the policy are not the same, and the folders do not show it.',
  lowered:
    'A warning where only the folder says that both are for the same clients. Value 1 with AES-256 and group 14 in the policy has not been tested: a warning, or information where only the folder says so.',
  sources: ['Windscribe desktop client, source code', 'strongSwan documentation, "Windows clients" (what 0, 1 and 2 mean)'],
  confidence: 'observed',
  examples: {
    bad: [
      `=== client.ps1\n${WRITE} ⟦2⟧\n${SUITE}\n`,
      // Beside the profile.
      `=== client/registry.ps1
${WRITE} ⟦1⟧
=== client/profile.xml
<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><CryptographySuite>
  <AuthenticationTransformConstants>SHA256128</AuthenticationTransformConstants><CipherTransformConstants>AES128</CipherTransformConstants>
  <PfsGroup>PFS2048</PfsGroup><DHGroup>Group14</DHGroup><IntegrityCheckMethod>SHA256</IntegrityCheckMethod><EncryptionMethod>AES128</EncryptionMethod>
</CryptographySuite></NativeProfile></VPNProfile>
`,
      // The policy of the same script is the one to name.
      `=== client/a-profile.ps1\n${SUITE}\n=== client/setup.ps1\n${WRITE} ⟦2⟧\n${SUITE}\n`,
    ],
    good: [
      // Off, and switched off again.
      `=== off.ps1\n${WRITE} 0\n${SUITE}\n=== again/client.ps1\n${WRITE} 1\n${SUITE}\n${WRITE} 0\n`,
      // No policy of its own: what the value is for.
      `=== client.ps1\n${WRITE} 1\nAdd-VpnConnection -Name Fabrikam -ServerAddress vpn.fabrikam.com -TunnelType Ikev2\n`,
      // Not known, no data that counts, and a type that Windows takes for absent.
      `=== a/client.ps1\n${WRITE} $value\n${SUITE}\n=== b/client.ps1\n${WRITE} 3\n${SUITE}\n=== c/client.ps1\n${WRITE.replace('DWord', '⟦String⟧{reg-type}')} 1\n${SUITE}\n`,
      // Other clients, and an L2TP connection.
      `=== old/client.ps1\n${WRITE} 1\n=== new/client.ps1\n${SUITE}\n=== l2tp/client.ps1
Add-VpnConnection -Name Fabrikam -ServerAddress vpn.fabrikam.com -TunnelType L2tp
${SUITE}
${WRITE} 1
`,
      // The project file puts the two apart.
      `=== aovpn.json
{ "deployments": [{ "name": "old", "clients": ["registry.ps1"], "servers": ["rras.ps1"] }] }
=== registry.ps1\n${WRITE} 1\n=== client.ps1\n${SUITE}\n=== rras.ps1\nSet-VpnServerConfiguration -RevertToDefault\n`,
    ],
  },
  check({ write, clients }, report) {
    const [first] = clients;
    if (!first) return;
    report({
      at: write.dataAt ?? write.name.at,
      message: `NegotiateDH2048_AES256 is ${write.dataText ?? ''} here, and the client (${uriName(first.policy.at.file.uri)}) has an IPsec policy of its own: together they can end in error 13868. Set 0, or drop one of the two.`,
      severity: severityOf({ write, clients }),
      related: clients.map(({ policy }) => ({ at: policy.at, message: 'The policy of the client' })),
      fixes: () => [
        { title: 'Set NegotiateDH2048_AES256 to 0', safe: false, changes: [{ kind: 'set-registry-content', write, content: { type: 'DWord', number: 0n } }] },
      ],
    });
  },
});

function severityOf({ write, clients }: OfferChange): Severity {
  const certain = clients.some(({ by }) => by !== 'folder');
  const untested =
    write.dataText === '1' && clients.every(({ policy }) => algorithmOf(policy, 'EncryptionMethod') === 'AES256' && algorithmOf(policy, 'DHGroup') === 'dh14');
  const severity = certain ? 'error' : 'warning';
  return untested ? lowerOf(severity, certain ? 'warning' : 'information') : severity;
}
