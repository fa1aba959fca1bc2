import { eapOf, methodsOf } from '../../model/profile/eap.ts';
import { isNotTrue } from '../../model/profile/field.ts';
import { fieldAt, isAbsent } from '../../model/profile/node.ts';
import { profileField } from '../../model/profile/profile.ts';
import { rule } from '../rule.ts';
import { COMPLIANCE, element, filter, ISSUER_HASH, method, peap, profileWith, tls, validation } from './examples.ts';

const store = element('CredentialsSource', element('CertificateStore', ['<SimpleCertSelection>true</SimpleCertSelection>']));

export default rule({
  id: 'eap-no-filter',
  on: 'profile',
  severity: 'information',
  title: 'EAP-TLS does not say which certificate to use',
  why: 'Where the user has several certificates for client authentication, Windows may choose a wrong one or ask the user.',
  howToFix: 'Add TLSExtensions with a FilteringInfo that names the issuing CA (CAHashList) or an EKU of its own (EKUMapping and ClientAuthEKUList).',
  whenOff: 'Where each user has exactly one certificate for client authentication, and that stays so.',
  sources: ['DPC.adml, "Trusted Issuing Certificates"', 'Microsoft, EAP configuration (certificate filtering)'],
  confidence: 'observed',
  examples: {
    bad: [
      profileWith(tls(store, validation())).replace('<EapType', '<⟦EapType⟧'),
      profileWith(
        peap(
          validation(),
          tls(store, validation()).map((line) => line.replace('<EapType', '<⟦EapType⟧')),
        ),
      ),
    ],
    good: [
      profileWith(tls(store, validation(), filter('<CAHashList Enabled="true">', `  <IssuerHash>${ISSUER_HASH}</IssuerHash>`, '</CAHashList>'))),
      profileWith(tls(store, validation(), filter())),
      // The user chooses by the card that is in the reader.
      profileWith(tls(element('CredentialsSource', ['<SmartCard />']), validation())),
      // With Conditional Access another rule asks for the filter.
      profileWith(
        tls(store, validation()).map((line) => line.replace('<EapType', '<⟦EapType⟧{ca-eku-missing}')),
        [COMPLIANCE],
      ),
      profileWith(peap(validation(), method('26', 'MsChapV2ConnectionPropertiesV1', ['<UseWinLogonCredentials>false</UseWinLogonCredentials>']))),
      // No settings that could hold a filter.
      profileWith(tls()),
    ],
  },
  check(profile, report) {
    if (!isNotTrue(profileField(profile, 'DeviceCompliance/Enabled'))) return;
    for (const { settings } of methodsOf(eapOf(profile), 'tls')) {
      if (fieldAt(settings, 'CredentialsSource/CertificateStore').state === 'absent' || !isAbsent(settings, 'TLSExtensions/FilteringInfo')) continue;
      report({
        at: settings.at,
        message:
          'EAP-TLS has no certificate filter, so Windows may choose a wrong certificate or ask the user. Add TLSExtensions with a FilteringInfo that names the issuing CA or an EKU.',
      });
    }
  },
});
