const LF = 0x0a;
const CR = 0x0d;

/** Where the text of a file begins: behind a byte order mark, where whoever read it has left that in. */
export function textStart(text: string): number {
  return text.startsWith('\ufeff') ? 1 : 0;
}

/** Where the line an offset lies in begins. Lines end with CR LF, LF or CR. Looks at that line only. */
export function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && !endsLine(text.charCodeAt(at - 1))) at--;
  return at;
}

/** The end of the line an offset lies in, without its line end. */
export function endOfLine(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && !endsLine(text.charCodeAt(at))) at++;
  return at;
}

export type LineEnd = '\r\n' | '\n' | '\r';

/** How the line ends that an offset lies in; the last line ends as the one before it does, and a text of one line with LF. */
export function lineEndAt(text: string, offset: number): LineEnd {
  return lineEndNear(text, offset) ?? '\n';
}

/** The same, but `undefined` for a text of one line. */
export function lineEndNear(text: string, offset: number): LineEnd | undefined {
  let end = endOfLine(text, offset);
  if (end === text.length) {
    const start = lineStart(text, offset);
    if (start === 0) return undefined;
    end = text.startsWith('\r\n', start - 2) ? start - 2 : start - 1;
  }
  if (text.charCodeAt(end) === LF) return '\n';
  return text.charCodeAt(end + 1) === LF ? '\r\n' : '\r';
}

/** The blanks and tabs in front of a place, where nothing else stands before it on its line; otherwise `undefined`. */
export function indentationBefore(text: string, offset: number): string | undefined {
  let at = offset;
  while (at > 0 && isIndentation(text.charCodeAt(at - 1))) at--;
  return at === 0 || endsLine(text.charCodeAt(at - 1)) ? text.slice(at, offset) : undefined;
}

/** The blanks and tabs at the beginning of the line of an offset. */
export function indentationAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  let end = start;
  while (isIndentation(text.charCodeAt(end))) end++;
  return text.slice(start, end);
}

function endsLine(code: number): boolean {
  return code === LF || code === CR;
}

function isIndentation(code: number): boolean {
  return code === 0x20 || code === 0x09;
}
