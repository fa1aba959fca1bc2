import { ATTRIBUTES } from '../../knowledge/ipsec.ts';
import { absentAttributes } from '../../model/policy.ts';
import { rule } from '../rule.ts';
import { listed } from '../wording.ts';
import { completed, completionTitle } from './completion.ts';

export default rule({
  id: 'crypto-incomplete',
  on: 'policy',
  severity: 'warning',
  title: 'A CryptographySuite lacks some of its six values',
  why: 'The client cmdlet refuses fewer than six values; ProfileXML accepts them, and which values Windows takes for the rest is written nowhere. Inferred from the schema and the cmdlet, not tested on every release.',
  howToFix: "State all six values. The fix adds the server's where its script is in the folder, else the published minimum.",
  whenOff: 'Where you have seen on every release in use what Windows takes for the missing values, and a tool writes the suite that way.',
  sources: ['Microsoft VPNv2 CSP', 'Microsoft, Set-VpnConnectionIPsecConfiguration (all six mandatory)'],
  confidence: 'inferred',
  restsOn:
    'The schema lets each of the six be left out, and the cmdlet refuses that. Which values Windows takes for the rest has not been tested on every release.',
  examples: {
    bad: [
      `=== profile.xml
<VPNProfile>
  <NativeProfile>
    <⟦CryptographySuite⟧>
      <DHGroup>Group14</DHGroup>
      <EncryptionMethod>AES256</EncryptionMethod>
    </CryptographySuite>
  </NativeProfile>
</VPNProfile>
`,
      '=== profile.xml\n<VPNProfile><NativeProfile><NativeProtocolType>IKEv2</NativeProtocolType><⟦CryptographySuite⟧/></NativeProfile></VPNProfile>\n',
    ],
    good: [
      // Filled in by a deployment script: there, but not readable.
      `=== profile.xml
<VPNProfile><NativeProfile><CryptographySuite>
  <AuthenticationTransformConstants>$hash</AuthenticationTransformConstants><CipherTransformConstants>$cipher</CipherTransformConstants>
  <PfsGroup>PFS2048</PfsGroup><DHGroup>Group14</DHGroup><IntegrityCheckMethod>SHA256</IntegrityCheckMethod><EncryptionMethod>AES128</EncryptionMethod>
</CryptographySuite></NativeProfile></VPNProfile>
`,
      // Being typed.
      `=== profile.xml
<VPNProfile><NativeProfile><⟦CryptographySuite⟧{xml-not-wellformed}><DHGroup>Group14</DHGroup>`,
    ],
  },
  check({ policy, server }, report) {
    if (policy.form !== 'profile-xml' || policy.kind !== 'custom') return;
    const missing = absentAttributes(policy);
    if (missing.length === 0) return;
    report({
      at: policy.at,
      message: `This CryptographySuite states ${missing.length === ATTRIBUTES.length ? 'none of the six values' : `${ATTRIBUTES.length - missing.length} of six values; ${listed(missing)} ${missing.length === 1 ? 'is' : 'are'} missing`}, and Windows' choice for ${missing.length === 1 ? 'it' : 'them'} is not documented (inferred). State all six.`,
      fixes: () => [
        {
          title: completionTitle("Complete with the server's values", 'Complete with the published minimum', missing, server),
          safe: false,
          changes: completed(policy, missing, server),
        },
      ],
    });
  },
});
