import { fieldText } from '../../model/profile/field.ts';
import { knownSuite } from '../../model/policy.ts';
import { isForAzureGateway } from '../profile/azure-gateway.ts';
import { rule } from '../rule.ts';
import { fileName } from '../wording.ts';
import { FALLBACK } from './replacement.ts';

const BY_CMDLET =
  '-AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048 -Force';

export default rule({
  id: 'crypto-missing',
  on: 'clientProfile',
  severity: 'warning',
  title: 'An IKEv2 profile has no CryptographySuite',
  why: 'Without a suite Windows and RRAS agree on 3DES, SHA-1 and 1024-bit group 2, which Microsoft calls not secure.',
  howToFix: "Add a CryptographySuite: the server's where its script is in the folder, else the published minimum, which the server must then have as well.",
  whenOff:
    "Where a later step sets the policy, such as Set-VpnConnectionIPsecConfiguration in a script that is not in the folder, or where the clients' default has been raised in the registry.",
  sources: [
    'Microsoft, "How to configure Diffie-Hellman protocol over IKEv2 VPN connections"',
    'Azure VPN Gateway, "About cryptographic requirements" (a gateway without a custom policy takes group 2 in main mode)',
    'richardhicks/aovpn, ProfileXML_Device.xml',
  ],
  confidence: 'documented',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <⟦NativeProfile⟧>
    <Servers>vpn.fabrikam.com</Servers>
    <NativeProtocolType>IKEv2</NativeProtocolType>
  </NativeProfile>
</VPNProfile>
`,
      // The script beside it is about a connection that it makes itself.
      `=== client/profile.xml
<VPNProfile><⟦NativeProfile⟧><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>
=== client/test-connection.ps1
Add-VpnConnection -Name 'Fabrikam test' -ServerAddress vpn.fabrikam.com -TunnelType Ikev2 -AuthenticationMethod MachineCertificate
Set-VpnConnectionIPsecConfiguration -ConnectionName 'Fabrikam test' ${BY_CMDLET}
`,
      // A gateway of Azure: what it accepts by default is not what RRAS does, nor the published minimum.
      `=== profile.xml
<VPNProfile><⟦NativeProfile⟧><Servers>azuregateway-1234.vpn.azure.com</Servers><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>
`,
      // Elsewhere, and back to the default.
      `=== lisbon/profile.xml
<VPNProfile><⟦NativeProfile⟧><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>
=== lisbon/default.ps1
Set-VpnConnectionIPsecConfiguration -ConnectionName 'Fabrikam VPN' -RevertToDefault -Force
=== berlin/policy.ps1
Set-VpnConnectionIPsecConfiguration -ConnectionName 'Fabrikam VPN' ${BY_CMDLET}
`,
      // A message that names the cmdlet sets nothing.
      `=== client/profile.xml
<VPNProfile><⟦NativeProfile⟧><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>
=== client/install.ps1
Add-VpnConnectionRoute -ConnectionName 'Fabrikam VPN' -DestinationPrefix 10.0.0.0/8
Write-Host 'Set-VpnConnectionIPsecConfiguration is not needed any more.'
=== client/install.cmd
rem powershell -Command "Set-VpnConnectionIPsecConfiguration -ConnectionName 'Fabrikam VPN' ${BY_CMDLET}"
reg add HKLM\\SYSTEM\\CurrentControlSet\\Services\\RasMan\\IKEv2 /v DisableIKENameEkuCheck /t REG_DWORD /d 1 /f
`,
    ],
    good: [
      // SSTP has no use for a suite, and Automatic may not read it.
      `=== profile.xml
<VPNProfile><NativeProfile><NativeProtocolType>SSTP</NativeProtocolType></NativeProfile></VPNProfile>
`,
      // Cut off in the middle: what is missing may be on its way.
      `=== profile.xml
<VPNProfile><⟦NativeProfile⟧{xml-not-wellformed}><NativeProtocolType>IKEv2</NativeProtocolType>`,
      // A script gives the connection its policy once it is there: the one that holds the profile, or one beside it.
      `=== deploy.ps1
$profile = '<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>'
Set-VpnConnectionIPsecConfiguration -ConnectionName 'Fabrikam VPN' ${BY_CMDLET}
`,
      `=== client/profile.xml
<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>
=== client/policy.ps1
Set-VpnConnectionIPsecConfiguration -ConnectionName $name ${BY_CMDLET}
`,
      // As text that another shell runs.
      `=== client/profile.xml
<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>
=== client/policy.cmd
@echo off
powershell.exe -NoProfile -Command "Set-VpnConnectionIPsecConfiguration -ConnectionName 'Fabrikam VPN' ${BY_CMDLET} -Force"
`,
      `=== client/profile.xml
<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>
=== client/policy.ps1
$task = "Set-VpnConnectionIPsecConfiguration -ConnectionName 'Fabrikam VPN' ${BY_CMDLET} -Force"
powershell.exe -NoProfile -Command $task
`,
      // The clients offer AES-256 and group 14 by registry.
      `=== client/profile.xml
<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>
=== client/registry.ps1
New-ItemProperty -Path HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RasMan\\Parameters -Name NegotiateDH2048_AES256 -PropertyType DWord -Value 1 -Force
`,
      // Perhaps they do: the control set need not be the one in use.
      `=== client/profile.xml
<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType></NativeProfile></VPNProfile>
=== client/registry.ps1
New-ItemProperty -Path ⟦HKLM:\\SYSTEM\\ControlSet001\\Services\\RasMan\\Parameters⟧{reg-path} -Name NegotiateDH2048_AES256 -PropertyType DWord -Value 1 -Force
`,
    ],
  },
  check({ profile, server, mayOfferMore }, report) {
    const { native } = profile;
    if (!profile.whole || !native || native.suite || mayOfferMore) return;
    if (fieldText(native.protocol)?.toLowerCase() !== 'ikev2') return;
    const isAzure = isForAzureGateway(profile);
    report({
      at: native.at,
      message: `This IKEv2 profile has no CryptographySuite, so Windows offers group 2 only${isAzure ? '' : ' and agrees with RRAS on 3DES and SHA-1'}. Add one that is the same as on the ${isAzure ? 'gateway, which takes one as a custom policy' : 'server'}.`,
      fixes: () => {
        const met = server();
        const suite = met && knownSuite(met);
        const title = suite ? `with the server's values (${fileName(met)})` : 'with the published minimum; the server needs the same';
        // A gateway that accepts several may not accept that, nor does one of Azure that has no policy of its own.
        if (!suite && (met?.proposals || isAzure)) return [];
        return [{ title: `Add a CryptographySuite ${title}`, safe: false, changes: [{ kind: 'add-suite', native, suite: suite ?? FALLBACK }] }];
      },
    });
  },
});
