import { isGcm } from '../../knowledge/ipsec.ts';
import { algorithmOf } from '../../model/policy.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'crypto-no-esp-auth',
  on: 'policy',
  severity: 'warning',
  title: 'The traffic in the tunnel can be altered unnoticed',
  why: "AES-CBC, DES and 3DES hide the traffic but do not protect it from changes, and known attacks read parts of it that way. RFC 8221 forbids them without an integrity check. The combination is copied from examples 1 and 2 of Microsoft's reference for Set-VpnConnectionIPsecConfiguration.",
  howToFix: 'Set AuthenticationTransformConstants to SHA256128 on both sides, or use the same AES-GCM in both ESP values.',
  whenOff: 'Where an old gateway can do nothing else, for that one deployment and until it is replaced.',
  sources: ['RFC 8221, section 6', 'Microsoft, Set-VpnConnectionIPsecConfiguration, examples 1 and 2'],
  confidence: 'documented',
  examples: {
    bad: [
      // Microsoft's example 1.
      `=== client.ps1
Add-VpnConnection -Name "Contoso" -ServerAddress 176.16.1.2 -TunnelType "Ikev2"
Set-VpnConnectionIPsecConfiguration -ConnectionName "Contoso" -AuthenticationTransformConstants ⟦None⟧ -CipherTransformConstants AES256 -EncryptionMethod AES256 -IntegrityCheckMethod SHA384 -PfsGroup ⟦None⟧{crypto-pfs-none} -DHGroup ECP384 -PassThru -Force
`,
    ],
    good: [
      // AES-GCM brings its own check. That Windows wants it in both values is another rule's business.
      `=== server.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants ⟦None⟧{crypto-gcm-pair} -CipherTransformConstants GCMAES128 -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048
`,
      // The cipher is not known, and may be AES-GCM.
      `=== server.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants None -CipherTransformConstants $cipher -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048
`,
      // Microsoft's example 3: a check and no cipher.
      `=== client.ps1
Set-VpnConnectionIPsecConfiguration -ConnectionName "Contoso" -AuthenticationTransformConstants GCMAES128 -CipherTransformConstants ⟦None⟧{crypto-no-esp-cipher} -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048 -DHGroup ECP256 -PassThru -Force
`,
    ],
  },
  check({ policy }, report) {
    const slot = policy.slots.AuthenticationTransformConstants;
    const cipher = algorithmOf(policy, 'CipherTransformConstants');
    if (policy.superseded || slot.state !== 'known' || slot.algorithm !== 'none') return;
    if (cipher === undefined || cipher === 'none' || isGcm(cipher)) return;
    report({
      at: slot.written.at,
      message:
        'AuthenticationTransformConstants None leaves the traffic without an integrity check, and only an AES-GCM cipher has one of its own (RFC 8221 section 6). Set SHA256128 on both sides.',
    });
  },
});
