import { isObjectIdentifier, keyUsage } from '../../knowledge/certificates.ts';
import { eapOf } from '../../model/profile/eap.ts';
import type { Field } from '../../model/profile/field.ts';
import { profileField } from '../../model/profile/profile.ts';
import { rule } from '../rule.ts';
import { document, element, filter, profileWith, tls, validation } from './examples.ts';

const mapped = (oid: string): string =>
  profileWith(tls(validation(), filter(element('EKUMapping', element('EKUMap', ['<EKUName>Contoso VPN</EKUName>', `<EKUOID>${oid}</EKUOID>`])))));
const sso = (eku: string): string =>
  document([], element('DeviceCompliance', ['<Enabled>true</Enabled>', element('Sso', ['<Enabled>true</Enabled>', `<Eku>${eku}</Eku>`])].flat()));

export default rule({
  id: 'oid-form',
  on: 'profile',
  severity: 'error',
  title: 'An EKU is not an object identifier',
  why: 'No certificate has that EKU, so Windows finds none that fits, and the connection or the single sign-on inside it fails.',
  howToFix: 'State the EKU as numbers with dots between them, such as 1.3.6.1.5.5.7.3.2 for client authentication.',
  whenOff: 'Never for a profile that is deployed as it is. For templates whose EKU somebody replaces, switch it off in their folder.',
  sources: ['DPC, Validate.cs', 'richardhicks/aovpn, ProfileXML_Entra_ConditionalAccess.xml', 'Microsoft VPNv2 CSP'],
  confidence: 'documented',
  examples: {
    bad: [
      mapped('⟦Client Authentication⟧'),
      mapped('⟦1.3.6.1.4.1.311,87⟧'),
      mapped('⟦OID.1.3.6.1.4.1.311.87⟧'),
      sso('⟦Client Authentication⟧'),
      sso('⟦1.3.6.1.5.5.7.3.2.⟧'),
    ],
    good: [
      mapped('1.3.6.1.4.1.311.87'),
      mapped('\n  2.23.133.8.3\n'),
      mapped('$oid'),
      mapped(''),
      sso('1.3.6.1.5.5.7.3.2'),
      // The CSP takes a list here.
      sso('1.3.6.1.5.5.7.3.2, 1.3.6.1.4.1.311.20.2.2'),
      sso('1.3.6.1.5.5.7.3.2;1.3.6.1.4.1.311.20.2.2'),
      sso('__EKU__'),
    ],
  },
  check(profile, report) {
    const judge = (field: Field, isGood: (text: string) => boolean): void => {
      if (field.state !== 'known' || isGood(field.written.value)) return;
      const { at, value } = field.written;
      const usage = keyUsage(value.replace(/^oid[.:]/i, ''));
      report({
        at,
        message: `"${value}" is not an object identifier, so no certificate has that EKU. State numbers with dots between them${usage ? `: ${usage.oid}` : ''}.`,
        fixes: () => (usage ? [{ title: `Change to ${usage.oid}`, safe: false, changes: [{ kind: 'replace', at, text: usage.oid }] }] : []),
      });
    };
    judge(profileField(profile, 'DeviceCompliance/Sso/Eku'), (text) =>
      text.split(/[,;]/).every((item) => isObjectIdentifier(item.trim()) || item.trim() === ''),
    );
    for (const { node, element: known } of eapOf(profile)?.nodes ?? []) if (known.type === 'oid') judge(node.value, isObjectIdentifier);
  },
});
