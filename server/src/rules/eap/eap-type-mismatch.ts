import { eapMethodType } from '../../knowledge/profile-xml/eap-methods.ts';
import { eapOf } from '../../model/profile/eap.ts';
import { fieldText } from '../../model/profile/field.ts';
import { rule } from '../rule.ts';
import { peap, profileWith, tls, validation } from './examples.ts';

export default rule({
  id: 'eap-type-mismatch',
  on: 'profile',
  severity: 'error',
  title: 'EapMethod and the settings below it name different EAP methods',
  why: 'EapMethod says which method is started and Config/Eap holds its settings. With two methods the profile contradicts itself.',
  howToFix: 'State the same number in EapMethod/Type and in Config/Eap/Type: 25 for PEAP, 13 for EAP-TLS.',
  whenOff: 'Never: the profile contradicts itself, whichever number is meant.',
  sources: ['Microsoft, ProfileXML XSD samples', 'Microsoft EAPHost schemas'],
  confidence: 'documented',
  examples: {
    bad: [profileWith(peap(validation(), tls(validation())), [], '13').replace('<Type>25</Type>', '<Type>⟦25⟧</Type>')],
    good: [
      profileWith(peap(validation(), tls(validation())), [], '25'),
      profileWith(tls(validation()), [], ' 13\n'),
      profileWith(tls(validation()), [], '$type'),
      profileWith(tls(validation())),
      // The inner method is another one, as it should be.
      profileWith(peap(tls()), [], '25'),
      // A number that is no method is reported as such.
      profileWith(peap(validation()), [], '⟦27⟧{eap-type-unknown}'),
    ],
  },
  check(profile, report) {
    const eap = eapOf(profile);
    const outer = eap?.methods.find((method) => !method.outer);
    if (!eap || !outer || eap.hostType.state !== 'known' || outer.type.state !== 'known') return;
    const [host, config] = [eap.hostType, outer.type].map((field) => eapMethodType(fieldText(field) ?? ''));
    if (!host || !config || host.number === config.number) return;
    report({
      at: outer.type.written.at,
      message: `EapMethod says ${host.number} (${host.name}) and the settings are for ${config.number} (${config.name}). State the same method in both.`,
      related: [{ at: eap.hostType.written.at, message: `EapMethod says ${host.name}` }],
    });
  },
});
