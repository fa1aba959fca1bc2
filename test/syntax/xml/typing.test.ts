import { expect, test } from 'vitest';
import { leafText } from '../../../server/src/syntax/xml/leaf-text.ts';
import { child, childElements, elementAt, isComplete, pathOf } from '../../../server/src/syntax/xml/navigate.ts';
import { parseXml } from '../../../server/src/syntax/xml/parse.ts';
import type { XmlDocument, XmlElement } from '../../../server/src/syntax/xml/tree.ts';
import { print } from './print.ts';
import { profile } from './profile.ts';

/** A suite in the middle of a document, with a line being typed before its last element; `|` is the cursor. */
function typing(line: string): { text: string; cursor: number } {
  const marked = `<VPNProfile>\n  <NativeProfile>\n    <CryptographySuite>\n      ${line}\n      <PfsGroup>PFS2048</PfsGroup>\n    </CryptographySuite>\n    <Servers>vpn.fabrikam.com</Servers>\n  </NativeProfile>\n</VPNProfile>\n`;
  return { text: marked.replace('|', ''), cursor: marked.indexOf('|') };
}

const lines = [
  '<|',
  '<DHG|',
  '<DHGroup|',
  '<DHGroup>|',
  '<DHGroup>Gr|',
  '<DHGroup>Gr<|',
  '<DHGroup>Gr</|',
  '<DHGroup>Gr</DHG|',
  '</|',
  '<!|',
  '<!-- |',
  '<!-- <DHGroup>Group14</DHGroup> |',
  '<DHGroup x|',
  '<DHGroup x="|',
  '<DHGroup x="1|>Group14</DHGroup>',
  '<DHGroup Group14|</DHGroup>',
  '<DHGroup>Group14<DHGroup>|',
  '<DHGroup>Group14</DHgroup>|',
  '<DHGroup>Group14</DHGrp>|',
  'Group14|</DHGroup>',
  '&|',
];

test.for(lines)('%s disturbs nothing around it and is one problem', (line) => {
  const { text } = typing(line);
  const document = parseXml(text);
  const suite = document.root && childElements(document.root).flatMap((native) => child(native, 'CryptographySuite') ?? [])[0];
  expect(leaves(document)).toEqual(
    expect.arrayContaining(['VPNProfile/NativeProfile/CryptographySuite/PfsGroup=PFS2048', 'VPNProfile/NativeProfile/Servers=vpn.fabrikam.com']),
  );
  expect(suite?.closed).toBe(true);
  // Two slips are two problems: a `<` of no use, and no end tag.
  expect(document.problems).toHaveLength(line === '<DHGroup>Gr<|' ? 2 : 1);
});

test.for(lines.filter((line) => !/^<DHGroup>.*<\/DH\w+>\|/.test(line) && line !== '<DHGroup>Group14<DHGroup>|'))(
  'while %s stands there, the suite cannot be said to lack anything',
  (line) => {
    const suite = parseXml(typing(line).text).root?.children.flatMap((node) => (node.kind === 'element' ? (child(node, 'CryptographySuite') ?? []) : []))[0];
    expect(suite && isComplete(suite)).toBe(line.includes('x="1') || line.startsWith('<DHGroup>Gr</'));
  },
);

test.for([
  ['<DHGroup>|', 'DHGroup'],
  ['<DHGroup>Gr|', 'DHGroup'],
  ['<DHGroup>Gr|oup14</DHGroup>', 'DHGroup'],
  ['<DHGroup|></DHGroup>', 'DHGroup'],
  ['|<DHGroup></DHGroup>', 'CryptographySuite'],
  ['<DHGroup></DHGroup>|', 'CryptographySuite'],
  ['<DHG|', 'CryptographySuite'],
  ['|', 'CryptographySuite'],
])('the cursor in %s is in %s', ([line, name]) => {
  const { text, cursor } = typing(line ?? '');
  expect(elementAt(parseXml(text), cursor)?.name).toBe(name);
});

test('an element that is not closed', () => {
  const inLines = (...written: string[]): string => print(written.join('\n'));
  expect(
    [
      inLines('<A>', '  <B>1', '  <C>2</C>', '</A>'),
      inLines('<A><B>1<C>2</C></A>'),
      inLines('<A>', '  <B>', '    <C>1</C>', '  <D>2</D>', '</A>'),
      inLines('<A><R><C>1</C><R><C>2</C></R></A>'),
      inLines('<A>', '<B>', '<C>1</C>', '</A>'),
      inLines('<A', '  <B>1</B>', '</A>'),
    ].join('\n\n'),
  ).toMatchInlineSnapshot(`
    "<A>
      <B> … not closed, ends before ␊  <C>
        text 1
      <C>
        text 2
    ! tag-unclosed B <B> is not closed: expected </B> before <C>. ⇒ insert at >␊  <B>1| → </B>

    <A>
      <B> … not closed, ends before <C>2</
        text 1
      <C>
        text 2
    ! tag-unclosed B <B> is not closed: expected </B> before <C>. ⇒ insert at <A><B>1| → </B>

    <A>
      <B> … not closed, ends before ␊  <D>
        <C>
          text 1
      <D>
        text 2
    ! tag-unclosed B <B> is not closed: expected </B> before <D>. ⇒ insert at <C>1</C>| → ␊  </B>

    <A>
      <R> … not closed, ends before <R><C>
        <C>
          text 1
      <R>
        <C>
          text 2
    ! tag-unclosed R <R> is not closed: expected </R> before <R>. ⇒ insert at <C>1</C>| → </R>

    <A>
      <B> … not closed, ends before </A>
        <C>
          text 1
    ! tag-unclosed B <B> is not closed: expected </B> before </A>.

    <A>
      <B>
        text 1
    ! tag-unterminated <A The tag <A> is not complete: '>' is missing. ⇒ insert at <A| → >"
  `);
});

test('whatever a profile is cut at, the complete leaves before the cut keep value and path', () => {
  const complete = leavesWithEnd(parseXml(profile));
  expect(complete).toHaveLength(16);
  for (let end = 0; end <= profile.length; end++) {
    const found = new Set(leaves(parseXml(profile.slice(0, end))));
    const lost = complete.filter((leaf) => leaf.end <= end && !found.has(leaf.text));
    expect({ end, lost }).toEqual({ end, lost: [] });
  }
});

test('whichever line of a profile is removed, the leaves of the other lines are still read', () => {
  const all = profile.split('\r\n');
  const raws = leavesWithEnd(parseXml(profile)).map((leaf) => leaf.raw);
  for (const [removed, line] of all.entries()) {
    const document = parseXml(all.filter((_, index) => index !== removed).join('\r\n'));
    const found = new Set(leavesWithEnd(document).map((leaf) => leaf.raw));
    expect({ line, lost: raws.filter((raw) => !found.has(raw) && !line.includes(raw)) }).toEqual({ line, lost: [] });
    expect(document.problems.length).toBeLessThanOrEqual(1);
  }
});

/** `path=value` of every leaf. */
function leaves(document: XmlDocument): string[] {
  return leavesWithEnd(document).map((leaf) => leaf.text);
}

function leavesWithEnd(document: XmlDocument): { text: string; raw: string; end: number }[] {
  const all = (element: XmlElement): XmlElement[] => [element, ...childElements(element).flatMap(all)];
  return document.elements.flatMap(all).flatMap((element) => {
    const leaf = leafText(element);
    return leaf === undefined || leaf.value === '' ? [] : [{ text: `${pathOf(element).join('/')}=${leaf.value}`, raw: leaf.raw, end: element.span.end }];
  });
}
