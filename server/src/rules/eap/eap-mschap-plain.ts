import { eapOf } from '../../model/profile/eap.ts';
import { lacksNames, validationsOf, whereValidated } from '../../model/profile/server-validation.ts';
import { rule } from '../rule.ts';
import { method, peap, peapExtensions, profileWith, tls, validation } from './examples.ts';

const mschap = (type: string): string[] => method(type, 'MsChapV2ConnectionPropertiesV1', ['<UseWinLogonCredentials>true</UseWinLogonCredentials>']);
const performs = peapExtensions(['PerformServerValidation', 'true']);

export default rule({
  id: 'eap-mschap-plain',
  on: 'profile',
  severity: 'warning',
  title: 'A password is exposed to a server that is not checked',
  why: 'MS-CHAPv2 lets whoever sees the exchange find the password by trying. Only a tunnel to a server that is surely yours hides it. Inferred from how the protocol works.',
  howToFix:
    'Use EAP-TLS with certificates, in PEAP or alone. Where passwords are needed, put EAP-MSCHAPv2 into PEAP, and list ServerNames and TrustedRootCA there.',
  whenOff: 'Where the server is checked by other means that this file does not show. For a server on the internet there is no good reason.',
  sources: ['RFC 2759', 'RFC 5281, security considerations', 'Microsoft EAPHost schemas'],
  confidence: 'inferred',
  restsOn: 'What the RFCs say of the protocol. It has not been tried against Windows.',
  examples: {
    bad: [
      profileWith(mschap('⟦26⟧')),
      profileWith(
        peap(
          validation({ names: '' }).map((line) => line.replace('<ServerNames>', '<⟦ServerNames⟧{eap-no-server-names}>')),
          mschap('⟦26⟧'),
          performs,
        ),
      ),
    ],
    good: [
      profileWith(peap(validation(), mschap('26'), performs)),
      profileWith(peap(validation({ names: '$nps' }), mschap('26'), performs)),
      // A certificate is not given away.
      profileWith(
        peap(
          validation({ names: '' }).map((line) => line.replace('<ServerNames>', '<⟦ServerNames⟧{eap-no-server-names}>')),
          tls(),
          performs,
        ),
      ),
      // What a TTLS tunnel checks is not known.
      profileWith(method('21', 'EapTtlsConnectionPropertiesV1', [mschap('26')].flat())),
      profileWith(mschap('$type')),
    ],
  },
  check(profile, report) {
    const eap = eapOf(profile);
    for (const inner of eap?.methods ?? []) {
      if (inner.kind !== 'mschapv2' || inner.type.state !== 'known') continue;
      const tunnel = validationsOf(eap).find((part) => part.method === inner.outer);
      if (inner.outer && !(tunnel && whereValidated(tunnel, lacksNames(tunnel)))) continue;
      report({
        at: inner.type.written.at,
        message: inner.outer
          ? 'EAP-MSCHAPv2 runs in a tunnel that any server under the trusted root may end, and such a server can find the password (inferred). List the NPS servers in ServerNames of PEAP.'
          : 'EAP-MSCHAPv2 runs without a tunnel, so whoever sees it can find the password (inferred). Use EAP-TLS, or PEAP around it with ServerNames and TrustedRootCA.',
      });
    }
  },
});
