import { rule } from '../rule.ts';
import { reportStrength } from './strength.ts';

export default rule({
  id: 'crypto-weak',
  on: 'policy',
  severity: 'warning',
  title: 'A weak algorithm is used',
  why: 'Microsoft calls 3DES, SHA-1 and 1024-bit groups not secure. They are what Windows negotiates when nobody chooses, and they survive in scripts that were copied from old examples.',
  howToFix:
    'Raise the value on both sides. The fix changes every file that must agree, so that no client is locked out by a half-done change; deploy them together. Where a gateway cannot do better, suppress the finding with the reason.',
  whenOff: 'Where a gateway cannot do better: suppress it there, with the reason and the date of its replacement. For a whole project there is no good reason.',
  sources: ['Microsoft, "How to configure Diffie-Hellman protocol over IKEv2 VPN connections"', 'RFC 8247, sections 2.1 to 2.4', 'RFC 8221, sections 5 and 6'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== server.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants ⟦SHA196⟧ -CipherTransformConstants ⟦DES3⟧ -DHGroup ⟦Group2⟧ -EncryptionMethod ⟦DES3⟧ -IntegrityCheckMethod ⟦SHA1⟧ -PfsGroup ⟦PFS2⟧
`,
      `=== profile.xml
<VPNProfile><NativeProfile><CryptographySuite>
  <AuthenticationTransformConstants>SHA256128</AuthenticationTransformConstants><CipherTransformConstants>AES128</CipherTransformConstants>
  <PfsGroup>PFS2048</PfsGroup><DHGroup>⟦Group2⟧</DHGroup><IntegrityCheckMethod>⟦SHA196⟧</IntegrityCheckMethod><EncryptionMethod>AES128</EncryptionMethod>
</CryptographySuite></NativeProfile></VPNProfile>
`,
    ],
    good: [
      // Group 24 is another rule's business, and a value that is not known is nobody's.
      `=== server.ps1
Set-VpnServerConfiguration -CustomPolicy -AuthenticationTransformConstants SHA256128 -CipherTransformConstants AES128 -DHGroup Group24 -EncryptionMethod $cipher -IntegrityCheckMethod SHA256 -PfsGroup PFS2048
`,
      // Replaced further down, so it never takes effect.
      `=== server.ps1
Set-VpnServerConfiguration -CustomPolicy -DHGroup Group2
Set-VpnServerConfiguration -CustomPolicy -DHGroup Group14
`,
    ],
  },
  check: (context, report) => {
    reportStrength(context, 'weak', report);
  },
});
