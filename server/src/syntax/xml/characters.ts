import type { Span } from '../../core/span.ts';

/** Code units with a meaning in XML markup. */
const TAB = 0x09;
export const LF = 0x0a;
export const CR = 0x0d;
const BLANK = 0x20;
export const BANG = 0x21;
export const DOUBLE_QUOTE = 0x22;
export const HASH = 0x23;
export const AMPERSAND = 0x26;
export const SINGLE_QUOTE = 0x27;
export const SLASH = 0x2f;
export const SEMICOLON = 0x3b;
export const LESS = 0x3c;
export const EQUALS = 0x3d;
export const GREATER = 0x3e;
export const QUESTION = 0x3f;
export const OPEN_BRACKET = 0x5b;
export const CLOSE_BRACKET = 0x5d;
export const BYTE_ORDER_MARK = 0xfeff;

/** XML white space: not the no-break space and its relatives, which web pages put into copied text. */
export function isBlank(code: number): boolean {
  return code === BLANK || code === LF || code === CR || code === TAB;
}

/** White space elsewhere, but a character like any other in XML. Text copied from web pages is full of it. */
export function isForeignBlank(code: number): boolean {
  return code > 0x7f && FOREIGN_BLANK.test(String.fromCharCode(code));
}

const FOREIGN_BLANK = /[\s\u200B]/;

/** The first offset at or after `at` that holds no white space. */
export function skipBlanks(text: string, at: number): number {
  while (isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** Whether a span holds nothing but white space. */
export function isBlankText(text: string, span: Span): boolean {
  return skipBlanks(text, span.start) >= span.end;
}

// Windows and fast-xml-parser know no names beyond the Basic Multilingual Plane, so neither do we. A byte order mark,
// which newer editions of XML would allow in a name, is always an accident.
const NAME_START =
  /[:A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFEFE\uFF00-\uFFFD]/;
const NAME_REST = /[-.\d\u00B7\u0300-\u036F\u203F\u2040]/;

const STARTS = 1;
const CONTINUES = 2;
const ascii = Uint8Array.from({ length: 0x80 }, (_, code) => classify(code));

function classify(code: number): number {
  const char = String.fromCharCode(code);
  return NAME_START.test(char) ? STARTS : NAME_REST.test(char) ? CONTINUES : 0;
}

function classOf(code: number): number {
  return code < 0x80 ? (ascii[code] ?? 0) : Number.isNaN(code) ? 0 : classify(code);
}

/** Whether a name may start with this code unit. */
export function isNameStart(code: number): boolean {
  return classOf(code) === STARTS;
}

/** Whether a name may contain this code unit. */
export function isNameChar(code: number): boolean {
  return classOf(code) !== 0;
}

/** Whether the whole text is a name. */
export function isName(text: string): boolean {
  if (!isNameStart(text.charCodeAt(0))) return false;
  for (let i = 1; i < text.length; i++) if (!isNameChar(text.charCodeAt(i))) return false;
  return true;
}

/** Whether XML 1.0 allows the character at all. */
export function isXmlCharacter(codePoint: number): boolean {
  if (codePoint < BLANK) return codePoint === TAB || codePoint === LF || codePoint === CR;
  return codePoint <= 0xd7ff || (codePoint >= 0xe000 && codePoint <= 0xfffd) || (codePoint >= 0x10000 && codePoint <= 0x10ffff);
}
