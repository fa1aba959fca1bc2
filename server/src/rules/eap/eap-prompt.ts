import type { Location } from '../../core/source-file.ts';
import { eapOf } from '../../model/profile/eap.ts';
import { fieldPlace, isNotTrue } from '../../model/profile/field.ts';
import { defective, validationsOf, whereValidated, type ServerValidation } from '../../model/profile/server-validation.ts';
import { rule } from '../rule.ts';
import { document, element, peap, peapExtensions, profileWith, ROOT_HASH, tls, tlsExtension, validation } from './examples.ts';
import { alsoIn, partNames, setInValidation } from './parts.ts';

const ELEMENT = 'DisableUserPromptForServerValidation';
const performs = tlsExtension('PerformServerValidation', 'true');
const inPeap = peapExtensions(['PerformServerValidation', 'true']);
const silent = ['<ServerNames>nps1.corp.fabrikam.com</ServerNames>', `<TrustedRootCA>${ROOT_HASH}</TrustedRootCA>`];

export default rule({
  id: 'eap-prompt',
  on: 'profile',
  severity: 'warning',
  title: 'Users may accept a server whose certificate is not trusted',
  why: 'Users accept what they are asked to accept, so one click lets them authenticate to a server that is not yours.',
  howToFix:
    'Set DisableUserPromptForServerValidation to true in the outer and in the inner method. TrustedRootCA and ServerNames must be right first, or no client connects.',
  whenOff: 'In a trial, while names and roots of the servers are still changing. Never for profiles that users have.',
  sources: ['Microsoft [MS-GPWL] 2.2.3.2.8', 'richardhicks/aovpn, ProfileXML_Entra_ConditionalAccess.xml', 'DPC, VPNProfileCreator.cs'],
  confidence: 'observed',
  examples: {
    bad: [
      profileWith(tls(validation({ prompt: '⟦false⟧' }), performs)),
      profileWith(tls(element('⟦ServerValidation⟧', silent), performs)),
      // Once for both methods.
      profileWith(peap(validation({ prompt: '⟦false⟧' }), tls(element('ServerValidation', silent), performs), inPeap)),
      profileWith(peap(validation(), tls(validation({ prompt: '⟦0⟧' }), performs), inPeap)),
    ],
    good: [
      profileWith(peap(validation({ prompt: 'True' }), tls(validation({ prompt: '1' }), performs), inPeap)),
      profileWith(tls(validation({ prompt: '__PROMPT__' }), performs)),
      // Nothing is validated, which another rule reports.
      profileWith(tls(validation({ prompt: 'false' }), tlsExtension('PerformServerValidation', '⟦false⟧{eap-validation-off}'))),
      document(['<!-- EAP configuration -->']),
    ],
  },
  check(profile, report) {
    const asking = defective(validationsOf(eapOf(profile)), (part) =>
      whereValidated(part, part.refusesUnknown.state === 'unread' ? undefined : part.node !== undefined && isNotTrue(part.refusesUnknown)),
    );
    const [first] = asking;
    if (!first) return;
    report({
      at: placeOf(first),
      message: `${partNames(asking)} ${asking.length > 1 ? 'ask' : 'asks'} users whether they trust a server that fails validation. Set ${ELEMENT} to true.`,
      related: alsoIn(asking, placeOf),
      fixes: () => [
        {
          title: `Refuse such servers without asking in ${partNames(asking)}`,
          safe: false,
          changes: asking.flatMap((part) => setInValidation(part, ELEMENT, 'true')),
        },
      ],
    });
  },
});

function placeOf(part: ServerValidation): Location {
  return fieldPlace(part.refusesUnknown) ?? part.at;
}
