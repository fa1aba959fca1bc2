import { spacedThumbprint, thumbprintProblem, type ThumbprintProblem } from '../../knowledge/certificates.ts';
import { eapOf } from '../../model/profile/eap.ts';
import { fieldText } from '../../model/profile/field.ts';
import type { ProfileNode } from '../../model/profile/node.ts';
import { rule } from '../rule.ts';
import { filter, ISSUER_HASH, method, peap, profileWith, ROOT_HASH, tls, validation } from './examples.ts';
import { thumbprintFix, wrongWith } from './thumbprints.ts';

const SHA256 = Array.from({ length: 32 }, (_, index) => (index + 16).toString(16)).join('');
const issuer = (text: string): string[] => filter('<CAHashList Enabled="true">', `  <IssuerHash>${text}</IssuerHash>`, '</CAHashList>');

export default rule({
  id: 'eap-thumbprint-format',
  on: 'profile',
  severity: 'error',
  title: 'A thumbprint in the EAP configuration is not a SHA-1 thumbprint',
  why: 'No certificate has that thumbprint, so no server or no client certificate fits. A thumbprint that is copied from the certificate dialog can begin with a character that no editor shows.',
  howToFix:
    'State the 40 hexadecimal digits of the SHA-1 thumbprint, as `Get-ChildItem Cert:\\LocalMachine\\Root` shows it. Upper case, lower case and blanks are all right.',
  whenOff: 'Never for a profile that is deployed as it is. For templates whose thumbprints somebody replaces, switch it off in their folder.',
  lowered: 'Information where the text has words in it, since it then waits for somebody to replace it.',
  sources: ['DPC.adml', 'Microsoft KB 2023835 (hidden character in the thumbprint)', 'Microsoft EAPHost schemas, TrustedRootCA (SHA-1)'],
  confidence: 'documented',
  namesCharacters: true,
  examples: {
    bad: [
      profileWith(tls(validation({ root: `⟦\u200e${ROOT_HASH}⟧` }))),
      profileWith(tls(validation({ root: `⟦${ROOT_HASH.replaceAll(' ', ':').toUpperCase()}⟧` }))),
      profileWith(tls(validation({ root: `⟦${SHA256}⟧` }))),
      // Once where the same mistake stands in both methods.
      profileWith(peap(validation({ root: `⟦${ROOT_HASH.slice(0, -1)}⟧` }), tls(validation({ root: ROOT_HASH.slice(0, -1) })))),
      profileWith(tls(validation(), issuer(`⟦?${ISSUER_HASH}⟧`))),
      profileWith(tls(validation({ root: '⟦THUMBPRINT OF THE ROOT⟧' }))),
    ],
    good: [
      ...[ROOT_HASH, `${ROOT_HASH} `, ROOT_HASH.toUpperCase(), ROOT_HASH.replaceAll(' ', ''), `\n  ${ROOT_HASH}\n`].map((root) =>
        profileWith(tls(validation({ root }), issuer(root))),
      ),
      ...['$root', '{{RootThumbprint}}', '%ROOT%', ''].map((root) => profileWith(tls(validation({ root })))),
      // TEAP has SHA-256 thumbprints, and in elements of its own.
      profileWith(method('55', 'EapTeapConnectionPropertiesV1', [`<TrustedRootCAHash>${SHA256}</TrustedRootCAHash>`])),
    ],
  },
  check(profile, report) {
    const wrong = new Map<string, { readonly problem: ThumbprintProblem; readonly nodes: ProfileNode[] }>();
    for (const { node, element } of eapOf(profile)?.nodes ?? []) {
      const text = element.type === 'thumbprint' ? fieldText(node.value) : undefined;
      const problem = text === undefined ? undefined : thumbprintProblem(text);
      if (text === undefined || !problem) continue;
      const known = wrong.get(text);
      if (known) known.nodes.push(node);
      else wrong.set(text, { problem, nodes: [node] });
    }
    for (const { problem, nodes } of wrong.values()) {
      const places = nodes.flatMap(({ value }) => (value.state === 'known' ? [value.written.at] : []));
      const [at, ...others] = places;
      if (!at) continue;
      report({
        at,
        ...(problem.kind === 'words' && { severity: 'information' }),
        message: `${nodes[0]?.name ?? 'The thumbprint'} ${wrongWith(problem)}`,
        related: others.map((place) => ({ at: place, message: 'The same text.' })),
        fixes: () => thumbprintFix(problem, places, problem.thumbprint === undefined ? undefined : spacedThumbprint(problem.thumbprint)),
      });
    }
  },
});
