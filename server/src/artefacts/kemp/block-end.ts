import { endOfLine, indentationAt } from '../../core/lines.ts';
import type { Span } from '../../core/span.ts';

/** A line that ends a block and does nothing else: a brace of PowerShell, `done` of a shell. */
const ENDS_BLOCK = /^\s*(?:\}(?:\s*\|\s*Out-Null)?|done)\s*(?:;\s*)?(?:#.*)?$/i;

/**
 * The end of the last line of a statement, or of the block around it, where the block stands at the indentation of the line of `like`: what is
 * written there runs once. `undefined` where the lines are not laid out so that this can be told.
 */
export function blockEnd(text: string, statement: Span, like: number): number | undefined {
  const wanted = indentationAt(text, like);
  let end = endOfLine(text, statement.end);
  // The lines that a statement goes on on may be indented in any way.
  const own = indentationAt(text, statement.start);
  if (own === wanted) return end;
  if (!own.startsWith(wanted)) return undefined;
  while (end < text.length) {
    const start = end + (text.startsWith('\r\n', end) ? 2 : 1);
    end = endOfLine(text, start);
    const line = text.slice(start, end);
    const indentation = indentationAt(text, start);
    if (line.trim() === '' || (indentation !== wanted && indentation.startsWith(wanted))) continue;
    return indentation === wanted && ENDS_BLOCK.test(line) ? end : undefined;
  }
  return undefined;
}
