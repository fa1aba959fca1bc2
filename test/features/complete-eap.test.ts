import { describe, expect, test } from 'vitest';
import { plainText, SNIPPETS } from '../../server/src/knowledge/snippets.ts';
import { parseXml } from '../../server/src/syntax/xml/parse.ts';
import { accepted, labels, offered } from '../support/completions.ts';
import { workspaceOf } from '../support/fixture.ts';

const TITLES = ['PEAP with EAP-TLS (user certificate)', 'EAP-TLS (user certificate)', 'PEAP with MSCHAPv2 (password)'];

/** A whole user tunnel with something else in place of its authentication. */
const profile = (inside: string): string => {
  const snippet = SNIPPETS.find(({ id }) => id === 'user-tunnel') ?? expect.fail('There is no user tunnel');
  const text = plainText(snippet).replace(/<Authentication>[^]*<\/Authentication>/, `<Authentication>\n${inside}\n\t\t</Authentication>`);
  return `=== p.xml\n${text}\n`;
};

const METHOD = '\t\t\t<UserMethod>Eap</UserMethod>\n';
const EAP = '\t\t\t<Eap>';
const PLACES = [
  ['Eap', profile('\t\t\t<⟦⟧')],
  ['Eap', profile(`${METHOD}\t\t\t⟦⟧`)],
  ['Configuration', profile(`${METHOD}${EAP}\n\t\t\t\t<⟦⟧\n\t\t\t</Eap>`)],
  ['EapHostConfig', profile(`${METHOD}${EAP}\n\t\t\t\t<Configuration>\n\t\t\t\t\tEap⟦⟧\n\t\t\t\t</Configuration>\n\t\t\t</Eap>`)],
] as const;

test.each(PLACES)('from %s on, the most secure one first', (name, text) => {
  expect(labels(text).filter((label) => label.startsWith(`${name}:`))).toEqual(TITLES.map((title) => `${name}: ${title}`));
});

test.each([
  ['where there is one', profile(`${METHOD}${EAP}</Eap>\n\t\t\t<⟦⟧`)],
  ['in another element', '=== p.xml\n<VPNProfile><NativeProfile><⟦⟧</NativeProfile></VPNProfile>'],
])('none %s', (_, text) => {
  expect(labels(text).filter((label) => label.includes('EAP-TLS'))).toEqual([]);
});

test('the bare EapHostConfig only as the start tag of one whose end is there', () => {
  const within = (inside: string): string => profile(`${METHOD}${EAP}<Configuration>${inside}</Configuration></Eap>`);
  expect(labels(within('<⟦⟧'))).not.toContain('EapHostConfig');
  expect(labels(within('<Eap⟦⟧<EapMethod></EapMethod></EapHostConfig>'))[0]).toBe('EapHostConfig');
});

describe.each(TITLES)('%s', (title) => {
  /** The user tunnel with the block, wherever it was begun. */
  const wholes = (form: 'snippet' | 'plain' | 'defaults'): string[] => PLACES.map(([name, text]) => accepted(text, `${name}: ${title}`, form));

  test('is the same from everywhere', () => {
    for (const form of ['snippet', 'plain', 'defaults'] as const) expect(new Set(wholes(form)).size).toBe(1);
    expect(wholes('plain')).toEqual(wholes('defaults'));
  });

  test('asks for each name and thumbprint once', () => {
    const [text = ''] = wholes('snippet');
    const stops = [...text.matchAll(/\$\{(\d+)([:}])/g)].map(([, stop, kind]) => `${stop ?? ''}${kind === ':' ? ' asked' : ''}`);
    expect(stops.filter((each) => each.endsWith('asked'))).toEqual(
      title.startsWith('PEAP with MSCHAPv2') ? ['1 asked', '2 asked'] : ['1 asked', '2 asked', '3 asked'],
    );
    for (const [name, stop] of [
      ['ServerNames', '1'],
      ['TrustedRootCA', '2'],
      ['IssuerHash', '3'],
    ] as const) {
      const own = [...text.matchAll(new RegExp(`<${name}>\\$\\{(\\d+)`, 'g'))].map((match) => match[1]);
      expect(new Set(own)).toEqual(new Set(own.length === 0 ? [] : [stop]));
    }
  });

  test('is well-formed, and nothing is wrong with it but what is to be filled in', () => {
    const [text = ''] = wholes('defaults');
    expect(parseXml(text).problems).toEqual([]);
    const uri = 'file:///project/p.xml';
    const found = workspaceOf({ files: [{ uri, text }] }).findings(uri);
    expect(found.filter(({ severity }) => severity === 'error' || severity === 'warning').map(({ rule, message }) => `${rule.id}: ${message}`)).toEqual([]);
  });
});

test('an end tag and a start tag are one level deeper than what is around them', () => {
  const [first] = PLACES;
  const text = accepted(first[1], `Eap: ${TITLES[1] ?? ''}`, 'plain');
  const indents = text
    .split('\n')
    .filter((line) => /^\s*<(\/?Eap|\/?Configuration|\/?EapHostConfig|UserMethod)[ >]/.test(line))
    .map((line) => `${/^\t*/.exec(line)?.[0].length ?? ''} ${/<\/?\w+/.exec(line)?.[0] ?? ''}`);
  expect(indents.slice(0, 4)).toEqual(['3 <UserMethod', '3 <Eap', '4 <Configuration', '5 <EapHostConfig']);
  expect(indents.slice(-3)).toEqual(['5 </EapHostConfig', '4 </Configuration', '3 </Eap']);
});

test('says what is to be filled in', () => {
  const { items } = offered(PLACES[0][1]);
  expect(items.find(({ label }) => label === `Eap: ${TITLES[1] ?? ''}`)?.documentation).toBe(
    'EAP-TLS \\(user certificate\\). To be filled in: the names of the NPS servers and the SHA-1 thumbprints of the certificates, each once for both methods.',
  );
});
