import { filterOf } from '../../model/profile/certificate-filter.ts';
import { eapOf, methodsOf } from '../../model/profile/eap.ts';
import { fieldFlag, fieldText } from '../../model/profile/field.ts';
import { thumbprintOf } from '../../knowledge/certificates.ts';
import { profileField, type VpnProfile } from '../../model/profile/profile.ts';
import { validationsOf } from '../../model/profile/server-validation.ts';
import { rule } from '../rule.ts';
import { COMPLIANCE, element, filter, ISSUER_HASH, profileWith, ROOT_HASH, tls, validation } from './examples.ts';
import { thumbprintIn } from './parts.ts';

const ENTRA = '5d 20 b7 9f e1 36 0c 88 4a d5 f2 6b 71 3e c9 08 94 af 1d 62';
const issuers = (enabled: string, ...hashes: readonly string[]): string[] =>
  filter(`<CAHashList Enabled="${enabled}">`, ...hashes.map((hash) => `  <IssuerHash>${hash}</IssuerHash>`), '</CAHashList>');
const withSso = (hash: string): string[] =>
  element(
    'DeviceCompliance',
    ['<Enabled>true</Enabled>', element('Sso', ['<Enabled>true</Enabled>', `<IssuerHash>${hash.replaceAll(' ', '')}</IssuerHash>`])].flat(),
  );

export default rule({
  id: 'ca-cahash-conflict',
  on: 'profile',
  severity: 'warning',
  title: 'The certificate filter keeps out the certificate of Conditional Access',
  why: 'With Conditional Access the client authenticates with a certificate that Microsoft Entra issues. A CAHashList of your own CAs leaves it out, so Windows finds no certificate or takes another one, and NPS refuses.',
  howToFix: `Set Enabled of CAHashList to false and let the EKU of Conditional Access choose the certificate, or list Entra's CA as well.`,
  whenOff: "Where Microsoft Entra's CA is among the listed ones and this product cannot see that, since it knows a thumbprint only.",
  lowered: "Information where the one CA in the list is not known from elsewhere in the profile: it may be Entra's. Nothing is said of several such CAs.",
  sources: ['DPC, VPNProfileCreator.cs'],
  confidence: 'observed',
  examples: {
    bad: [
      profileWith(tls(validation(), issuers('⟦true⟧', ROOT_HASH)), [COMPLIANCE]),
      // The CA of the certificate for single sign-on is one's own, too.
      profileWith(tls(validation(), issuers('⟦true⟧', ROOT_HASH, ISSUER_HASH)), [withSso(ISSUER_HASH)]),
      profileWith(tls(validation(), issuers('⟦true⟧', ISSUER_HASH)), [COMPLIANCE]),
    ],
    good: [
      profileWith(tls(validation(), issuers('false', ROOT_HASH)), [COMPLIANCE]),
      profileWith(tls(validation(), filter(element('CAHashList', [`<IssuerHash>${ROOT_HASH}</IssuerHash>`]))), [COMPLIANCE]),
      // Entra's CA is listed beside the own one.
      profileWith(tls(validation(), issuers('true', ROOT_HASH, ENTRA)), [COMPLIANCE]),
      profileWith(tls(validation(), issuers('true', '$EntraIssuer')), [COMPLIANCE]),
      profileWith(tls(validation(), issuers('true', ISSUER_HASH))),
      profileWith(tls(validation(), issuers('true', ISSUER_HASH)), ['<DeviceCompliance><Enabled>{{compliance}}</Enabled></DeviceCompliance>']),
    ],
  },
  check(profile, report) {
    if (fieldFlag(profileField(profile, 'DeviceCompliance/Enabled')) !== true) return;
    for (const method of methodsOf(eapOf(profile), 'tls')) {
      const authorities = filterOf(method)?.authorities;
      const switched = authorities?.node.attributes.find(({ name }) => name === 'Enabled');
      if (!authorities?.isEnabled || !switched || !authorities.node.complete) continue;
      const hashes = authorities.hashes.map(thumbprintIn);
      if (hashes.length === 0 || hashes.includes(undefined)) continue;
      const own = ownAuthorities(profile);
      const foreign = hashes.filter((hash) => hash !== undefined && !own.has(hash));
      if (foreign.length > 0 && hashes.length > 1) continue;
      report({
        at: switched.written.at,
        ...(foreign.length > 0 && { severity: 'information' }),
        message:
          foreign.length > 0
            ? "CAHashList is used together with Conditional Access, whose certificate comes from Microsoft Entra. Set Enabled to false unless the CA in the list is Entra's."
            : 'CAHashList lets only certificates of your own CAs pass, and that of Conditional Access comes from Microsoft Entra. Set Enabled to false.',
        fixes: () => [
          {
            title: 'Do not filter by CA',
            safe: false,
            changes: [{ kind: 'set-attribute', at: authorities.node.at, name: 'Enabled', value: 'false' }],
          },
        ],
      });
    }
  },
});

/** CAs that are certainly not Entra's: those of the NPS server, and of the certificate for single sign-on. */
function ownAuthorities(profile: VpnProfile): ReadonlySet<string> {
  const roots = validationsOf(eapOf(profile)).flatMap((part) => part.roots.map(thumbprintIn));
  const sso = (fieldText(profileField(profile, 'DeviceCompliance/Sso/IssuerHash')) ?? '').split(/[,;]/).map(thumbprintOf);
  return new Set([...roots, ...sso].filter((hash) => hash !== undefined));
}
