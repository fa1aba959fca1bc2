import { filterOf } from '../../model/profile/certificate-filter.ts';
import { eapOf, methodsOf } from '../../model/profile/eap.ts';
import { fieldPlace, isNotTrue } from '../../model/profile/field.ts';
import { profileField } from '../../model/profile/profile.ts';
import { validationsOf } from '../../model/profile/server-validation.ts';
import { rule } from '../rule.ts';
import { COMPLIANCE, filter, ISSUER_HASH, profileWith, ROOT_HASH, tls, validation } from './examples.ts';
import { thumbprintIn } from './parts.ts';

const issuers = (enabled: string, ...hashes: readonly string[]): string[] =>
  filter(`<CAHashList Enabled="${enabled}">`, ...hashes.map((hash) => `  <IssuerHash>${hash}</IssuerHash>`), '</CAHashList>');

export default rule({
  id: 'eap-cahash-format',
  on: 'profile',
  severity: 'information',
  title: 'The certificate filter names the root CA',
  why: "Every certificate under that root passes the filter, so with several issuing CAs Windows may still choose a wrong one or ask. In a PKI of one tier the root is the issuing CA, and the filter is right. Sources differ: DPC asks for the issuing CA, Microsoft's schema reference speaks of a root.",
  howToFix: 'List the thumbprint of the CA that issues the client certificates, unless the root issues them itself.',
  whenOff: 'Where the root issues the client certificates itself, as in a PKI of one tier.',
  sources: ['DPC.adml, "Trusted Issuing Certificates"', 'Microsoft EAPHost schemas, CAHashListParams', 'Microsoft, EAP configuration'],
  confidence: 'observed',
  examples: {
    bad: [
      profileWith(tls(validation(), issuers('true', `⟦${ROOT_HASH}⟧`))),
      // The same thumbprint in another spelling, beside that of an issuing CA.
      profileWith(tls(validation(), issuers('1', ISSUER_HASH, `⟦${ROOT_HASH.replaceAll(' ', '').toUpperCase()}⟧`))),
    ],
    good: [
      profileWith(tls(validation(), issuers('true', ISSUER_HASH))),
      // The list is not used.
      profileWith(tls(validation(), issuers('false', ROOT_HASH))),
      profileWith(tls(validation({ root: '$root' }), issuers('true', '$root'))),
      // With Conditional Access the list should not be used at all, which another rule reports.
      profileWith(tls(validation(), issuers('⟦true⟧{ca-cahash-conflict}', ROOT_HASH)), [COMPLIANCE]),
    ],
  },
  check(profile, report) {
    const eap = eapOf(profile);
    if (!isNotTrue(profileField(profile, 'DeviceCompliance/Enabled'))) return;
    const roots = validationsOf(eap).flatMap((part) => part.roots);
    for (const method of methodsOf(eap, 'tls')) {
      const authorities = filterOf(method)?.authorities;
      if (authorities?.isEnabled !== true) continue;
      for (const hash of authorities.hashes) {
        const thumbprint = thumbprintIn(hash);
        const root = thumbprint === undefined ? undefined : roots.find((each) => thumbprintIn(each) === thumbprint);
        if (!root) continue;
        report({
          at: fieldPlace(hash.value) ?? hash.at,
          message:
            "This IssuerHash is a TrustedRootCA as well, so every certificate under that root passes the filter. Name the issuing CA, unless the root issues the client certificates itself (so DPC; Microsoft's schema reference speaks of a root).",
          related: [{ at: fieldPlace(root.value) ?? root.at, message: 'The root' }],
        });
      }
    }
  },
});
