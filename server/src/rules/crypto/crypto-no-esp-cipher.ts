import { rule } from '../rule.ts';

export default rule({
  id: 'crypto-no-esp-cipher',
  on: 'policy',
  severity: 'warning',
  title: 'The traffic in the tunnel is not encrypted',
  why: "CipherTransformConstants None makes ESP that checks the traffic and does not encrypt it: everyone on the way can read it. It is copied from examples 3 and 4 of Microsoft's reference for Set-VpnConnectionIPsecConfiguration.",
  howToFix: 'Name a cipher on both sides: AES128 with SHA256128, or the same AES-GCM in both ESP values.',
  whenOff: 'Where the tunnel carries nothing but traffic that is encrypted by itself, and somebody has decided that this is enough.',
  sources: ['Microsoft, Set-VpnConnectionIPsecConfiguration, examples 3 and 4', 'RFC 8221, section 5'],
  confidence: 'inferred',
  restsOn: 'What RFC 8221 says of ESP without encryption. That Windows and RRAS agree on such a tunnel has not been tested.',
  examples: {
    bad: [
      // Microsoft's example 3.
      `=== client.ps1
Add-VpnConnection -Name "Contoso" -ServerAddress 176.16.1.2 -TunnelType "Ikev2"
Set-VpnConnectionIPsecConfiguration -ConnectionName "Contoso" -AuthenticationTransformConstants GCMAES128 -CipherTransformConstants ⟦None⟧ -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup ⟦None⟧{crypto-pfs-none} -DHGroup ECP256 -PassThru -Force
`,
      // Neither cipher nor integrity check: one finding.
      `=== server.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants None -CipherTransformConstants ⟦None⟧ -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048
`,
    ],
    good: [
      // Microsoft's example 1 has a cipher, and lacks the integrity check.
      `=== client.ps1
Set-VpnConnectionIPsecConfiguration -ConnectionName "Contoso" -AuthenticationTransformConstants ⟦None⟧{crypto-no-esp-auth} -CipherTransformConstants AES256 -EncryptionMethod AES256 -IntegrityCheckMethod SHA384 -PfsGroup ⟦None⟧{crypto-pfs-none} -DHGroup ECP384 -PassThru -Force
`,
      // ProfileXML has no such value, so Windows takes it for a mistake, and so does another rule.
      `=== profile.xml
<VPNProfile><NativeProfile><CryptographySuite><CipherTransformConstants>None</CipherTransformConstants></CryptographySuite></NativeProfile></VPNProfile>
`,
      // Replaced further down.
      `=== server.ps1
Set-VpnServerConfiguration -CustomPolicy -CipherTransformConstants None
Set-VpnServerConfiguration -CustomPolicy -CipherTransformConstants AES128
`,
    ],
  },
  check({ policy }, report) {
    const slot = policy.slots.CipherTransformConstants;
    if (policy.superseded || slot.state !== 'known' || slot.algorithm !== 'none') return;
    report({
      at: slot.written.at,
      message: 'CipherTransformConstants None: the traffic in the tunnel is not encrypted, and everyone on the way can read it. Name a cipher on both sides.',
    });
  },
});
