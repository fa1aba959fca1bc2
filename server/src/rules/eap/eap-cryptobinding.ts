import { rule } from '../rule.ts';
import { peap, profileWith, tls, validation } from './examples.ts';
import { reportBadFlag } from './flag-rule.ts';

export default rule({
  id: 'eap-cryptobinding',
  on: 'profile',
  severity: 'warning',
  title: 'PEAP does not require crypto-binding',
  why: 'Without it nothing ties the inner method to the tunnel, so somebody in between can open the tunnel and relay the inner method to the NPS server.',
  howToFix:
    'Set RequireCryptoBinding to true. Windows NPS supports it; ask the vendor of another RADIUS server first, since clients refuse a server without it.',
  whenOff: 'Where the RADIUS server of another make is known not to support it. Clients would refuse that server.',
  sources: ['DPC.adml, "Disable Crypto Binding"', 'Microsoft EAPHost schemas, RequireCryptoBinding'],
  confidence: 'documented',
  examples: {
    bad: [profileWith(peap(validation(), tls(validation()), '<RequireCryptoBinding>⟦false⟧</RequireCryptoBinding>'))],
    good: [
      profileWith(peap(validation(), tls(validation()), '<RequireCryptoBinding>true</RequireCryptoBinding>')),
      // Not stated: what Windows does then is not known.
      profileWith(peap(validation(), tls(validation()))),
      profileWith(peap(validation(), '<RequireCryptoBinding>$binding</RequireCryptoBinding>')),
      // Not PEAP.
      profileWith(tls(validation(), '<RequireCryptoBinding>false</RequireCryptoBinding>')),
    ],
  },
  check(profile, report) {
    reportBadFlag(
      profile,
      {
        kind: 'peap',
        path: 'RequireCryptoBinding',
        bad: false,
        message: 'PEAP does not require crypto-binding, so somebody in between can relay the inner method. Set RequireCryptoBinding to true.',
        title: 'Require crypto-binding; the RADIUS server must support it',
      },
      report,
    );
  },
});
