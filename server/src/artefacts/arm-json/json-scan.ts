import { createScanner } from 'jsonc-parser';
import type { Span } from '../../core/span.ts';

/** Token numbers of the scanner: its type is a constant enumeration, which is not there when the program runs. */
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET, LINE_COMMENT, BLOCK_COMMENT, END] = [1, 2, 3, 4, 12, 13, 17];

/** Deeper than any template; the parser calls itself for each level. */
const MOST_DEPTH = 500;

/** The comments of a JSON text, with their marks. */
export function jsonComments(text: string): Span[] {
  const comments: Span[] = [];
  const scanner = createScanner(text);
  for (let kind: number = scanner.scan(); kind !== END; kind = scanner.scan()) {
    const start = scanner.getTokenOffset();
    if (kind === LINE_COMMENT || kind === BLOCK_COMMENT) comments.push({ start, end: start + scanner.getTokenLength() });
  }
  return comments;
}

/** Whether every bracket of a JSON text has its partner, wherever its values begin and end. */
export function isBalanced(text: string): boolean {
  const open: number[] = [];
  const scanner = createScanner(text, true);
  for (let kind: number = scanner.scan(); kind !== END; kind = scanner.scan()) {
    if (kind === OPEN_BRACE || kind === OPEN_BRACKET) open.push(kind);
    else if ((kind === CLOSE_BRACE || kind === CLOSE_BRACKET) && open.pop() !== kind - 1) return false;
  }
  return open.length === 0;
}

/** Whether a JSON text is nested so deep that no program wrote it for a purpose. */
export function nestsTooDeep(text: string): boolean {
  let depth = 0;
  const scanner = createScanner(text, true);
  for (let kind: number = scanner.scan(); kind !== END; kind = scanner.scan()) {
    if (kind === OPEN_BRACE || kind === OPEN_BRACKET) depth++;
    if (kind === CLOSE_BRACE || kind === CLOSE_BRACKET) depth--;
    if (depth > MOST_DEPTH) return true;
  }
  return false;
}
