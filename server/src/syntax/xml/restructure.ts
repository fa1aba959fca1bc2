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
  const text = textOf(source, span);
  const from = indentationBefore(source, span.start);
  if (from === undefined || to === undefined || from === to || text.includes('<![CDATA[')) return text;
  const [first = '', ...lines] = text.split('\n');
  if (!lines.every((line) => line.startsWith(from) || line.trim() === '')) return text;
  return [first, ...lines.map((line) => (line.startsWith(from) ? to + line.slice(from.length) : line))].join('\n');
}
