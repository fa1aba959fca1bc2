import { expect, test } from 'vitest';
import { leafText } from '../../../server/src/syntax/xml/leaf-text.ts';
import { child, childElements, elementAt, localName, pathOf } from '../../../server/src/syntax/xml/navigate.ts';
import { parseXml } from '../../../server/src/syntax/xml/parse.ts';
import type { XmlElement, XmlNode } from '../../../server/src/syntax/xml/tree.ts';
import { fc } from '../../support/properties.ts';
import { soup } from './arbitraries.ts';

function root(text: string): XmlElement {
  const found = parseXml(text).root;
  if (found === undefined) throw new Error('no root');
  return found;
}

test.for([
  ['<A> \r\n Group14 </A>', 'Group14', 'Group14'],
  ['<A>Q&amp;A &lt;&#x41;&#66;&gt; &unknown; &amp;lt;</A>', 'Q&A <AB> &unknown; &lt;', 'Q&amp;A &lt;&#x41;&#66;&gt; &unknown; &amp;lt;'],
  ['<A>1\r\n2\r3</A>', '1\n2\n3', '1\r\n2\r3'],
  ['<A>\n<![CDATA[ <x>&amp; ]]>\n</A>', '<x>&amp;', '<x>&amp;'],
  ['<A><!-- why -->Group14<!-- because --></A>', 'Group14', 'Group14'],
  ['<A>Group14', 'Group14', 'Group14'],
])('the text of %j is %j', ([text, value, raw]) => {
  const leaf = leafText(root(text ?? ''));
  expect([leaf?.value, leaf?.raw, text?.slice(leaf?.span.start, leaf?.span.end)]).toEqual([value, raw, raw]);
});

test.for([
  ['<A></A>', '<A>|</A>'],
  ['<A>\r\n</A>', '<A>|\r\n</A>'],
  ['<A/>', '<A|/>'],
  ['<A> <![CDATA[]]></A>', '<A> <![CDATA[|]]></A>'],
  ['<A><!-- x --></A>', '<A>|<!-- x --></A>'],
])('the empty text of %j stands at %s', ([text = '', marked]) => {
  const leaf = leafText(root(text));
  expect([leaf?.value, leaf?.raw]).toEqual(['', '']);
  expect(text.slice(0, leaf?.span.start) + '|' + text.slice(leaf?.span.end)).toBe(marked);
});

test.for(['<A>Gr<!-- x -->oup2</A>', '<A>x<B/></A>', '<A><![CDATA[x]]>y</A>', '<A>x<B</A>', '<A>x</B></A>'])(
  'the text of %s cannot be read in one piece',
  (text) => {
    expect(leafText(root(text))).toBeUndefined();
  },
);

test('children are found by their exact names', () => {
  const a = root('<A>x<B>1</B><!-- --><b>2</b><p:B>3</p:B><B>4</B></A>');
  expect(childElements(a).map((element) => leafText(element)?.value)).toEqual(['1', '2', '3', '4']);
  expect([child(a, 'B'), child(a, 'b'), child(a, 'c')].map((element) => element && leafText(element)?.value)).toEqual(['1', '2', undefined]);
  expect(childElements(a).map((element) => localName(element.name))).toEqual(['B', 'b', 'B', 'B']);
});

test('an offset between two elements belongs to their parent', () => {
  const text = '<A><B>1</B><C/></A>';
  const document = parseXml(text);
  const paths = Array.from({ length: text.length + 1 }, (_, offset) => {
    const element = elementAt(document, offset);
    return element === undefined ? '-' : pathOf(element).join('');
  });
  expect(paths.join(' ')).toBe('- A A A AB AB AB AB AB AB AB A AC AC AC A A A A -');
});

test('in a document of any kind, the element at an offset is the one that looking at each finds', () => {
  const found = (nodes: readonly XmlNode[], offset: number, around?: XmlElement): XmlElement | undefined => {
    const next = nodes.find(
      (node): node is XmlElement =>
        node.kind === 'element' && node.span.start < offset && (offset < node.span.end || (!node.closed && offset === node.span.end)),
    );
    return next ? found(next.children, offset, next) : around;
  };
  fc.assert(
    fc.property(soup, (text) => {
      const document = parseXml(text);
      for (let offset = 0; offset <= text.length; offset++) expect(elementAt(document, offset)).toBe(found(document.children, offset));
    }),
    { numRuns: 300 },
  );
});
