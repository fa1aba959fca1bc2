import { EAP_ELEMENTS, type EapElement } from '../../knowledge/profile-xml/eap.ts';
import { eapMethodName } from '../../knowledge/profile-xml/eap-methods.ts';
import { eapOf, namedLike } from '../../model/profile/eap.ts';
import type { ProfileNode } from '../../model/profile/node.ts';
import { rule } from '../rule.ts';
import { element, method, peap, peapExtensions, profileWith, tls, tlsExtension, validation } from './examples.ts';

const PROVISIONING = 'http://www.microsoft.com/provisioning';

export default rule({
  id: 'eap-namespace',
  on: 'profile',
  severity: 'error',
  title: 'An element of EAP is in a namespace that is not its own',
  why: 'Windows checks the configuration against its EAP schemas, where a name counts only in its own namespace. The element is not found, and the profile is rejected.',
  howToFix: 'State the xmlns of the schema. Mind that Microsoft\'s pages show "https" in some places where the namespace has "http".',
  whenOff: 'Never: in a foreign namespace the element is not read.',
  sources: ['DPC, VPNProfileCreator.cs', 'Microsoft, ProfileXML XSD samples', 'Microsoft EAPHost schemas'],
  confidence: 'observed',
  examples: {
    bad: [
      // Everything below inherits it, and is told once.
      profileWith(peap(validation(), tls(validation()))).replace(`EapHostConfig xmlns="${PROVISIONING}/EapHostConfig"`, '⟦EapHostConfig⟧'),
      profileWith(tls(validation())).replace(`EapType xmlns="${PROVISIONING}/EapTls`, `⟦EapType⟧ xmlns="${PROVISIONING.replace('http:', 'https:')}/EapTls`),
      profileWith(tls(validation(), '<⟦PerformServerValidation⟧>true</PerformServerValidation>')),
      profileWith(peap(validation(), element('PeapExtensions', ['<⟦AcceptServerName⟧>true</AcceptServerName>']))),
      // The settings of one method under the number of another.
      profileWith(method('13', 'MsPeapConnectionPropertiesV1', validation())).replace('<EapType', '<⟦EapType⟧'),
    ],
    good: [
      profileWith(peap(validation(), tls(validation(), tlsExtension('AcceptServerName', 'true')), peapExtensions(['AcceptServerName', 'true'])), [], '25'),
      // Prefixes, as in Microsoft's own samples.
      profileWith([
        `<base:Eap xmlns:base="${PROVISIONING}/BaseEapConnectionPropertiesV1" xmlns:t="${PROVISIONING}/EapTlsConnectionPropertiesV1">`,
        '  <base:Type>13</base:Type>',
        '  <t:EapType><t:DifferentUsername>false</t:DifferentUsername></t:EapType>',
        '</base:Eap>',
      ]),
      // Elements that the table does not have, and methods whose elements are not known.
      profileWith(tls(validation(), '<GroupSmartCardCerts xmlns="urn:other">true</GroupSmartCardCerts>')),
      profileWith(method('21', 'EapTtlsConnectionPropertiesV1', ['<ServerValidation xmlns="urn:other" />'])),
    ],
  },
  check(profile, report) {
    const wrong = new Map<ProfileNode, EapElement>();
    for (const { node, element: known } of eapOf(profile)?.nodes ?? []) {
      if (node.namespace === known.namespace) continue;
      const around = node.parent && wrong.get(node.parent);
      wrong.set(node, known);
      if (around?.namespace === known.namespace && node.parent?.namespace === node.namespace) continue;
      const other = known.path === '' ? methodOf(node.namespace) : undefined;
      report({
        at: node.at,
        message: other
          ? `${node.name} is in the namespace of ${other}, and the Type beside it says ${methodOf(known.namespace) ?? 'something else'}. Make both the same method.`
          : `${node.name} is in ${node.namespace === '' ? 'no namespace' : `the namespace ${node.namespace}`}, where the EAP schema does not have it. State xmlns="${known.namespace}".`,
        fixes: () =>
          other !== undefined || namedLike(node, '') !== ''
            ? []
            : [
                {
                  title: `Set xmlns to ${known.namespace}`,
                  safe: isSlip(node.namespace, known.namespace),
                  changes: [{ kind: 'set-attribute', at: node.at, name: 'xmlns', value: known.namespace }],
                },
              ],
      });
    }
  },
});

/** The method whose settings have a namespace. */
function methodOf(namespace: string): string | undefined {
  const scope = EAP_ELEMENTS.find((each) => each.path === '' && each.namespace === namespace)?.scope;
  return scope === 'peap' || scope === 'tls' || scope === 'mschapv2' ? eapMethodName(scope) : undefined;
}

/** Whether a namespace is the right one but for letter case, blanks, "https" or a slash at the end. */
function isSlip(namespace: string, right: string): boolean {
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replace(/\s/g, '')
      .replace(/^https:/, 'http:')
      .replace(/\/$/, '');
  return plain(namespace) === plain(right);
}
