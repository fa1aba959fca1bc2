import { rule } from '../rule.ts';
import { peap, profileWith, tls, validation } from './examples.ts';
import { reportBadFlag } from './flag-rule.ts';

export default rule({
  id: 'eap-inner-optional',
  on: 'profile',
  severity: 'warning',
  title: 'PEAP may leave out the method inside the tunnel',
  why: 'The inner method is what authenticates the user. Where it is optional, a server can end the exchange without it.',
  howToFix: 'Set InnerEapOptional to false.',
  whenOff: 'Where the vendor of your RADIUS server asks for it.',
  sources: ['richardhicks/aovpn, ProfileXML_Entra_ConditionalAccess.xml', 'DPC, VPNProfileCreator.cs'],
  confidence: 'observed',
  examples: {
    bad: [profileWith(peap(validation(), '<InnerEapOptional>⟦true⟧</InnerEapOptional>', tls(validation())))],
    good: [
      profileWith(peap(validation(), '<InnerEapOptional>false</InnerEapOptional>', tls(validation()))),
      profileWith(peap(validation(), tls(validation()))),
      profileWith(peap(validation(), '<InnerEapOptional>{{optional}}</InnerEapOptional>', tls(validation()))),
    ],
  },
  check(profile, report) {
    reportBadFlag(
      profile,
      {
        kind: 'peap',
        path: 'InnerEapOptional',
        bad: true,
        message: 'PEAP may leave out the inner method, which is what authenticates the user. Set InnerEapOptional to false.',
        title: 'Require the inner method',
      },
      report,
    );
  },
});
