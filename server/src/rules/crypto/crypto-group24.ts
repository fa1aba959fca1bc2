import { rule } from '../rule.ts';
import { reportStrength } from './strength.ts';

export default rule({
  id: 'crypto-group24',
  on: 'policy',
  severity: 'hint',
  title: 'Group 24 is used',
  why: 'The groups 22 to 24 of RFC 5114 came without the seeds that they were made from, so nobody can check that they hide nothing. RFC 8247 advises against group 24, and implementations drop it. Nobody has shown an attack on it.',
  howToFix: 'Use ECP256 on both sides. The fix changes every file that must agree; deploy them together.',
  whenOff: 'Where a gateway offers nothing better than group 24, until it is replaced.',
  sources: ['RFC 8247, section 2.4', 'strongSwan documentation, "Cipher suites"'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== server.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup ⟦Group24⟧ -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup ⟦PFS24⟧
`,
      `=== profile.xml
<VPNProfile><NativeProfile><CryptographySuite>
  <AuthenticationTransformConstants>SHA256128</AuthenticationTransformConstants><CipherTransformConstants>AES128</CipherTransformConstants>
  <PfsGroup>PFS2048</PfsGroup><DHGroup>⟦Group24⟧</DHGroup><IntegrityCheckMethod>SHA256</IntegrityCheckMethod><EncryptionMethod>AES128</EncryptionMethod>
</CryptographySuite></NativeProfile></VPNProfile>
`,
    ],
    good: [
      // A group with a similar name, and one that is not known.
      `=== server.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup $group
`,
      // Replaced further down, so it never takes effect.
      `=== server.ps1
Set-VpnServerConfiguration -CustomPolicy -DHGroup Group24
Set-VpnServerConfiguration -CustomPolicy -DHGroup Group14
`,
      // Another tunnel with the same words.
      `=== server.ps1
Set-VpnS2SInterface -Name Lisbon -CustomPolicy -DHGroup Group24 -PfsGroup PFS24
`,
    ],
  },
  check: (context, report) => {
    reportStrength(context, 'discouraged', report, 'dh19');
  },
});
