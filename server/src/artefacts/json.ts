import { createScanner, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import type { TooDeepAt } from '../core/nesting.ts';
import type { Span } from '../core/span.ts';

/** Token numbers of the scanner: its type is a constant enumeration, which is not there when the program runs. */
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET, LINE_COMMENT, BLOCK_COMMENT, END] = [1, 2, 3, 4, 12, 13, 17];

/** Deeper than what anybody writes; the parser calls itself for each level. */
const MOST_DEPTH = 500;

/** The comments of a JSON text, with their marks. */
export function jsonComments(text: string): Span[] {
  const comments: Span[] = [];
  const scanner = createScanner(text);
  for (let kind: number = scanner.scan(); kind !== END; kind = scanner.scan()) {
    const start = scanner.getTokenOffset();
    // The scanner goes one step beyond the end behind a comment that is not closed.
    if (kind === LINE_COMMENT || kind === BLOCK_COMMENT) comments.push({ start, end: Math.min(text.length, start + scanner.getTokenLength()) });
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

/** A JSON text as a tree, with what is wrong in it. Comments and commas at the end are allowed. */
export interface JsonTree {
  /** Absent for a text without a value, and for one that is nested so deep that no program wrote it for a purpose. */
  readonly root?: Node;
  readonly problems: readonly { readonly offset: number; readonly length: number; readonly message: string }[];
  /** The bracket that is nested so deep, and how many levels are read. */
  readonly tooDeep?: TooDeepAt;
}

/** Reads a JSON text. Never throws for any text. */
export function parseJson(text: string): JsonTree {
  const deep = tooDeepAt(text);
  if (deep !== undefined) {
    const message = `This is nested more than ${MOST_DEPTH} levels deep.`;
    return { problems: [{ offset: deep, length: 1, message }], tooDeep: { at: deep, levels: MOST_DEPTH } };
  }
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const problems = errors.map(({ offset, length, error }) => ({ offset, length, message: `This is not valid JSON (${words(printParseErrorCode(error))}).` }));
  return { ...(root && { root }), problems };
}

/** The name of an error as words: `close brace expected`. */
function words(name: string): string {
  return name.replace(/(?<=[a-z])[A-Z]/g, ' $&').toLowerCase();
}

/** Where a JSON text is nested too deep to be read. */
function tooDeepAt(text: string): number | undefined {
  let depth = 0;
  const scanner = createScanner(text, true);
  for (let kind: number = scanner.scan(); kind !== END; kind = scanner.scan()) {
    if (kind === OPEN_BRACE || kind === OPEN_BRACKET) depth++;
    // What is closed without having been opened makes nothing less deep.
    if (kind === CLOSE_BRACE || kind === CLOSE_BRACKET) depth = Math.max(0, depth - 1);
    if (depth > MOST_DEPTH) return scanner.getTokenOffset();
  }
  return undefined;
}
