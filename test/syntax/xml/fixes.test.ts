import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { applyEdits } from '../../../server/src/core/edit.ts';
import { parseXml } from '../../../server/src/syntax/xml/parse.ts';
import type { XmlFix } from '../../../server/src/syntax/xml/problems.ts';
import { fc } from '../../support/properties.ts';
import { layout, model, soup, write } from './arbitraries.ts';
import { printProblems } from './print.ts';
import { profile } from './profile.ts';

const contoso = readFileSync(new URL('../../../samples/contoso/client/profile-user.xml', import.meta.url), 'utf8');
const documents: [string, string][] = [
  ['the profile of the sample', contoso],
  ['the same on one line', contoso.replaceAll(/>\s+</g, '><').trim()],
  ['a profile with line ends of Windows', profile],
];

const fixesOf = (text: string): XmlFix[] => parseXml(text).problems.flatMap(({ fix }) => fix ?? []);
const described = ({ title, safe }: XmlFix): string => `${safe ? 'safe' : 'unsafe'}: ${title}`;

test.for([
  ['<A>Q&A &amp &#65</A>', '<A>Q&amp;A &amp; &#65;</A>', 'safe: Write &amp; for the ampersand', 'unsafe: Insert the missing ;', 'unsafe: Insert the missing ;'],
  ['<A>1 < 2 ]]></A>', '<A>1 < 2 ]]&gt;</A>', 'safe: Write &gt; for the greater-than sign'],
  ['<A>1 < 2</A>', '<A>1 &lt; 2</A>', 'safe: Write &lt; for the less-than sign'],
  ['<A>1 <= 2</A>', '<A>1 &lt;= 2</A>', 'safe: Write &lt; for the less-than sign'],
  ['<A b="1<2"/>', '<A b="1&lt;2"/>', 'safe: Write &lt; for the less-than sign'],
  ['<A b=1/>', '<A b="1"/>', 'safe: Put the value in quotes'],
  ['<A b=1"/>', '<A b="1"/>', 'safe: Put the value in quotes'],
  ['<A b=“1 2”/>', '<A b="1 2"/>', 'safe: Replace the typographic quotes by straight ones'],
  ['<A b="1” c="2"/>', '<A b="1” c="2"/>'],
  ['<A b="1”><B/></A>', '<A b="1"><B/></A>', 'safe: Replace the typographic quotes by straight ones'],
  ["<A b=‘1'/>", '<A b="1"/>', 'safe: Replace the typographic quotes by straight ones'],
  ['<?xml version=“1.0” encoding=“utf-8”?><A/>', '<?xml version="1.0" encoding=“utf-8”?><A/>', 'safe: Replace the typographic quotes by straight ones'],
  ['<?XML version="1.0"?><A/>', '<?xml version="1.0"?><A/>', 'safe: Write xml in lower case'],
  ['<A b="1"c="2"/>', '<A b="1" c="2"/>', 'safe: Insert the missing blank'],
  ['<Axmlns="1"></A>', '<A xmlns="1"></A>', 'safe: Insert the missing blank'],
  ['<A\u00a0b="1"/>', '<A b="1"/>', 'safe: Replace it by an ordinary blank'],
  ['<A b="1"\u200bc="1"/>', '<A b="1" c="1"/>', 'safe: Replace it by an ordinary blank'],
  ['<A / >', '<A />', 'safe: Delete the blank'],
  ['<A></ A>', '<A></A>', 'safe: Delete the blank'],
  ['<A>< Servers>x</Servers></A>', '<A><Servers>x</Servers></A>', 'safe: Delete the blank'],
  ['< A b="1" >x</A>', '<A b="1" >x</A>', 'safe: Delete the blank'],
  ['<A><Servers 10.0.0.1</Servers></A>', '<A><Servers> 10.0.0.1</Servers></A>', 'unsafe: Insert the missing >'],
  ['<A><T xmlns="x"25</T></A>', '<A><T xmlns="x">25</T></A>', 'unsafe: Insert the missing >'],
  ['<A><CA4d 1f 6a / 0c = "a </CA></A>', '<A><CA>4d 1f 6a / 0c = "a </CA></A>', 'unsafe: Insert the missing >'],
  ['<A b="1"\n<B>1</B\n></A>', '<A b="1">\n<B>1</B\n></A>', 'unsafe: Insert the missing >'],
  ['<A><B>1</B\n<C/></A>', '<A><B>1</B>\n<C/></A>', 'unsafe: Insert the missing >'],
  ['<A><B>1/B></A>', '<A><B>1</B></A>', 'unsafe: Insert the missing <'],
  ['<A><B>1</A>', '<A><B>1</B></A>', 'unsafe: Close <B> here'],
  ['<A>1<A>', '<A>1</A>', 'unsafe: Change <A> to </A>'],
  ['<A><R/><B>\n <B><C/></B></A>', '<A><R/><B><C/></B></A>', 'unsafe: Delete the doubled <B>'],
  // Not the same tag, and something between the two.
  ['<A><R/><B b="1"><B><C/></B></A>', '<A><R/><B b="1"></B><B><C/></B></A>', 'unsafe: Close <B> here'],
  ['<A><R/><B><!-- 1 --><B><C/></B></A>', '<A><R/><B></B><!-- 1 --><B><C/></B></A>', 'unsafe: Close <B> here'],
])('the fixes of %j give %j', ([broken = '', fixed, ...titles]) => {
  const fixes = fixesOf(broken);
  expect(fixes.map(described)).toEqual(titles);
  expect(applyEdits(broken, fixes)).toBe(fixed);
});

test.for([
  '<A>&nbsp; &#0;</A>',
  '<A><1Servers>x</1Servers></A>',
  '<A><1Servers>x</A>',
  '<A>a < b > c</A>',
  '<A>a <B> c</A>',
  '<A>< Servers x</Servers></A>',
  '<A><></A>',
  '<A><B< c</A>',
  '<A>< !-- c</A>',
  '<A>\n  <\n  <B/>\n</A>',
  '<A><\n</A>',
  '<A b=1"2/>',
  '<A b=“1/>',
  '<A b=“a"b”/>',
  '<A b="1"25/>',
  '<A><B>1</b></A>',
  '<A><B><C>1</C><D>2</D></A>',
  '<A>1</B></A>',
])('nothing is offered for %j, whose meaning is open', (text) => {
  expect(
    fixesOf(text)
      .map(described)
      .filter((title) => title !== 'unsafe: Close <B> here'),
  ).toEqual([]);
  expect(parseXml(text).problems).not.toEqual([]);
});

const indented = (name: string, kids: string, end: string): string =>
  `<VPNProfile>\n  <${name}>\n    ${kids}\n  ${end}\n  <AlwaysOn>true</AlwaysOn>\n</VPNProfile>\n`;

test.for([
  ['CryptographySuite', '<DHGroup>Group14</DHGroup>'],
  ['NativeProfile', '<Servers>vpn.fabrikam.com</Servers>\n    <!-- x -->'],
  ['EapType', '<ServerNames>a</ServerNames>\n    <Eap>\n      <EapType>x</EapType>\n    </Eap>'],
  ['DomainNameInformation', '<DomainName>.a</DomainName>'],
])('a slash that <%s> lacks at its end', ([name = '', kids = '']) => {
  for (const flat of [false, true]) {
    const laidOut = (end: string): string => (flat ? indented(name, kids, end).replaceAll(/>\s+</g, '><') : indented(name, kids, end));
    const [problem, ...others] = parseXml(laidOut(`<${name}>`)).problems;
    expect(others).toEqual([]);
    expect(problem?.message).toBe(`<${name}> should be </${name}>: it stands behind the content of <${name}>, which nothing else closes.`);
    expect(problem?.fix && described(problem.fix)).toBe(`unsafe: Change <${name}> to </${name}>`);
    expect(problem?.span.start).toBe(laidOut(`<${name}>`).lastIndexOf(`<${name}>`) + 1);
    expect(problem?.fix && applyEdits(laidOut(`<${name}>`), [problem.fix])).toBe(laidOut(`</${name}>`));
  }
});

test('a slash that the root lacks at its end', () => {
  const text = '<VPNProfile>\n  <AlwaysOn>true</AlwaysOn>\n<VPNProfile>\n';
  expect(printProblems(parseXml(text)).join('\n')).toMatchInlineSnapshot(
    `"! tag-slash VPNProfile <VPNProfile> should be </VPNProfile>: it stands behind the content of <VPNProfile>, which nothing else closes. ⇒ insert at aysOn>␊<| → /"`,
  );
  expect(applyEdits(text, fixesOf(text))).toBe('<VPNProfile>\n  <AlwaysOn>true</AlwaysOn>\n</VPNProfile>\n');
});

const route = '<Route>\n    <Address>10.1.0.0</Address>\n    <PrefixSize>16</PrefixSize>\n  </Route>';
test.for([
  ['two', `${route}\n  ${route}`, []],
  ['the start tag of another one above', `<Route>\n  ${route}`, ['tag-unclosed']],
  ['the start tag of another one between', `${route}\n  <Route>\n  ${route}`, ['tag-unclosed']],
  ['one without its end tag above', `${route.slice(0, -'\n  </Route>'.length)}\n  ${route}`, ['tag-unclosed']],
  ['two without end tags', `${route.slice(0, -'\n  </Route>'.length)}\n  ${route.slice(0, -'\n  </Route>'.length)}`, ['tag-unclosed', 'tag-unclosed']],
  ['half a start tag', `${route}\n  <Rou\n  ${route}`, ['tag-unterminated']],
  ['half an end tag', `${route.replace('</Route>', '</Rou')}\n  ${route}`, ['tag-unterminated']],
] as const)('of routes that follow each other, none is taken for an end tag: %s', ([, routes, codes]) => {
  for (const text of [`<VPNProfile>\n  ${routes}\n</VPNProfile>`, `<VPNProfile>\n  ${routes}\n</VPNProfile>`.replaceAll(/>\s+</g, '><')]) {
    const document = parseXml(text);
    expect(document.problems.map(({ code }) => code).filter((code) => code === 'tag-slash')).toEqual([]);
    if (text.includes('>\n  <')) expect(document.problems.map(({ code }) => code).sort()).toEqual([...codes].sort());
    expect(document.elements[0]?.children.filter((node) => node.kind === 'element').every((node) => node.name === 'Route')).toBe(true);
  }
});

test.for([
  ['<?xml version="1.0" encoding="utf-8" standalone="yes"?><A/>', []],
  ["<?xml version='1.1'?><A/>", []],
  ['<?xml version="1"?><A/>', ['declaration-content']],
  ['<?xml version="“1.0”"?><A/>', ['declaration-content']],
  ['<?xml version="1.0" encoding="utf 8"?><A/>', ['declaration-content']],
  ['<?xml version="1.0" standalone="true"?><A/>', ['declaration-content']],
  ['<?xml encoding="utf-8" version="1.0"?><A/>', ['declaration-content']],
  ['<?xml version="1.0"encoding="utf-8"?><A/>', ['attribute-blank-missing']],
  ['<?xml version=1.0 encoding=utf-8?><A/>', ['attribute-unquoted']],
] as const)('the XML declaration of %s', ([text, codes]) => {
  expect(parseXml(text).problems.map(({ code }) => code)).toEqual(codes);
});

test('one slip in a tag is one problem', () => {
  for (const text of [
    '<A><TrustedRootCA4d 1f 6a 93 0c </TrustedRootCA></A>',
    '<A a="1"25/>',
    '<A a="1"25 c="2" 3 d/>',
    '<A 1 2 3/>',
    '<A><1Servers>x</1Servers></A>',
    '<A>< Servers>x</Servers></A>',
    '<A><B xmlns="1></B></A>',
    '<A><Bxmlns="1">x</B></A>',
  ])
    expect({ text, problems: printProblems(parseXml(text)) }).toEqual({ text, problems: [expect.any(String)] });
});

/** The text with each match changed in turn. */
function mutants(text: string, what: RegExp, change: (found: string) => string): string[] {
  return [...text.matchAll(what)].map(({ 0: found, index }) => text.slice(0, index) + change(found) + text.slice(index + found.length));
}

test.for(documents)('in %s, whatever is deleted is one problem, and what is offered for it restores the text', ([, text]) => {
  const expectRestored = (broken: readonly string[], missing = 0): void => {
    expect(broken.length).toBeGreaterThan(10);
    expect(broken.filter((mutant) => parseXml(mutant).problems.length !== 1)).toEqual([]);
    expect(broken.filter((mutant) => applyEdits(mutant, fixesOf(mutant)) !== text)).toHaveLength(missing);
  };
  const start = /<[A-Za-z][^>]*>/g;
  const end = /<\/[^>]*>/g;
  expectRestored(mutants(text, end, (tag) => tag.replace('/', '')));
  expectRestored(mutants(text, /<[A-Za-z][^>]*[^/]>/g, (tag) => tag.slice(0, -1)));
  expectRestored(mutants(text, start, (tag) => `< ${tag.slice(1)}`));
  expectRestored(mutants(text, end, (tag) => `</ ${tag.slice(2)}`));
  // The last one stands where the text may have been cut off.
  expectRestored(
    mutants(text, end, (tag) => tag.slice(0, -1)),
    1,
  );
});

test.for(documents)('in %s, no deleted tag, line or character makes a cascade', ([, text]) => {
  const broken = [
    ...mutants(text, /<[A-Za-z][^>]*>/g, () => ''),
    ...mutants(text, /<\/[^>]*>/g, () => ''),
    ...mutants(text, /.*\n/g, () => ''),
    ...mutants(text, /[^\s\w>-]|\w(?=[ <>])/g, () => ''),
  ];
  for (const mutant of broken) {
    const { problems } = parseXml(mutant);
    expect({ mutant: problems.length > 2 ? mutant : '', problems: problems.slice(2) }).toEqual({ mutant: '', problems: [] });
    const safe = fixesOf(mutant).filter((fix) => fix.safe);
    if (safe.length > 0) expect(applyEdits(mutant, safe).replaceAll("'", '"')).toBe(text.replaceAll("'", '"'));
  }
});

test.for(documents)('wherever %s is cut off, nothing is offered', ([, text]) => {
  for (let length = 0; length < text.length; length++) expect({ length, fixes: fixesOf(text.slice(0, length)) }).toEqual({ length, fixes: [] });
});

test('a title is one visible line, and only spelling is safe', () => {
  const spelling = /^(?:Write |Put the value in quotes$|Replace |Insert the missing blank$|Delete the blank$)/;
  fc.assert(
    fc.property(fc.oneof(soup, fc.string({ unit: 'binary' })), (text) => {
      for (const fix of fixesOf(text)) {
        expect(fix.title).toMatch(/^[A-Z][^\p{Cc}\p{Zl}\p{Zp}]{3,160}$/u);
        expect({ ...fix, safe: spelling.test(fix.title) }).toEqual(fix);
      }
    }),
    { numRuns: 1000 },
  );
});

test('a safe fix brings no tag into being and takes none away', () => {
  const pieces = fc.constantFrom('<', '< ', '>', '&', '"', '“', '=', ' ', '1', '\u00a0', '/', ']]>');
  fc.assert(
    fc.property(model, layout, fc.nat(), fc.nat(4), pieces, (written, style, at, length, inserted) => {
      const healthy = write(written, style);
      const start = at % healthy.length;
      const text = healthy.slice(0, start) + inserted + healthy.slice(start + length);
      const safe = fixesOf(text).filter((fix) => fix.safe);
      expect({ text, safe, names: names(applyEdits(text, safe)) }).toEqual({ text, safe, names: names(text) });
    }),
    { numRuns: 1000 },
  );
});

/** The names of all elements, in order. */
function names(text: string): string[] {
  const found: string[] = [];
  const visit = (nodes: ReturnType<typeof parseXml>['children']): void => {
    for (const node of nodes)
      if (node.kind === 'element') {
        found.push(node.name);
        visit(node.children);
      }
  };
  visit(parseXml(text).children);
  return found;
}
