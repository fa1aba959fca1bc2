import { eapOf } from '../../model/profile/eap.ts';
import { defective, lacksRoot, validationsOf, whereValidated } from '../../model/profile/server-validation.ts';
import { rule } from '../rule.ts';
import { document, element, method, peap, peapExtensions, profileWith, ROOT_HASH, tls, tlsExtension, validation } from './examples.ts';
import { alsoIn, copyRoots, methodName, partNames, rootSet } from './parts.ts';

const names = '<ServerNames>nps1.corp.fabrikam.com</ServerNames>';
const quiet = '<DisableUserPromptForServerValidation>true</DisableUserPromptForServerValidation>';
const performs = tlsExtension('PerformServerValidation', 'true');

export default rule({
  id: 'eap-no-root',
  on: 'profile',
  severity: 'error',
  title: 'EAP lists no root CA for the certificate of the server',
  why: 'Without a root the certificate of the NPS server is not tied to your PKI: a server of somebody else can pass for it, or users are asked whether they trust it.',
  howToFix: 'Add a TrustedRootCA with the SHA-1 thumbprint of the root that the certificate of the NPS server chains to, in the outer and in the inner method.',
  whenOff: 'Where a template leaves the root for a script to fill in, for the folder of those templates. Never for a profile that is deployed as it is.',
  lowered: 'A warning where only the method inside PEAP lacks it: the tunnel around it authenticates the server.',
  sources: ['DPC, VPNProfileCreator.cs', 'Microsoft EAPHost schemas, ServerValidationParameters'],
  confidence: 'observed',
  examples: {
    bad: [
      profileWith(tls(element('⟦ServerValidation⟧', [quiet, names]), performs)),
      // Once, where the tunnel begins.
      profileWith(
        peap(
          element('⟦ServerValidation⟧', [quiet, names, '<TrustedRootCA />']),
          tls(element('ServerValidation', [quiet, names]), performs),
          peapExtensions(['PerformServerValidation', 'true']),
        ),
      ),
      profileWith(peap(validation(), tls(element('⟦ServerValidation⟧', [quiet, names]), performs), peapExtensions(['PerformServerValidation', 'true']))),
    ],
    good: [
      profileWith(tls(validation(), performs)),
      // Filled in by a deployment tool.
      profileWith(tls(validation({ root: '$RootThumbprint' }), performs)),
      // Nothing is validated, which another rule reports.
      profileWith(tls(element('ServerValidation', [quiet]), tlsExtension('PerformServerValidation', '⟦false⟧{eap-validation-off}'))),
      // Another method, whose settings are not known.
      profileWith(method('21', 'EapTtlsConnectionPropertiesV1', ['<ServerValidation />'])),
      // Being typed.
      `=== profile.xml\n<VPNProfile><NativeProfile><Authentication><Eap><Configuration><EapHostConfig><Config><Eap><Type>13</Type><⟦EapType⟧{xml-not-wellformed}><ServerValidation></ServerValidation>`,
      // A template in which the configuration is pasted later.
      document(['<!-- EAP configuration -->']),
      profileWith(peap(validation({ root: ROOT_HASH.toUpperCase() }))),
    ],
  },
  check(profile, report) {
    const parts = validationsOf(eapOf(profile));
    const lacking = defective(parts, (part) => whereValidated(part, lacksRoot(part)));
    const [first] = lacking;
    if (!first) return;
    const source = parts.find((part) => rootSet(part));
    report({
      at: first.at,
      ...(first.method.outer && { severity: 'warning' }),
      message: `${partNames(lacking)} ${lacking.length > 1 ? 'list' : 'lists'} no TrustedRootCA, so the server's certificate is not tied to your PKI. Add the thumbprint of the root above the certificate of the NPS server.`,
      related: alsoIn(lacking, ({ at }) => at),
      fixes: () =>
        source && lacking.every(({ node }) => node)
          ? [{ title: `Copy the roots of ${methodName(source.method)}`, safe: false, changes: lacking.flatMap((part) => copyRoots(source, part)) }]
          : [],
    });
  },
});
