// Deprecated in favour of a package of its own, but here it is only a second opinion.
/* eslint-disable @typescript-eslint/no-deprecated */
import { XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { encloses } from '../../../server/src/core/span.ts';
import { OffsetMap } from '../../../server/src/core/offset-map.ts';
import { buildNested, buildTree } from '../../../server/src/syntax/xml/build.ts';
import { leafText } from '../../../server/src/syntax/xml/leaf-text.ts';
import { childElements } from '../../../server/src/syntax/xml/navigate.ts';
import { parseXml } from '../../../server/src/syntax/xml/parse.ts';
import { Problems } from '../../../server/src/syntax/xml/problems.ts';
import { scan } from '../../../server/src/syntax/xml/scan.ts';
import { readSkeleton } from '../../../server/src/syntax/xml/skeleton.ts';
import type { XmlElement, XmlNode } from '../../../server/src/syntax/xml/tree.ts';
import { fc } from '../../support/properties.ts';
import { layout, model, type Model, soup, write } from './arbitraries.ts';

const anyText = fc.oneof(soup, fc.string({ unit: 'binary' }));
const many = { numRuns: 1000 };

test('no text makes it throw, nor makes parser and scanner disagree', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(parseXml(text).problems.map((problem) => problem.code)).not.toContain('reader');
    }),
    many,
  );
});

test('every place lies in the text, children follow each other inside their parent', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const document = parseXml(text);
      expectInOrder(document.children, 0, text.length);
      for (const { span, fix } of document.problems) {
        expect(encloses({ start: 0, end: text.length }, span)).toBe(true);
        if (fix !== undefined) expect(encloses({ start: 0, end: text.length }, fix.span)).toBe(true);
      }
    }),
    many,
  );
});

test('the top-level nodes cover the whole text', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { children } = parseXml(text);
      const start = text.startsWith('\ufeff') ? 1 : 0;
      expect(children.map(({ span }) => text.slice(span.start, span.end)).join('')).toBe(text.slice(start));
    }),
    many,
  );
});

test('a well-formed document has the elements that fast-xml-parser finds, where it finds them', () => {
  fc.assert(
    fc.property(model, layout, (written, style) => {
      const text = write(written, style);
      const tokens = scan(text, new Problems());
      // It passes over these without a place.
      fc.pre(tokens.every(({ kind }) => kind !== 'doctype' && kind !== 'instruction'));
      const map = new OffsetMap([{ inner: 0, outer: 0, length: text.length }]);
      expect(buildNested(text, tokens)).toEqual(buildTree(text, readSkeleton(text), tokens, map));
    }),
    { numRuns: 300 },
  );
});

test('a well-formed document is read as it was written', () => {
  fc.assert(
    fc.property(model, layout, (written, style) => {
      const document = parseXml(write(written, style));
      expect(document.problems).toEqual([]);
      expect(document.elements).toHaveLength(1);
      expect(read(document.elements[0])).toEqual(expected(written));
    }),
    { numRuns: 300 },
  );
});

test('what the validator of fast-xml-parser rejects has a problem', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      // An empty text is no XML and no mistake. The validator misreads document types with quotes in them.
      fc.pre(text.trim() !== '' && !text.includes('<!DOCTYPE'));
      if (XMLValidator.validate(text) !== true) expect(parseXml(text).problems).not.toEqual([]);
    }),
    many,
  );
});

test('a slip in a well-formed document is reported, as the validator would', () => {
  fc.assert(
    fc.property(model, layout, fc.nat(), fc.nat(8), fc.constantFrom('', '<', '>', '/', '"', '&', '</A>', '<A>'), (written, style, at, length, inserted) => {
      const healthy = write(written, style);
      const start = at % healthy.length;
      const text = healthy.slice(0, start) + inserted + healthy.slice(start + length);
      fc.pre(text.trim() !== '');
      if (XMLValidator.validate(text) !== true) expect(parseXml(text).problems).not.toEqual([]);
    }),
    many,
  );
});

/** Names, values and children found through the places in the tree, to be compared with `expected`. */
function read(element: XmlElement | undefined): unknown {
  if (element === undefined) return undefined;
  const at = ({ start, end }: { start: number; end: number }): string => element.source.slice(start, end);
  const leaf = leafText(element);
  return {
    name: at(element.nameSpan),
    endName: element.endNameSpan === undefined ? element.name : at(element.endNameSpan),
    brackets: [at(element.span)[0], at(element.span).at(-1), at(element.openTag)[0], at(element.openTag).at(-1)],
    attributes: element.attributes.map((attribute) => ({
      name: at(attribute.nameSpan),
      value: attribute.value,
      quotes:
        at({ start: attribute.valueSpan.start - 1, end: attribute.valueSpan.start }) + at({ start: attribute.valueSpan.end, end: attribute.valueSpan.end + 1 }),
    })),
    value: leaf?.value,
    rawIsAtSpan: leaf === undefined || at(leaf.span) === leaf.raw,
    children: childElements(element).map(read),
  };
}

function expected(element: Model): unknown {
  return {
    name: element.name,
    endName: element.name,
    brackets: ['<', '>', '<', '>'],
    attributes: element.attributes.map(({ name, value }) => ({ name, value, quotes: '""' })),
    value: element.leaf?.value,
    rawIsAtSpan: true,
    children: element.children.map(expected),
  };
}

function expectInOrder(nodes: readonly XmlNode[], start: number, end: number): void {
  let behind = start;
  for (const node of nodes) {
    expect(node.span.start).toBeGreaterThanOrEqual(behind);
    expect(node.span.end).toBeLessThanOrEqual(end);
    expect(node.span.end).toBeGreaterThan(node.span.start);
    behind = node.span.end;
    if (node.kind !== 'element') continue;
    const { span, openTag, content, closeTag, nameSpan, children, parent } = node;
    expect(encloses(span, openTag) && encloses(span, content) && encloses(openTag, nameSpan) && (closeTag === undefined || encloses(span, closeTag))).toBe(
      true,
    );
    expect(node.source.slice(nameSpan.start, nameSpan.end)).toBe(node.name);
    for (const child of children) if (child.kind === 'element') expect(child.parent).toBe(node);
    for (const attribute of node.attributes) expect(encloses(openTag, attribute.nameSpan) && encloses(openTag, attribute.valueSpan)).toBe(true);
    expect(parent === undefined || encloses(parent.content, span)).toBe(true);
    expectInOrder(children, content.start, content.end);
  }
}
