import type { Span } from '../../../server/src/core/span.ts';
import { parseXml } from '../../../server/src/syntax/xml/parse.ts';
import type { XmlDocument, XmlNode } from '../../../server/src/syntax/xml/tree.ts';

/** The tree and the problems of a text, each place shown as what it covers: what the tests of this folder compare. */
export function print(text: string): string {
  const document = parseXml(text);
  return [...document.children.flatMap((node) => printNode(document, node, 0)), ...printProblems(document)].join('\n');
}

/** The problems of a text only. */
export function printProblems(document: XmlDocument): string[] {
  return document.problems.map(({ code, span, message, fix }) => {
    const repair =
      fix === undefined
        ? ''
        : ` ⇒ ${fix.span.start === fix.span.end ? `insert at ${visible(document.text.slice(Math.max(0, fix.span.start - 8), fix.span.start))}|` : show(document, fix.span)} → ${visible(fix.newText)}`;
    return `! ${code} ${show(document, span)} ${message}${repair}`;
  });
}

function printNode(document: XmlDocument, node: XmlNode, depth: number): string[] {
  const indent = '  '.repeat(depth);
  switch (node.kind) {
    case 'element': {
      const attributes = node.attributes.map(
        ({ nameSpan, valueSpan, value }) =>
          ` ${document.text.slice(nameSpan.start, nameSpan.end)}=${visible(document.text.slice(valueSpan.start, valueSpan.end))}${value === document.text.slice(valueSpan.start, valueSpan.end) ? '' : `→${visible(value)}`}`,
      );
      const end = node.selfClosing
        ? '/'
        : node.closed
          ? node.endNameSpan !== undefined && show(document, node.endNameSpan) !== node.name
            ? ` …/${show(document, node.endNameSpan)}`
            : ''
          : ` … not closed, ends before ${visible(document.text.slice(node.span.end, node.span.end + 6))}`;
      return [
        `${indent}<${show(document, node.nameSpan)}${attributes.join('')}>${end}`,
        ...node.children.flatMap((inner) => printNode(document, inner, depth + 1)),
      ];
    }
    case 'broken':
      return [`${indent}broken ${node.of} ${show(document, node.span)}`];
    default: {
      const text = document.text.slice(node.span.start, node.span.end);
      return text.trim() === '' ? [] : [`${indent}${node.kind} ${visible(text)}`];
    }
  }
}

function show(document: XmlDocument, span: Span): string {
  return visible(document.text.slice(span.start, span.end));
}

function visible(text: string): string {
  return text
    .replaceAll('\r', '␍')
    .replaceAll('\n', '␊')
    .replaceAll('\t', '␉')
    .replace(/[^\x20-\x7E\u2400-\u243F…—]/g, (char) => `⟨U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`);
}
