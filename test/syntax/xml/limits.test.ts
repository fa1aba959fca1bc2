import { expect, test } from 'vitest';
import { pathOf } from '../../../server/src/syntax/xml/navigate.ts';
import { MAX_DEPTH } from '../../../server/src/syntax/xml/pairing.ts';
import { parseXml } from '../../../server/src/syntax/xml/parse.ts';
import type { XmlElement, XmlNode } from '../../../server/src/syntax/xml/tree.ts';

const codes = (text: string): string[] => [...new Set(parseXml(text).problems.map(({ code }) => code))].sort();

function deepest(nodes: readonly XmlNode[]): XmlElement | undefined {
  let found: XmlElement | undefined;
  for (let within = nodes; ; within = found.children) {
    const next = within.find((node) => node.kind === 'element');
    if (next === undefined) return found;
    found = next;
  }
}

test('elements are read down to a depth that every recursion can bear', () => {
  const nested = (depth: number): string => '<a>'.repeat(depth) + 'x' + '</a>'.repeat(depth);
  expect(codes(nested(MAX_DEPTH))).toEqual([]);
  expect(codes(nested(MAX_DEPTH + 1))).toEqual(['tag-depth']);
  const document = parseXml(nested(100_000));
  expect(document.problems.map(({ code }) => code)).toEqual(['tag-depth']);
  const last = deepest(document.children);
  expect(last && pathOf(last)).toHaveLength(MAX_DEPTH);
});

// None of these ends within the time of a test unless it takes time in proportion to its length.
test.for([
  ['tags that stay open', '<a>', ['tag-unclosed']],
  ['end tags', '</a>', ['tag-unopened']],
  ['tags without end', '<a ', ['tag-unterminated']],
  ['brackets', '<', ['less-than']],
  ['comments without end', '<!--\n', ['comment-unclosed']],
  ['sections without end', '<![CDATA[', ['cdata-unclosed']],
  ['instructions without end', '<?a', ['instruction-unclosed']],
  ['document types without end', '<!DOCTYPE\n', ['doctype-unclosed', 'less-than']],
  ['document types with an open quote', '<!DOCTYPE "\n', ['doctype-unclosed', 'less-than']],
  ['values without end', '<a b="\n', ['attribute-unclosed']],
  ['quotes of both kinds', '<a b="\'', ['attribute-unclosed']],
  ['alternating tags', '<a></b>', ['tag-mismatch']],
  ['ampersands', '&', ['ampersand']],
  ['tags with a blank', '< a>', ['less-than']],
  ['tags with a digit', '<1>', ['name-invalid']],
  ['brackets before blanks', '< \n', ['less-than']],
  ['tags closed by the one around', '<a><b></a>', ['tag-unclosed']],
  ['end tags that may close either of two', '<a></b></a></b>', ['tag-unopened']],
  ['tags that lack their slash', '<a>1<a>', ['tag-slash']],
  ['tags that lack their bracket', '<a1</a>', ['tag-unterminated']],
])('100 000 %s are no burden', ([, piece = '', expected]) => {
  expect(codes(String(piece).repeat(100_000))).toEqual(expected);
});

test('a tag with 100 000 attributes', () => {
  const attributes = Array.from({ length: 100_000 }, (_, i) => ` a${i}="1"`).join('');
  expect(parseXml(`<A${attributes} a7="2"/>`).problems.map(({ code }) => code)).toEqual(['attribute-repeated']);
});

test('an endless number of blanks', () => {
  const blanks = ' '.repeat(1_000_000);
  expect(codes(`<A${blanks}>${blanks}<B>${blanks}x${blanks}<C${blanks}/></A${blanks}>`)).toEqual(['tag-unclosed']);
});
