import { expect, test } from 'vitest';
import { parseXml } from '../../../server/src/syntax/xml/parse.ts';
import { rootName } from '../../../server/src/syntax/xml/scan.ts';
import { print } from './print.ts';
import { profile } from './profile.ts';

test('elements, attributes, comments and sections stand where they were written', () => {
  expect(print('<?xml version="1.0"?>\r\n<A b="1" c=\'x &gt;\r\ny\'>\r\n<!-- <no> --><B/>te&amp;xt<![CDATA[<x>]]><?p it\'s?></A >')).toMatchInlineSnapshot(`
    "declaration <?xml version="1.0"?>
    <A b=1 c=x &gt;␍␊y→x > y>
      comment <!-- <no> -->
      <B>/
      text te&amp;xt
      cdata <![CDATA[<x>]]>
      instruction <?p it's?>"
  `);
});

test('spans of an element reach from bracket to bracket', () => {
  const text = '<A>\r\n  <B x="1">v</B>\r\n</A>';
  const [b] = parseXml(text).root?.children.filter((node) => node.kind === 'element') ?? [];
  const at = (span: { start: number; end: number } | undefined): string | undefined => span && text.slice(span.start, span.end);
  expect([at(b?.span), at(b?.openTag), at(b?.content), at(b?.closeTag), at(b?.nameSpan), at(b?.endNameSpan)]).toEqual([
    '<B x="1">v</B>',
    '<B x="1">',
    'v',
    '</B>',
    'B',
    'B',
  ]);
});

test('the content of a self-closing element is the empty place before its bracket', () => {
  const root = parseXml('<A />').root;
  expect(root?.content).toEqual({ start: 3, end: 3 });
  expect([root?.selfClosing, root?.closed, root?.closeTag]).toEqual([true, true, undefined]);
});

test('a whole profile is read without a problem', () => {
  const document = parseXml(profile);
  expect(document.problems).toEqual([]);
  expect(document.comments.map(({ content }) => profile.slice(content.start, content.end))).toEqual([' Fabrikam user tunnel ', ' must match ']);
  expect(document.declaration?.attributes.map(({ name, value }) => [name, value])).toEqual([
    ['version', '1.0'],
    ['encoding', 'utf-8'],
  ]);
});

test('a byte order mark left in the text is not part of the document', () => {
  const document = parseXml('\ufeff<?xml version="1.0"?><A/>');
  expect(document.problems).toEqual([]);
  expect(document.root?.span).toEqual({ start: 22, end: 26 });
});

test('an entity of the document type is neither a problem nor expanded', () => {
  expect(print('<!DOCTYPE a [\n<!ENTITY lol "lol"><!ENTITY two "&lol;&lol;"><!-- ]> \' --> ]>\n<a b="&two;">&two;</a>')).toMatchInlineSnapshot(`
    "doctype <!DOCTYPE a [␊<!ENTITY lol "lol"><!ENTITY two "&lol;&lol;"><!-- ]> ' --> ]>
    <a b=&two;>
      text &two;"
  `);
});

test('names that JavaScript gives a meaning to are names', () => {
  expect(print('<constructor><__proto__ toString="1"/><hasOwnProperty>x</hasOwnProperty></constructor>')).toMatchInlineSnapshot(`
    "<constructor>
      <__proto__ toString=1>/
      <hasOwnProperty>
        text x"
  `);
});

test('a lone > and brackets in values are text', () => {
  expect(print('<A b="x > y" c="it\'s">a > b -->> ]] ></A>')).toMatchInlineSnapshot(`
    "<A b=x > y c=it's>
      text a > b -->> ]] >"
  `);
});

test.for([
  ['<VPNProfile>', 'VPNProfile'],
  ['\ufeff<?xml version="1.0"?>\r\n<!-- <Other> -->\r\n<!DOCTYPE VPNProfile [ <!ENTITY a "<b>"> ]>\r\n<VPNProfile\r\n a="1">', 'VPNProfile'],
  ['<!-- not closed\n<VPNProfile/>', 'VPNProfile'],
  ['<x:Root/>', 'x:Root'],
  ['XML\nCopy\n<VPNProfile/>', 'VPNProfile'],
  ['a < b', undefined],
  ['', undefined],
])('the root of %j is %j', ([text, name]) => {
  expect(rootName(text ?? '')).toBe(name);
});
