import { algorithmOf } from '../../model/policy.ts';
import { rule } from '../rule.ts';
import { raise, setEverywhere } from './replacement.ts';

export default rule({
  id: 'crypto-pfs-none',
  on: 'policy',
  severity: 'warning',
  title: 'No perfect forward secrecy',
  why: 'With PfsGroup None every new key of the tunnel is made from the keys of main mode, so whoever gets hold of those can read all traffic until main mode is renewed. The published baselines set a group.',
  howToFix:
    'Set PFS2048 or ECP256 on both sides. The fix changes every file that must agree; deploy them together, because a group on one side only ends the connection at the first rekey.',
  whenOff: 'Where the gateway cannot do PFS, or where its cost was weighed and main mode is renewed often instead.',
  sources: ['richardhicks/aovpn, Set-IKEv2VpnSecurityBaseline.ps1', 'RFC 7296, section 1.3.1'],
  confidence: 'inferred',
  restsOn: 'RFC 7296 says where new keys come from without an exchange of their own. How much that matters is a judgement.',
  examples: {
    bad: [
      `=== server.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup ⟦None⟧
`,
      `=== profile.xml
<VPNProfile><NativeProfile><CryptographySuite>
  <AuthenticationTransformConstants>SHA256128</AuthenticationTransformConstants><CipherTransformConstants>AES128</CipherTransformConstants>
  <PfsGroup>⟦None⟧</PfsGroup><DHGroup>Group14</DHGroup><IntegrityCheckMethod>SHA256</IntegrityCheckMethod><EncryptionMethod>AES128</EncryptionMethod>
</CryptographySuite></NativeProfile></VPNProfile>
`,
    ],
    good: [
      // The group of main mode once more.
      `=== server.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup PFSMM
`,
      // Not stated: what applies then is no None.
      '=== server.ps1\nSet-VpnServerConfiguration -CustomPolicy -DHGroup Group14 -EncryptionMethod AES128\n',
      // An L2TP connection, and a site-to-site interface.
      `=== other.ps1
Add-VpnConnection -Name Fabrikam -ServerAddress vpn.fabrikam.com -TunnelType L2tp
Set-VpnConnectionIPsecConfiguration -ConnectionName Fabrikam -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup None -Force
Set-VpnS2SInterface -Name Lisbon -CustomPolicy -PfsGroup None
`,
    ],
  },
  check(context, report) {
    const { policy, server } = context;
    const slot = policy.slots.PfsGroup;
    if (policy.superseded || policy.tunnel === 'other' || slot.state !== 'known' || slot.algorithm !== 'none') return;
    report({
      at: slot.written.at,
      message:
        'PfsGroup None: new keys of the tunnel are made without a key exchange of their own, so a stolen main mode key opens all later traffic. Set PFS2048 or ECP256 on both sides.',
      fixes: () => {
        const best = raise(context, 'PfsGroup');
        const follows = server !== undefined && (algorithmOf(server, 'PfsGroup') ?? 'none') !== 'none';
        return follows ? best : [...best, ...setEverywhere(context, 'PfsGroup', 'dh19')];
      },
    });
  },
});
