import { eapOf } from '../../model/profile/eap.ts';
import { fieldPlace } from '../../model/profile/field.ts';
import { defective, isValidated, lacksRoot, validationsOf } from '../../model/profile/server-validation.ts';
import { rule } from '../rule.ts';
import { document, peap, peapExtensions, profileWith, tls, tlsExtension, validation } from './examples.ts';
import { alsoIn, partNames } from './parts.ts';

const inTls = (value: string): string => tlsExtension('PerformServerValidation', value);
const inPeap = (value: string): string[] => peapExtensions(['PerformServerValidation', value]);

export default rule({
  id: 'eap-validation-off',
  on: 'profile',
  severity: 'error',
  title: 'EAP does not validate the certificate of the server',
  why: 'Anybody between the client and the NPS server can pass for that server, and gets whatever the client authenticates with.',
  howToFix:
    'Set PerformServerValidation to true in the outer and in the inner method. TrustedRootCA and ServerNames must be right first, or no client connects.',
  whenOff: 'In a laboratory without a PKI, for its folder only. Never for profiles that users have.',
  lowered: 'A warning where only the method inside PEAP is not validated: the tunnel around it authenticates the server.',
  sources: ['DPC, VPNProfileCreator.cs', 'Microsoft EAPHost schemas, PerformServerValidation'],
  confidence: 'observed',
  examples: {
    bad: [
      profileWith(tls(validation(), inTls('⟦false⟧'))),
      // Once for both methods.
      profileWith(peap(validation(), tls(validation(), inTls('false')), inPeap('⟦false⟧'))),
      profileWith(peap(validation(), tls(validation(), inTls('⟦false⟧')), inPeap('true'))),
    ],
    good: [
      profileWith(peap(validation(), tls(validation(), inTls('true')), inPeap('TRUE'))),
      // Not stated: what Windows does then is not known.
      profileWith(tls(validation())),
      profileWith(tls(validation(), inTls('%VALIDATE%'))),
      // Where the outer method is filled in later, nothing is said of the inner one.
      profileWith(peap(validation(), tls(validation(), inTls('false')), inPeap('$validate'))),
      document(['<!-- EAP configuration -->']),
    ],
  },
  check(profile, report) {
    const off = defective(validationsOf(eapOf(profile)), (part) => {
      const validated = isValidated(part);
      return validated === undefined ? undefined : !validated;
    });
    const [first] = off;
    if (!first) return;
    report({
      at: fieldPlace(first.performs) ?? first.at,
      ...(first.method.outer && { severity: 'warning' }),
      message: `${partNames(off)} ${off.length > 1 ? 'do' : 'does'} not validate the server's certificate, so anybody in between can pass for the NPS server. Set PerformServerValidation to true once TrustedRootCA and ServerNames are right.`,
      related: alsoIn(off, (part) => fieldPlace(part.performs) ?? part.at),
      // Without a root to trust, validation may refuse every server.
      fixes: () =>
        off.every((part) => lacksRoot(part) === false)
          ? [
              {
                title: `Validate the server in ${partNames(off)}`,
                safe: false,
                changes: off.flatMap(({ performs }) => (performs.state === 'known' ? [{ kind: 'replace', at: performs.written.at, text: 'true' }] : [])),
              },
            ]
          : [],
    });
  },
});
