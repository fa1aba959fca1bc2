import { rule } from '../rule.ts';
import { reportForeignSpellings } from '../spelling.ts';

export default rule({
  id: 'xml-ps-spelling',
  on: 'policy',
  severity: 'error',
  title: 'A CryptographySuite value is spelled as in PowerShell',
  why: 'The cmdlets say GCMAES128 and SHA1 where ProfileXML says AES_GCM_128 and SHA196 for main mode. Windows does not know the other spelling: administrators report a general error, or a tunnel with another cipher than they asked for.',
  howToFix: 'Spell it as ProfileXML does. The meaning stays the same.',
  whenOff: 'Never: Windows does not know the spelling.',
  sources: ['Microsoft VPNv2 CSP', 'Microsoft, Set-VpnConnectionIPsecConfiguration'],
  confidence: 'documented',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile><NativeProfile><CryptographySuite>
  <AuthenticationTransformConstants>GCMAES128</AuthenticationTransformConstants><CipherTransformConstants>GCMAES128</CipherTransformConstants>
  <PfsGroup>PFS2048</PfsGroup><DHGroup>Group14</DHGroup><IntegrityCheckMethod>SHA256</IntegrityCheckMethod><EncryptionMethod>⟦GCMAES128⟧</EncryptionMethod>
</CryptographySuite></NativeProfile></VPNProfile>
`,
    ],
    good: [
      // GCMAES128 is right in the two TransformConstants elements.
      `=== profile.xml
<VPNProfile><NativeProfile><CryptographySuite>
  <AuthenticationTransformConstants>GCMAES128</AuthenticationTransformConstants><CipherTransformConstants>GCMAES128</CipherTransformConstants>
  <PfsGroup>PFS2048</PfsGroup><DHGroup>Group14</DHGroup><IntegrityCheckMethod>SHA256</IntegrityCheckMethod><EncryptionMethod>aes_gcm_128</EncryptionMethod>
</CryptographySuite></NativeProfile></VPNProfile>
`,
    ],
  },
  check({ policy }, report) {
    if (policy.form === 'profile-xml') reportForeignSpellings(policy, report);
  },
});
