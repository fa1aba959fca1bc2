import { CONDITIONAL_ACCESS } from '../../knowledge/certificates.ts';
import { eapElement } from '../../knowledge/profile-xml/eap.ts';
import type { Change } from '../../model/change.ts';
import { filterOf, type CertificateFilter } from '../../model/profile/certificate-filter.ts';
import { eapOf, methodsOf, namedLike } from '../../model/profile/eap.ts';
import { fieldFlag, fieldText } from '../../model/profile/field.ts';
import { branch, leaf, type NewElement } from '../../model/profile/new-element.ts';
import { childNodes, isAbsent, nodeAt, type ProfileNode } from '../../model/profile/node.ts';
import { profileField } from '../../model/profile/profile.ts';
import { rule } from '../rule.ts';
import { COMPLIANCE, document, element, filter, ISSUER_HASH, peap, profileWith, tls, tlsExtension, validation } from './examples.ts';

const FILTER = 'TLSExtensions/FilteringInfo';
const performs = tlsExtension('PerformServerValidation', 'true');
const mapping = (name: string, oid: string): string[] => element('EKUMapping', element('EKUMap', [`<EKUName>${name}</EKUName>`, `<EKUOID>${oid}</EKUOID>`]));
const marked = (lines: readonly string[], name: string): string[] => lines.map((line) => line.replace(`<${name}`, `<⟦${name}⟧`));
const authorities = element('CAHashList Enabled="false"', [`<IssuerHash>${ISSUER_HASH}</IssuerHash>`]);

export default rule({
  id: 'ca-eku-missing',
  on: 'profile',
  severity: 'warning',
  title: 'Conditional Access is on and EAP does not ask for its certificate',
  why: 'Conditional Access gives the client a short-lived certificate with the EKU 1.3.6.1.4.1.311.87. Unless the filter asks for that EKU, Windows may take another certificate, and NPS refuses the connection.',
  howToFix: 'Map the EKU to a name in EKUMapping of the certificate filter, and list that name in ClientAuthEKUList with Enabled="true".',
  whenOff: 'Where the filter finds the certificate of Conditional Access by its issuer alone, and no other certificate of that issuer is on the clients.',
  sources: ['Microsoft, "Troubleshoot Always On VPN"', 'richardhicks/aovpn, ProfileXML_Entra_ConditionalAccess.xml', 'DPC, VPNProfileCreator.cs'],
  confidence: 'documented',
  examples: {
    bad: [
      profileWith(marked(tls(validation(), performs), 'EapType'), [COMPLIANCE]),
      profileWith(peap(validation(), marked(tls(validation(), filter(authorities)), 'FilteringInfo')), [COMPLIANCE]),
      // Every EKU of a list must be there, so that another one cannot simply be added to it.
      profileWith(
        tls(
          validation(),
          marked(
            filter(
              mapping('Contoso VPN', '1.3.6.1.4.1.55555.1'),
              element('ClientAuthEKUList Enabled="true"', element('EKUMapInList', ['<EKUName>Contoso VPN</EKUName>'])),
            ),
            'FilteringInfo',
          ),
        ),
        [COMPLIANCE],
      ),
    ],
    good: [
      profileWith(tls(validation(), filter(mapping('AAD Conditional Access', '1.3.6.1.4.1.311.87'))), [COMPLIANCE]),
      // Under a name of one's own, and in an entry of the list itself.
      profileWith(tls(validation(), filter(mapping('Contoso CA', ' 1.3.6.1.4.1.311.87 '))), [COMPLIANCE]),
      profileWith(tls(validation(), filter(element('ClientAuthEKUList Enabled="true"', element('EKUMapInList', ['<EKUOID>1.3.6.1.4.1.311.87</EKUOID>'])))), [
        COMPLIANCE,
      ]),
      profileWith(tls(validation(), filter(mapping('$name', '$oid'))), [COMPLIANCE]),
      profileWith(tls(validation(), performs)),
      profileWith(tls(validation(), performs), ['<DeviceCompliance><Enabled>false</Enabled></DeviceCompliance>']),
      profileWith(tls(validation(), performs), ['<DeviceCompliance><Enabled>$compliance</Enabled></DeviceCompliance>']),
      // A template in which the configuration is pasted later.
      document(['<!-- EAP configuration -->'], [COMPLIANCE]),
    ],
  },
  check(profile, report) {
    if (fieldFlag(profileField(profile, 'DeviceCompliance/Enabled')) !== true) return;
    for (const { settings, ...method } of methodsOf(eapOf(profile), 'tls')) {
      const present = filterOf({ ...method, settings });
      if (present ? hasUsage(present) !== false : !isAbsent(settings, FILTER)) continue;
      report({
        at: (present?.node ?? settings).at,
        message: `Conditional Access is on and the certificate filter does not ask for its EKU ${CONDITIONAL_ACCESS.oid}, so Windows may take another certificate. Map that EKU and list it in ClientAuthEKUList.`,
        fixes: () => {
          const changes = additions(settings, present);
          return changes ? [{ title: 'Ask for the certificate of Conditional Access', safe: false, changes }] : [];
        },
      });
    }
  },
});

/** Whether the filter speaks of the EKU anywhere; `undefined` where that cannot be known. */
function hasUsage({ node, mappings, usages }: CertificateFilter): boolean | undefined {
  const oids = [...mappings, ...usages.flatMap(({ entries }) => entries)].map(({ oid }) => oid);
  if (oids.some((oid) => fieldText(oid) === CONDITIONAL_ACCESS.oid)) return true;
  const isRead = node.complete && node.children.every(({ complete }) => complete) && oids.every(({ state }) => state !== 'unread');
  return isRead ? false : undefined;
}

/** What has to be added for the filter to ask for the EKU; `undefined` where more than that would have to change. */
function additions(settings: ProfileNode, present: CertificateFilter | undefined): Change[] | undefined {
  // A prefix stands for one namespace, and what is added may be in two others.
  if (namedLike(present?.node ?? settings, '') !== '') return undefined;
  const map = branch('EKUMap', leaf('EKUName', CONDITIONAL_ACCESS.name), leaf('EKUOID', CONDITIONAL_ACCESS.oid));
  const list: NewElement = {
    ...branch('ClientAuthEKUList', branch('EKUMapInList', leaf('EKUName', CONDITIONAL_ACCESS.name))),
    attributes: { Enabled: 'true' },
  };
  if (!present) {
    const info = { ...branch('FilteringInfo', branch('EKUMapping', map), list), ...inNamespace(FILTER) };
    const extensions = nodeAt(settings, 'TLSExtensions');
    if (extensions) return [{ kind: 'add-element', parent: extensions.at, element: info }];
    return [{ kind: 'add-element', parent: settings.at, element: { ...branch('TLSExtensions', info), ...inNamespace('TLSExtensions') } }];
  }
  // Every EKU of a list must be in the certificate, so one more beside others asks for a certificate that there may not be.
  if (present.usages.some(({ entries }) => entries.length > 0)) return undefined;
  const [mapping] = childNodes(present.node, 'EKUMapping');
  const [usage] = childNodes(present.node, 'ClientAuthEKUList');
  return [
    mapping ? { kind: 'add-element', parent: mapping.at, element: map } : { kind: 'add-element', parent: present.node.at, element: branch('EKUMapping', map) },
    usage ? { kind: 'replace-element', at: usage.at, by: [list] } : { kind: 'add-element', parent: present.node.at, element: list },
  ];
}

function inNamespace(path: string): Pick<NewElement, 'attributes'> {
  const namespace = eapElement('tls', path)?.namespace;
  return namespace === undefined ? {} : { attributes: { xmlns: namespace } };
}
