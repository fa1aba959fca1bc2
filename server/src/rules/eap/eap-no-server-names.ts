import type { Location } from '../../core/source-file.ts';
import { eapOf } from '../../model/profile/eap.ts';
import { fieldFlag, fieldPlace } from '../../model/profile/field.ts';
import { nodeAt } from '../../model/profile/node.ts';
import { defective, lacksNames, validationsOf, whereValidated, type ServerValidation } from '../../model/profile/server-validation.ts';
import { rule, type Fix } from '../rule.ts';
import { document, element, method, peap, peapExtensions, profileWith, ROOT_HASH, tls, tlsExtension, validation } from './examples.ts';
import { alsoIn, copyNames, hasNames, methodName, partNames } from './parts.ts';

const root = `<TrustedRootCA>${ROOT_HASH}</TrustedRootCA>`;
const nameless = element('ServerValidation', ['<DisableUserPromptForServerValidation>true</DisableUserPromptForServerValidation>', '<⟦ServerNames⟧ />', root]);
const performs = tlsExtension('PerformServerValidation', 'true');
const inPeap = (accepts: string): string[] => peapExtensions(['PerformServerValidation', 'true'], ['AcceptServerName', accepts]);

export default rule({
  id: 'eap-no-server-names',
  on: 'profile',
  severity: 'warning',
  title: 'EAP does not check the name of the server',
  why: 'Every certificate for a server under the trusted root is accepted then, so any machine that has one can pass for the NPS server.',
  howToFix:
    'List the names of the NPS servers in ServerNames as their certificates have them, separated by semicolons, and set AcceptServerName to true, in the outer and in the inner method. Windows 11 compares case-sensitively.',
  whenOff: 'Where your root issues server certificates to the NPS servers alone, so that no other machine could have one.',
  sources: ['richardhicks/aovpn, ProfileXML_Entra_ConditionalAccess.xml', 'Microsoft EAPHost schemas, AcceptServerName', 'DPC.adml'],
  confidence: 'documented',
  examples: {
    bad: [
      profileWith(tls(nameless, performs)),
      profileWith(tls(validation(), performs, tlsExtension('AcceptServerName', '⟦false⟧'))),
      profileWith(tls(element('⟦ServerValidation⟧', ['<DisableUserPromptForServerValidation>true</DisableUserPromptForServerValidation>', root]), performs)),
      // Once for both; in the inner method the names are there already.
      profileWith(peap(nameless, tls(validation(), performs, tlsExtension('AcceptServerName', 'false')), inPeap('false'))),
    ],
    good: [
      profileWith(tls(validation(), performs, tlsExtension('AcceptServerName', 'true'))),
      profileWith(peap(validation({ names: 'nps1.corp.fabrikam.com;nps2.corp.fabrikam.com' }), tls(validation(), performs), inPeap('true'))),
      // Filled in by a deployment tool.
      profileWith(tls(validation({ names: '{{NpsServers}}' }), performs, tlsExtension('AcceptServerName', '$accept'))),
      // Nothing is validated, which another rule reports.
      profileWith(tls(validation({ names: '' }), tlsExtension('PerformServerValidation', '⟦false⟧{eap-validation-off}'))),
      // Whether a method that is not known checks names cannot be told.
      profileWith(method('55', 'EapTeapConnectionPropertiesV1', ['<ServerValidation />'])),
      document(['<!-- EAP configuration -->']),
    ],
  },
  check(profile, report) {
    const parts = validationsOf(eapOf(profile));
    const unnamed = defective(parts, (part) => whereValidated(part, isUnnamed(part)));
    const [first] = unnamed;
    if (!first) return;
    const consequence = 'any server with a certificate under the trusted root is accepted';
    report({
      at: placeOf(first),
      message: lacksNames(first)
        ? `ServerNames of ${methodName(first.method)} lists no server, so ${consequence}. List the names of the NPS servers as their certificates have them.`
        : `AcceptServerName of ${methodName(first.method)} is false, so ServerNames is not compared and ${consequence}. Set it to true once ServerNames has every NPS server.`,
      related: alsoIn(unnamed, placeOf),
      fixes: () => fixesOf(unnamed, parts.find(hasNames)),
    });
  },
});

/** Whether any name is accepted. */
function isUnnamed(part: ServerValidation): boolean | undefined {
  const lacking = lacksNames(part);
  if (lacking !== false) return lacking;
  return part.comparesNames.state === 'unread' ? undefined : fieldFlag(part.comparesNames) === false;
}

function placeOf(part: ServerValidation): Location {
  if (!lacksNames(part)) return fieldPlace(part.comparesNames) ?? part.at;
  return (part.node && nodeAt(part.node, 'ServerNames')?.at) ?? part.at;
}

/** Names can be taken from another part only; nobody else knows them. */
function fixesOf(unnamed: readonly ServerValidation[], source: ServerValidation | undefined): Fix[] {
  if (!source || unnamed.some((part) => lacksNames(part) && !part.node)) return [];
  const copied = unnamed.filter(lacksNames);
  const changes = unnamed.flatMap((part) => [
    ...(lacksNames(part) ? copyNames(source, part) : []),
    ...(part.comparesNames.state === 'known' && fieldFlag(part.comparesNames) === false
      ? [{ kind: 'replace' as const, at: part.comparesNames.written.at, text: 'true' }]
      : []),
  ]);
  const title = copied.length > 0 ? `Copy the server names of ${methodName(source.method)}` : `Compare server names in ${partNames(unnamed)}`;
  return [{ title, safe: false, changes }];
}
