import { endOfLine, indentationBefore, lineStart } from '../../core/lines.ts';
import { textOf, type Span } from '../../core/span.ts';
import type { XmlElement } from './tree.ts';

/**
 * What to delete so that an element is gone: its lines where it stands alone on them, else the element only. Comments
 * stay where they are.
 */
export function removalOf({ source, span }: XmlElement): Span {
  const end = endOfLine(source, span.end);
  if (indentationBefore(source, span.start) === undefined || source.slice(span.end, end).trim() !== '') return span;
  // The line end in front goes with it: the one behind may be the last of the file.
  const start = lineStart(source, span.start);
  const newline = source.startsWith('\r\n', end) ? 2 : end < source.length ? 1 : 0;
  return { start, end: end + newline };
}

/** The text of a span, moved from one indentation to another. Unchanged where a line of it is not indented like the first. */
export function reindented(source: string, span: Span, to: string | undefined): string {
  let text = '';
  let at = span.start;
  for (const place of reindentation(source, span, to)) {
    text += source.slice(at, place.start) + (to ?? '');
    at = place.end;
  }
  return text + source.slice(at, span.end);
}

/** The indentations to replace so that a span moves to another one; none where a line of it is not indented like the first. */
export function reindentation(source: string, span: Span, to: string | undefined): Span[] {
  const from = indentationBefore(source, span.start);
  const text = textOf(source, span);
  if (from === undefined || to === undefined || from === to || text.includes('<![CDATA[')) return [];
  const places: Span[] = [];
  for (const { index, 0: lineEnd } of text.matchAll(/\r\n|\r|\n/g)) {
    const start = span.start + index + lineEnd.length;
    const line = source.slice(start, Math.min(endOfLine(source, start), span.end));
    if (line.startsWith(from)) places.push({ start, end: start + from.length });
    else if (line.trim() !== '') return [];
  }
  return places;
}
