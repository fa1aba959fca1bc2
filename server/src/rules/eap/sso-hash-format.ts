import { thumbprintOf, thumbprintProblem } from '../../knowledge/certificates.ts';
import { profileField } from '../../model/profile/profile.ts';
import { rule } from '../rule.ts';
import { document, element, ISSUER_HASH, ROOT_HASH } from './examples.ts';
import { wrongWith } from './thumbprints.ts';

const plain = (hash: string): string => hash.replaceAll(' ', '');
const sso = (hash: string): string =>
  document(
    [],
    element('DeviceCompliance', ['<Enabled>true</Enabled>', element('Sso', ['<Enabled>true</Enabled>', `<IssuerHash>${hash}</IssuerHash>`])].flat()),
  );

export default rule({
  id: 'sso-hash-format',
  on: 'profile',
  severity: 'warning',
  title: 'IssuerHash for single sign-on is not a SHA-1 thumbprint',
  why: 'Windows finds no certificate for single sign-on under that CA, so users are asked for credentials inside the tunnel or are refused (error 874).',
  howToFix: 'State the 40 hexadecimal digits of each SHA-1 thumbprint without blanks. Several are separated by commas; a sample of Microsoft has semicolons.',
  whenOff: 'Never for a profile that is deployed as it is. For templates whose hash somebody replaces, switch it off in their folder.',
  sources: ['Microsoft VPNv2 CSP, device description and sample', 'richardhicks/aovpn, ProfileXML_Entra_ConditionalAccess.xml'],
  confidence: 'documented',
  namesCharacters: true,
  examples: {
    bad: [
      sso(`⟦${ROOT_HASH}⟧`),
      sso(`⟦${plain(ROOT_HASH)}, ${ISSUER_HASH}⟧`),
      sso(`⟦\u200e${plain(ROOT_HASH)}⟧`),
      sso(`⟦${plain(ROOT_HASH).slice(2)}⟧`),
      sso('⟦Contoso Root CA⟧'),
    ],
    good: [
      sso(plain(ROOT_HASH)),
      sso(plain(ROOT_HASH).toUpperCase()),
      sso(`${plain(ROOT_HASH)},${plain(ISSUER_HASH)}`),
      sso(`${plain(ROOT_HASH)}; ${plain(ISSUER_HASH)};`),
      sso('$hash'),
      sso(''),
    ],
  },
  check(profile, report) {
    const field = profileField(profile, 'DeviceCompliance/Sso/IssuerHash');
    if (field.state !== 'known') return;
    const { at, value } = field.written;
    const items = value.split(/[,;]/).map((item) => item.replace(/^[ \t\r\n]+|(?<![ \t\r\n])[ \t\r\n]+$/g, ''));
    const wrong = items.find((item) => item !== '' && !/^[0-9a-f]{40}$/i.test(item));
    if (wrong === undefined) return;
    const problem = thumbprintProblem(wrong);
    const meant = items.map((item) => thumbprintOf(item) ?? (item === '' ? '' : thumbprintProblem(item)?.thumbprint));
    const isWhole = meant.every((item) => item !== undefined);
    // What a "?" stands for is for people to decide.
    const safe = items.every((item) => thumbprintProblem(item)?.kind !== 'lost-character');
    const separators = value.match(/[,;]/g) ?? [];
    report({
      at,
      message: problem
        ? `IssuerHash ${wrongWith(problem)}`
        : 'IssuerHash has blanks between its digits, where the CSP shows a thumbprint without. Remove them.',
      fixes: () =>
        isWhole
          ? [
              {
                title: 'Keep the digits only',
                safe,
                changes: [{ kind: 'replace', at, text: meant.map((item, index) => `${item}${separators[index] ?? ''}`).join('') }],
              },
            ]
          : [],
    });
  },
});
