import { fieldText } from '../../model/profile/field.ts';
import { fieldAt } from '../../model/profile/node.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'data-encryption-none',
  on: 'element',
  elements: ['DataEncryption'],
  severity: 'warning',
  title: 'The profile allows a tunnel without encryption',
  why: 'With None or Optional the connection comes up even where the server does not encrypt. Nothing is reported for SSTP, which TLS encrypts whatever stands here.',
  howToFix: 'Use Require, which is the default, or Max.',
  whenOff: 'Never for a tunnel over the internet. In a laboratory where the traffic is to be read, switch it off for the folder of that laboratory.',
  sources: ['Microsoft VPNv2 CSP, DataEncryption'],
  confidence: 'documented',
  examples: {
    bad: [
      '=== profile.xml\n<VPNProfile><DataEncryption>⟦None⟧</DataEncryption></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><DataEncryption>⟦optional⟧</DataEncryption></VPNProfile>\n',
      // With Automatic Windows may take another protocol than SSTP.
      '=== profile.xml\n<VPNProfile><DataEncryption>⟦Optional⟧</DataEncryption><NativeProfile><NativeProtocolType>⟦Automatic⟧{protocol-automatic}</NativeProtocolType></NativeProfile></VPNProfile>\n',
    ],
    good: [
      '=== profile.xml\n<VPNProfile><DataEncryption>Require</DataEncryption></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><DataEncryption>Max</DataEncryption></VPNProfile>\n',
      // Not there, not readable, or no value of Windows, which xml-enum-value reports.
      '=== profile.xml\n<VPNProfile><AlwaysOn>true</AlwaysOn></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><DataEncryption>$Encryption</DataEncryption></VPNProfile>\n',
      '=== profile.xml\n<VPNProfile><DataEncryption>⟦No⟧{xml-enum-value}</DataEncryption></VPNProfile>\n',
      // TLS encrypts SSTP.
      '=== profile.xml\n<VPNProfile><DataEncryption>Optional</DataEncryption><NativeProfile><NativeProtocolType>SSTP</NativeProtocolType></NativeProfile></VPNProfile>\n',
      // Being typed.
      '=== profile.xml\n<VPNProfile><⟦DataEncryption⟧{xml-not-wellformed}>None',
    ],
  },
  check({ value, parent }, report) {
    if (value.state !== 'known') return;
    if (parent && fieldText(fieldAt(parent, 'NativeProfile/NativeProtocolType'))?.toLowerCase() === 'sstp') return;
    const { value: text, at } = value.written;
    const level = text.toLowerCase();
    if (level !== 'none' && level !== 'optional') return;
    report({
      at,
      message: `DataEncryption ${text} allows a tunnel without encryption. Use Require or Max.`,
      fixes: () => ['Require', 'Max'].map((better) => ({ title: `Change to ${better}`, safe: false, changes: [{ kind: 'replace', at, text: better }] })),
    });
  },
});
