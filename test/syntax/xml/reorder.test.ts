import { describe, expect, test } from 'vitest';
import { localName } from '../../../server/src/syntax/xml/navigate.ts';
import { parseXml } from '../../../server/src/syntax/xml/parse.ts';
import { reordered } from '../../../server/src/syntax/xml/reorder.ts';
import { fc } from '../../support/properties.ts';

/** `A` to `Z` in the order of the alphabet, in every element but `F`; other names have no order. */
function inOrder(text: string): string | undefined {
  const { root, problems } = parseXml(text);
  if (!root || problems.length > 0) throw new Error(`Not well-formed: ${text}`);
  const newText = reordered(
    root,
    ({ name }) => (/^[A-Z]$/.test(localName(name)) ? localName(name).charCodeAt(0) : undefined),
    ({ name }) => name !== 'F',
  );
  return newText === undefined ? undefined : text.slice(0, root.span.start) + newText + text.slice(root.span.end);
}

describe('elements change places, the layout stays', () => {
  test.each([
    ['on lines of their own', '<P>\n  <B>2</B>\n\n  <A>1</A>\n</P>\n', '<P>\n  <A>1</A>\n\n  <B>2</B>\n</P>\n'],
    ['on one line', '<P><C/><B></B><A>1</A></P>', '<P><A>1</A><B></B><C/></P>'],
    ['with tabs and CR LF', '<P>\r\n\t<B/>\r\n\t<A/>\r\n</P>\r\n', '<P>\r\n\t<A/>\r\n\t<B/>\r\n</P>\r\n'],
    ['with CR', '<P>\r  <B/>\r  <A/>\r</P>', '<P>\r  <A/>\r  <B/>\r</P>'],
    ['at several depths', '<P><B><D/><C/></B><A/></P>', '<P><A/><B><C/><D/></B></P>'],
    ['of the same name, which keep their order', '<P><B>1</B><A>1</A><B>2</B><A>2</A></P>', '<P><A>1</A><A>2</A><B>1</B><B>2</B></P>'],
    ['with a prefix', '<x:P><x:B/><x:A/></x:P>', '<x:P><x:A/><x:B/></x:P>'],
    ['without an order, which follow the one before them', '<P><one/><C/><two/><A/><three/><B/></P>', '<P><one/><A/><three/><B/><C/><two/></P>'],
    ['of another schema not at all', '<P><F><B/><A/>text</F><E>2<![CDATA[<B/><A/>]]></E></P>', '<P><E>2<![CDATA[<B/><A/>]]></E><F><B/><A/>text</F></P>'],
    ['where all is in order', '<P> <A/>\n<!-- c --> <B/></P>', '<P> <A/>\n<!-- c --> <B/></P>'],
    ['where there are none', '<P><!-- c --></P>', '<P><!-- c --></P>'],
    [
      'what stands around the root stays',
      '<?xml version="1.0"?>\n<!-- b -->\n<P><B/><A/></P>\n<!-- a -->',
      '<?xml version="1.0"?>\n<!-- b -->\n<P><A/><B/></P>\n<!-- a -->',
    ],
  ])('%s', (_, before, after) => {
    expect(inOrder(before)).toBe(after);
  });
});

describe('a comment', () => {
  test.each([
    [
      'moves with the element that it precedes',
      '<P>\n  <!-- b -->\n  <B/>\n  <!-- a1 -->\n\n  <!-- a2 -->\n  <A/>\n</P>',
      '<P>\n  <!-- a1 -->\n\n  <!-- a2 -->\n  <A/>\n  <!-- b -->\n  <B/>\n</P>',
    ],
    ['moves with the one that it precedes on a line', '<P><!-- b --><B/><!-- a --><A/></P>', '<P><!-- a --><A/><!-- b --><B/></P>'],
    ['stays behind the one at whose line it ends', '<P>\n  <B/> <!-- b -->\n  <A/><!-- a -->\n</P>', '<P>\n  <A/><!-- a -->\n  <B/> <!-- b -->\n</P>'],
    ['stays there with others', '<P>\n  <B/> <!-- b1 --> <!-- b2\n  goes on -->\n  <A/>\n</P>', '<P>\n  <A/>\n  <B/> <!-- b1 --> <!-- b2\n  goes on -->\n</P>'],
    ['behind the last one stays at the end', '<P>\n  <B/>\n  <A/>\n  <!-- end -->\n</P>', '<P>\n  <A/>\n  <B/>\n  <!-- end -->\n</P>'],
    ['on the line of the start tag stays there', '<P> <!-- p -->\n  <B/>\n  <A/>\n</P>', '<P> <!-- p -->\n  <A/>\n  <B/>\n</P>'],
    ['at the end of the only line stays at the end', '<P><B/><A/><!-- end --></P>', '<P><A/><B/><!-- end --></P>'],
    ['is an instruction as well', '<P>\n  <?b?>\n  <B/>\n  <A/> <?a?>\n</P>', '<P>\n  <A/> <?a?>\n  <?b?>\n  <B/>\n</P>'],
    ['inside an element stays inside', '<P>\n<B><!-- x -->2</B>\n<A>\n<!-- y -->\n</A>\n</P>', '<P>\n<A>\n<!-- y -->\n</A>\n<B><!-- x -->2</B>\n</P>'],
  ])('%s', (_, before, after) => {
    expect(inOrder(before)).toBe(after);
  });
});

test.each([
  ['text beside elements', '<P><B/>text<A/></P>'],
  ['a CDATA section beside elements', '<P><B/><![CDATA[x]]><A/></P>'],
  ['text beside elements further down', '<P><B>x<C/></B><A/></P>'],
])('there is no certain order with %s', (_, text) => {
  expect(inOrder(text)).toBeUndefined();
});

interface Item {
  readonly name: string;
  readonly before: readonly string[];
  readonly behind: readonly string[];
  readonly children: readonly Item[];
}

const comment = fc.constantFrom('<!-- one -->', '<!-- <B/> -->', '<?tool x?>', '<!--\ntwo\n  lines-->');
const items = fc.letrec<{ items: Item[] }>((tie) => ({
  items: fc.array(
    fc.record({
      name: fc.constantFrom('A', 'B', 'C', 'D'),
      before: fc.array(comment, { maxLength: 2 }),
      behind: fc.array(comment, { maxLength: 2 }),
      children: fc.oneof({ maxDepth: 2 }, fc.constant([]), tie('items')),
    }),
    { maxLength: 4 },
  ),
})).items;

/** The items as they stand in a document, sorted or not. Blank lines belong to the places, not to the items. */
function written(list: readonly Item[], isSorted: boolean, indent: string, isInline: boolean, last: readonly string[]): string {
  const end = isInline ? '' : '\n';
  const gap = (index: number): string => (isInline ? '' : `${index % 3 === 2 ? '\n\n' : '\n'}${indent}`);
  const sorted = isSorted ? [...list].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)) : list;
  const blocks = sorted.map(({ name, before, behind, children }) => {
    const inner = written(children, isSorted, `${indent}\t`, isInline, []);
    const element = children.length > 0 ? `<${name}>${inner}${isInline ? '' : indent}</${name}>` : `<${name}>x</${name}>`;
    return [...before.map((each) => each + gap(0)), element, ...(isInline ? [] : behind.map((each) => ` ${each}`))].join('');
  });
  return [...blocks, ...last].map((block, index) => gap(index) + block).join('') + end;
}

test('whatever the elements and comments, only the order changes, once', () => {
  fc.assert(
    fc.property(items, fc.array(comment, { maxLength: 2 }), fc.boolean(), fc.constantFrom('\n', '\r\n', '\r'), (list, last, isInline, eol) => {
      const text = (isSorted: boolean): string => `<P>${written(list, isSorted, '\t', isInline, last)}</P>`.replaceAll('\n', eol);
      expect(inOrder(text(false))).toBe(text(true));
      expect(inOrder(text(true))).toBe(text(true));
    }),
    { numRuns: 500 },
  );
});
