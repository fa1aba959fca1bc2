import type { Span } from '../../core/span.ts';

/**
 * One statement of the notation with its lines. `key` begins with a bracket, `value` with a quote or `@`; a value may take several lines. `header` is
 * the first line of a file, where it is one or was meant to be. `unread` is everything else, which the Registry Editor passes over. `end` is without
 * the last line end, `next` where the next one begins.
 */
export interface RegLine extends Span {
  readonly kind: 'header' | 'blank' | 'comment' | 'key' | 'value' | 'unread';
  readonly next: number;
  /** Set on a line that is lost because the value before it promises more data than it has. */
  readonly swallowed?: true;
}

/** A `.reg` file. Its lines follow each other without a gap. */
export interface RegDocument {
  readonly text: string;
  readonly lines: readonly RegLine[];
}

const LF = 0x0a;
const CR = 0x0d;
/** What a string over several lines may take at most, so that a quote without an end is found at once. */
const LONGEST_STRING = 20_000;

/** What the first line of a file begins with when it is, or was meant to be, its header. */
const HEADER = /^[ \t]*["'“]?(?:Windows[ \t]+Registry|REGEDIT)/iu;
/** What is no part of a string over several lines, but the next statement. */
const STATEMENT = /^[ \t]*(?:\[-?HKEY_|@[ \t]*=|"(?:[^"\\\r\n]|\\.)*"[ \t]*=)/iu;

/** Splits a text into its statements. Never throws for any text, and takes time linear in its length. Lines end with CR LF, LF or CR. */
export function parseRegFile(text: string): RegDocument {
  const lines: RegLine[] = [];
  let swallowed: Physical | undefined;
  for (let start = 0; start < text.length;) {
    const first = lineAt(text, start);
    const kind = kindOf(text, first, lines.length === 0);
    if (swallowed?.start === start) {
      lines.push({ kind, ...first, swallowed: true });
      start = first.next;
      continue;
    }
    const extent: Extent = kind === 'value' ? extentOf(text, first) : { last: first };
    lines.push({ kind, start, end: extent.last.end, next: extent.last.next });
    // Blank lines and comments may come first.
    swallowed = extent.swallowed ?? swallowed;
    start = extent.last.next;
  }
  return { text, lines };
}

/** The text of a document. */
export function printRegFile({ text, lines }: RegDocument): string {
  return lines.map(({ start, next }) => text.slice(start, next)).join('');
}

/** Where a physical line ends and the next one begins. */
interface Physical extends Span {
  readonly next: number;
}

function lineAt(text: string, start: number): Physical {
  let end = start;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === LF || code === CR) break;
  }
  let next = Math.min(end + 1, text.length);
  if (text.charCodeAt(end) === CR && text.charCodeAt(next) === LF) next++;
  return { start, end, next };
}

function kindOf(text: string, { start, end }: Span, isFirst: boolean): RegLine['kind'] {
  let at = start;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  if (at === end) return 'blank';
  const sign = text.charAt(at);
  if (isFirst && HEADER.test(text.slice(start, Math.min(end, start + 200)))) return 'header';
  if (sign === ';') return 'comment';
  if (sign === '[') return 'key';
  return sign === '"' || sign === '@' ? 'value' : 'unread';
}

interface Extent {
  readonly last: Physical;
  readonly swallowed?: Physical;
}

/**
 * The last line of a value. Data in hexadecimal digits goes on behind a backslash at the end of a line; blank lines and comments may stand between.
 * What follows instead of data is lost with it, as far as that line goes. Source: behaviour of reg import, as measured by the tests of Wine.
 */
function extentOf(text: string, first: Physical): Extent {
  const data = dataStart(text, first);
  if (data === undefined) return { last: first };
  if (text.charAt(data) === '"') return { last: endOfString(text, first, data) };
  if (!/^hex\b/iu.test(text.slice(data, data + 4))) return { last: first };
  let last = first;
  let promised = goesOn(text, { start: data, end: first.end });
  for (let line = first; promised !== undefined && line.next < text.length;) {
    line = lineAt(text, line.next);
    const kind = kindOf(text, line, false);
    if (kind === 'blank' || kind === 'comment') continue;
    if (!/^[ \t]*[\da-f,\\]/iu.test(text.slice(line.start, Math.min(line.end, line.start + 200)))) {
      // Where the comma before the backslash is missing, the data ends as a mistake there, and the next line stands for itself.
      return promised === 'comma' ? { last, swallowed: line } : { last };
    }
    last = line;
    promised = goesOn(text, line);
  }
  return { last };
}

/** Whether data goes on in the next line, and whether a comma stands before the backslash that says so. */
function goesOn(text: string, { start, end }: Span): 'comma' | 'no comma' | undefined {
  const line = withoutComment(text.slice(start, end));
  if (!line.endsWith('\\')) return undefined;
  return /[,:][ \t]*$/u.test(line.slice(0, -1)) ? 'comma' : 'no comma';
}

/** A line of data without the comment behind it and blanks at its end. */
export function withoutComment(line: string): string {
  const comment = line.indexOf(';');
  return (comment < 0 ? line : line.slice(0, comment)).trimEnd();
}

/** Where the data of a value begins; `undefined` where the name has no end or no equals sign follows it. */
export function dataStart(text: string, { start, end }: Span): number | undefined {
  let at = skipBlanks(text, start, end);
  if (text.charAt(at) === '@') at++;
  else {
    const close = closingQuote(text, at + 1, end);
    if (close === undefined) return undefined;
    at = close + 1;
  }
  at = skipBlanks(text, at, end);
  return text.charAt(at) === '=' ? skipBlanks(text, at + 1, end) : undefined;
}

/** The place of the next quote without a backslash before it; `undefined` where there is none. */
export function closingQuote(text: string, from: number, end: number): number | undefined {
  for (let at = from; at < end; at++) {
    const sign = text.charAt(at);
    if (sign === '\\') at++;
    else if (sign === '"') return at;
  }
  return undefined;
}

export function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** The Registry Editor writes line ends in a string as they are, so a string may go over several lines: up to its quote, if that ends the line. */
function endOfString(text: string, first: Physical, data: number): Physical {
  if (closingQuote(text, data + 1, first.end) !== undefined) return first;
  for (let line = first; line.next < text.length && line.next - data < LONGEST_STRING;) {
    line = lineAt(text, line.next);
    if (STATEMENT.test(text.slice(line.start, Math.min(line.end, line.start + 500)))) return first;
    const close = closingQuote(text, line.start, line.end);
    if (close === undefined) continue;
    return withoutComment(text.slice(close + 1, line.end)) === '' ? line : first;
  }
  return first;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}
