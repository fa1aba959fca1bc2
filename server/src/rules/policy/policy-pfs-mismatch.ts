import { ATTRIBUTES } from '../../knowledge/ipsec.ts';
import { placeOf } from '../../model/policy.ts';
import { rule } from '../rule.ts';
import { alignAll, differs, mayDiffer, pin, serverValueHere, valueOnServer } from './alignment.ts';
import { comparison, mirrorsOf, possibleComparison } from './comparison.ts';

export default rule({
  id: 'policy-pfs-mismatch',
  on: 'tunnel',
  severity: 'warning',
  title: 'Client and server ask for different PFS groups',
  why: 'IKEv2 does no key exchange of its own for the first child SA (RFC 7296), so the tunnel comes up and every test passes. At the first rekey, after 8 hours or the data limit, the groups meet and the connection drops; the client reports error 13816. Only this value differs, otherwise the tunnel would not come up at all and `policy-mismatch` says so.',
  howToFix: 'Use the same group on both sides, and deploy both together.',
  whenOff: 'Where the connection ends before its first rekey in any case, as in a trial. Never for tunnels that stay up over a working day.',
  lowered:
    'Information where only the folders suggest that the two files belong together, and where a condition or the caller of a script decides whether the groups differ.',
  sources: ['strongSwan documentation, "Windows clients"', 'RFC 7296, section 1.2'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== client/profile.xml
<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><CryptographySuite>
  <AuthenticationTransformConstants>SHA256128</AuthenticationTransformConstants><CipherTransformConstants>AES128</CipherTransformConstants>
  <PfsGroup>⟦ECP384⟧</PfsGroup><DHGroup>Group14</DHGroup><IntegrityCheckMethod>SHA256</IntegrityCheckMethod><EncryptionMethod>AES128</EncryptionMethod>
</CryptographySuite></NativeProfile></VPNProfile>
=== server/rras.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup ⟦PFS2048⟧
`,
    ],
    good: [
      `=== client/profile.xml
<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><CryptographySuite>
  <AuthenticationTransformConstants>SHA256128</AuthenticationTransformConstants><CipherTransformConstants>AES128</CipherTransformConstants>
  <PfsGroup>PFS2048</PfsGroup><DHGroup>Group14</DHGroup><IntegrityCheckMethod>SHA256</IntegrityCheckMethod><EncryptionMethod>AES128</EncryptionMethod>
</CryptographySuite></NativeProfile></VPNProfile>
=== server/rras.ps1
$group = Get-Content group.txt
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup $group
`,
      // PFSMM is the group of main mode, which is the other side's group: whether that agrees is written nowhere.
      `=== client/profile.xml
<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><CryptographySuite>
  <AuthenticationTransformConstants>SHA256128</AuthenticationTransformConstants><CipherTransformConstants>AES128</CipherTransformConstants>
  <PfsGroup>PFSMM</PfsGroup><DHGroup>Group14</DHGroup><IntegrityCheckMethod>SHA256</IntegrityCheckMethod><EncryptionMethod>AES128</EncryptionMethod>
</CryptographySuite></NativeProfile></VPNProfile>
=== server/rras.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup PFS2048
`,
    ],
  },
  check(tunnel, report) {
    const { client, server } = tunnel;
    const at = placeOf(client.slots.PfsGroup);
    if (!at || ATTRIBUTES.some((attribute) => attribute !== 'PfsGroup' && differs(tunnel, attribute))) return;
    if (mayDiffer(tunnel, 'PfsGroup')) report({ at, ...possibleComparison(tunnel, 'PfsGroup'), severity: 'information', fixes: () => pin(tunnel) });
    if (!differs(tunnel, 'PfsGroup')) return;
    report({
      at,
      ...comparison(tunnel, 'PfsGroup'),
      ...(tunnel.strength === 'possible' && { severity: 'information' }),
      fixes: () => [...serverValueHere(tunnel, 'PfsGroup'), ...valueOnServer(tunnel, 'PfsGroup'), ...alignAll(tunnel), ...pin(tunnel)],
      mirrors: mirrorsOf(tunnel, 'PfsGroup', server),
    });
  },
});
