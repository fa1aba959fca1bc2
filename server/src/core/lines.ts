const LF = 0x0a;
const CR = 0x0d;

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

/** The blanks and tabs in front of a place, where nothing else stands before it on its line; otherwise `undefined`. */
export function indentationBefore(text: string, offset: number): string | undefined {
  let at = offset;
  while (at > 0 && isIndentation(text.charCodeAt(at - 1))) at--;
  return at === 0 || endsLine(text.charCodeAt(at - 1)) ? text.slice(at, offset) : undefined;
}

function endsLine(code: number): boolean {
  return code === LF || code === CR;
}

function isIndentation(code: number): boolean {
  return code === 0x20 || code === 0x09;
}
