import { rule } from '../rule.ts';
import { reportStrength } from './strength.ts';

export default rule({
  id: 'crypto-broken',
  on: 'policy',
  severity: 'error',
  title: 'A broken algorithm is used',
  why: 'DES, MD5 and 768-bit groups are within reach of attackers, and RFC 8247 and RFC 8221 forbid them. IKEv2 cannot work without a group at all.',
  howToFix:
    'Raise the value on both sides. The fix changes every file that must agree, so that no client is locked out by a half-done change; deploy them together.',
  whenOff: 'Never for a tunnel in use. Where a file only shows what not to do, as in training, exclude that file.',
  sources: ['RFC 8247, sections 2.1 to 2.4', 'RFC 8221, sections 5 and 6'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== server.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants ⟦MD596⟧ -CipherTransformConstants ⟦DES⟧ -DHGroup ⟦Group1⟧ -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup ⟦PFS1⟧
`,
      `=== profile.xml
<VPNProfile><NativeProfile><CryptographySuite>
  <AuthenticationTransformConstants>SHA256128</AuthenticationTransformConstants><CipherTransformConstants>AES128</CipherTransformConstants>
  <PfsGroup>PFS2048</PfsGroup><DHGroup>⟦None⟧</DHGroup><IntegrityCheckMethod>⟦MD5⟧</IntegrityCheckMethod><EncryptionMethod>AES128</EncryptionMethod>
</CryptographySuite></NativeProfile></VPNProfile>
`,
    ],
    good: [
      `=== server.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group14 -EncryptionMethod AES128 -IntegrityCheckMethod SHA256 -PfsGroup None
`,
    ],
  },
  check: (context, report) => {
    reportStrength(context, 'broken', report);
  },
});
