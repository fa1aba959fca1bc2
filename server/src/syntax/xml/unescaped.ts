import { DerivedTextBuilder, partText, type DerivedText } from '../../core/derived-text.ts';
import { trimmed, type Span } from '../../core/span.ts';
import { escapedDocument, escapedText } from './escape.ts';
import { childElements } from './navigate.ts';
import { characterData } from './references.ts';
import type { XmlElement } from './tree.ts';

const REFERENCE = /&(?:#\d+|#x[\dA-Fa-f]+|lt|gt|amp|quot|apos);/g;

/** What character data stands for: each reference by its character. Line ends stay as they are. */
export function unescaped(source: string, span: Span): DerivedText {
  const builder = new DerivedTextBuilder(source);
  const raw = source.slice(span.start, span.end);
  let at = span.start;
  for (const { 0: reference, index } of raw.matchAll(REFERENCE)) {
    const start = span.start + index;
    const value = characterData(reference);
    builder.copy({ start: at, end: start });
    at = start + reference.length;
    // A reference to what XML does not allow stays what it is.
    if (value === reference) builder.copy({ start, end: at });
    else builder.write(value, { start, end: at });
  }
  builder.copy({ start: at, end: span.end });
  // Whoever escapes a profile for the WMI bridge escapes quotes too; in the style of what is there.
  const escapesQuotes = !raw.includes('"');
  return builder.finish(span, (text) => (escapesQuotes ? escapedDocument(text) : escapedText(text)));
}

/**
 * What an element holds, as one text: its character data or its CDATA section, or its child elements as they stand.
 * `undefined` where it is put together from several.
 */
export function contentOf(element: XmlElement): DerivedText | undefined {
  const { source, content } = element;
  if (childElements(element).length > 0) return partText(source, trimmed(source, content));
  const visible = element.children.filter(({ kind, span }) => kind !== 'comment' && !(kind === 'text' && isBlank(source, span)));
  const [node] = visible;
  if (!node || visible.length > 1) return undefined;
  if (node.kind === 'text') return unescaped(source, trimmed(source, node.span));
  if (node.kind !== 'cdata') return undefined;
  const builder = new DerivedTextBuilder(source);
  builder.copy(node.content);
  return builder.finish(node.content, (text) => (text.includes(']]>') ? undefined : text));
}

function isBlank(source: string, span: Span): boolean {
  const { start, end } = trimmed(source, span);
  return start === end;
}
