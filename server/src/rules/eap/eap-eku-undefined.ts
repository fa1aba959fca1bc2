import { CONDITIONAL_ACCESS, keyUsage } from '../../knowledge/certificates.ts';
import { filterOf, type CertificateFilter } from '../../model/profile/certificate-filter.ts';
import { eapOf, methodsOf } from '../../model/profile/eap.ts';
import { fieldText } from '../../model/profile/field.ts';
import { childNodes } from '../../model/profile/node.ts';
import { nearest } from '../nearest.ts';
import { rule } from '../rule.ts';
import { element, filter, profileWith, tls, validation } from './examples.ts';

const mapping = (...names: readonly string[]): string[] =>
  element(
    'EKUMapping',
    names.map((name) => element('EKUMap', [`<EKUName>${name}</EKUName>`, '<EKUOID>1.3.6.1.4.1.311.87</EKUOID>'])),
  );
const list = (enabled: string, ...entries: readonly string[]): string[] =>
  element(
    `ClientAuthEKUList Enabled="${enabled}"`,
    entries.map((entry) => element('EKUMapInList', [entry])),
  );
const named = (name: string): string => `<EKUName>${name}</EKUName>`;

export default rule({
  id: 'eap-eku-undefined',
  on: 'profile',
  severity: 'warning',
  title: 'The certificate filter names an EKU that EKUMapping does not define',
  why: 'EKUMapping says which object identifier a name stands for, and Microsoft asks for every name to be defined there. That no certificate passes the filter otherwise is inferred.',
  howToFix: 'Define the name in EKUMapping, or write it as EKUMapping does.',
  whenOff: 'Where the filter was taken from a connection that works on every release in use.',
  sources: ['Microsoft, EAP configuration (certificate filtering)', 'richardhicks/aovpn, ProfileXML_Entra_ConditionalAccess.xml'],
  confidence: 'documented',
  examples: {
    bad: [
      profileWith(tls(validation(), filter(mapping('AAD Conditional Access'), list('true', named('⟦AAD Conditional Acces⟧'))))),
      profileWith(tls(validation(), filter(list('true', named('⟦Contoso VPN⟧'))))),
    ],
    good: [
      profileWith(tls(validation(), filter(mapping('Contoso VPN'), list('true', named('Contoso VPN'))))),
      // Whether letter case counts is not known.
      profileWith(tls(validation(), filter(mapping('Contoso VPN'), list('true', named(' contoso vpn '))))),
      // Only EKUs of one's own need a mapping.
      profileWith(tls(validation(), filter(list('true', named('Client Authentication'))))),
      // Another list is used, or the entry says itself what it means.
      profileWith(tls(validation(), filter(mapping('Contoso VPN'), list('false', named('Other'))))),
      profileWith(tls(validation(), filter(mapping('Contoso VPN'), list('true', `${named('Other')}<EKUOID>1.3.6.1.4.1.311.87</EKUOID>`)))),
      profileWith(tls(validation(), filter(mapping('$EkuName'), list('true', named('Contoso VPN'))))),
      profileWith(tls(validation(), filter(mapping('Contoso VPN'), list('true', named('{{Eku}}'), '<EKUName />')))),
      profileWith(tls(validation(), filter('<ClientAuthEKUList Enabled="true" />'))),
    ],
  },
  check(profile, report) {
    for (const method of methodsOf(eapOf(profile), 'tls')) {
      const filter = filterOf(method);
      const defined = filter && definedNames(filter);
      if (!filter || !defined) continue;
      for (const { name, oid } of filter.usages.flatMap(({ isEnabled, entries }) => (isEnabled ? entries : []))) {
        if (name.state !== 'known' || oid.state !== 'absent') continue;
        const { at, value } = name.written;
        if (defined.some((each) => each.toLowerCase() === value.toLowerCase()) || isOfWindows(value)) continue;
        report({
          at,
          message: `EKUMapping does not define "${value}", so no certificate is likely to pass the filter (inferred). Define it there${defined.length > 0 ? ', or use a name that is defined' : ''}.`,
          fixes: () => nearest(value, defined, 1).map((near) => ({ title: `Change to ${near}`, safe: false, changes: [{ kind: 'replace', at, text: near }] })),
        });
      }
    }
  },
});

/** The names that are defined; `undefined` where one cannot be read. */
function definedNames({ node, mappings }: CertificateFilter): string[] | undefined {
  if (!node.complete || childNodes(node, 'EKUMapping').some(({ complete }) => !complete)) return undefined;
  const names = mappings.map(({ name }) => fieldText(name));
  return names.every((name) => name !== undefined) ? names : undefined;
}

/** Whether Windows knows an EKU by this name without a mapping. The one of Conditional Access it does not. */
function isOfWindows(name: string): boolean {
  const usage = keyUsage(name);
  return usage !== undefined && usage !== CONDITIONAL_ACCESS;
}
