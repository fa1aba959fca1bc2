import { spanAt, type Span } from '../../core/span.ts';
import { closingQuote, dataStart, skipBlanks, type RegLine } from './document.ts';

/** The data of a value, as it is written. */
export type RegData =
  | { readonly kind: 'delete'; readonly span: Span }
  /** `text` is absent where an escape is used that the Registry Editor does not write. */
  | { readonly kind: 'string'; readonly span: Span; readonly inner: Span; readonly text?: string }
  | { readonly kind: 'dword'; readonly span: Span; readonly typeSpan: Span; readonly digits: Span; readonly number: bigint }
  /** `type` is the number of the type; `bytes` the place of the digits. */
  | { readonly kind: 'hex'; readonly span: Span; readonly typeSpan: Span; readonly type: number; readonly bytes: Span; readonly data: readonly number[] };

/** Why a line is not what it was meant to be: the Registry Editor passes over it. */
export interface RegDefect {
  readonly span: Span;
  /** Half a sentence without a full stop. */
  readonly message: string;
  /** What was most likely meant in the place of `at`. */
  readonly fix?: { readonly at: Span; readonly text: string; readonly title: string };
}

export interface RegValueLine {
  /** Between the quotes; on the `@` for the default value. */
  readonly nameSpan: Span;
  /** Empty for the default value; absent where the name has no end. */
  readonly name?: string;
  /** From the name's quote to the end of the data. */
  readonly span: Span;
  readonly data?: RegData;
  readonly defect?: RegDefect;
}

const NOT_IMPORTED = 'so the line is passed over';

/** Reads the name and the data of a value. Never throws. */
export function readValue(text: string, line: RegLine): RegValueLine {
  const start = skipBlanks(text, line.start, line.end);
  const isDefault = text.charAt(start) === '@';
  const close = isDefault ? start : closingQuote(text, start + 1, line.end);
  const rest: Span = { start, end: trimmedEnd(text, line) };
  if (close === undefined)
    return { nameSpan: { start: start + 1, end: rest.end }, span: rest, defect: { span: rest, message: `The name has no closing quote, ${NOT_IMPORTED}` } };
  const nameSpan = isDefault ? spanAt(start, 1) : { start: start + 1, end: close };
  const name = isDefault ? '' : unescaped(text.slice(nameSpan.start, nameSpan.end));
  const known = { nameSpan, ...(name !== undefined && { name }) };
  const dataAt = dataStart(text, line);
  if (dataAt === undefined) return { ...known, span: rest, defect: { span: rest, message: `No = follows the name, ${NOT_IMPORTED}` } };
  const { data, defect } = dataOf(text, dataAt, line.end);
  return { ...known, span: { start, end: data?.span.end ?? rest.end }, ...(data && { data }), ...(defect && { defect }) };
}

interface Read {
  readonly data?: RegData;
  readonly defect?: RegDefect;
}

function dataOf(text: string, start: number, end: number): Read {
  const whole = text.slice(start, end);
  if (whole.startsWith('"')) return stringAt(text, start, end);
  if (whole.startsWith('-')) {
    const stop = start + 1;
    return isEnd(text, stop, end)
      ? { data: { kind: 'delete', span: spanAt(start, 1) } }
      : broken(start, end, text, `Something stands behind the hyphen that deletes the value, ${NOT_IMPORTED}`);
  }
  const dword = /^dword:[ \t]*/u.exec(whole);
  if (dword) return dwordAt(text, start, start + dword[0].length, end);
  const hex = /^hex(?:\(([^)\r\n]*)\))?:/u.exec(whole);
  if (hex) return hexAt(text, start, hex[0], hex[1], end);
  // The letter case of the type is not documented: what is written so is not known.
  if (/^(?:dword|hex(?:\([\da-f]+\))?):/iu.test(whole)) return {};
  return broken(start, end, text, `The data is no text in quotes, no dword:, no hex: and no hyphen, ${NOT_IMPORTED}`);
}

function stringAt(text: string, start: number, end: number): Read {
  const close = closingQuote(text, start + 1, end);
  if (close === undefined) return broken(start, end, text, `The text has no closing quote, ${NOT_IMPORTED}`);
  if (!isEnd(text, close + 1, end))
    return broken(start, end, text, `Something stands behind the closing quote, ${NOT_IMPORTED}: a quote within the text is written \\"`);
  const inner = { start: start + 1, end: close };
  const value = unescaped(text.slice(inner.start, inner.end));
  return { data: { kind: 'string', span: { start, end: close + 1 }, inner, ...(value !== undefined && { text: value }) } };
}

function dwordAt(text: string, start: number, at: number, end: number): Read {
  const digits = /^[\da-f]*/iu.exec(text.slice(at, Math.min(end, at + 100)))?.[0] ?? '';
  const stop = at + digits.length;
  if (!isEnd(text, stop, end)) return broken(at, end, text, `A dword is one to eight hexadecimal digits without 0x, ${NOT_IMPORTED}`, at === stop ? start : at);
  if (digits === '') return broken(start, end, text, `The dword has no digits, ${NOT_IMPORTED}`);
  const span = { start: at, end: stop };
  if (digits.length > 8) {
    const zeros = /^0*/u.exec(digits)?.[0].length ?? 0;
    const short = digits.slice(Math.min(zeros, digits.length - 8));
    const fix = short.length === 8 ? { fix: { at: span, text: short, title: `Write ${short}` } } : {};
    return { defect: { span, message: `A dword has eight hexadecimal digits at most, not ${digits.length}, ${NOT_IMPORTED}`, ...fix } };
  }
  return { data: { kind: 'dword', span: { start, end: stop }, typeSpan: spanAt(start, 5), digits: span, number: BigInt(`0x${digits}`) } };
}

function hexAt(text: string, start: number, head: string, number: string | undefined, end: number): Read {
  const typeSpan = spanAt(start, head.length - 1);
  if (number !== undefined && !/^[\da-f]{1,8}$/iu.test(number))
    return { defect: { span: typeSpan, message: `A type is a hexadecimal number in parentheses, as in hex(7), ${NOT_IMPORTED}` } };
  const type = number === undefined ? 3 : parseInt(number, 16);
  const from = start + head.length;
  const read = bytesAt(text, from, end);
  if (read.defect) return read;
  return { data: { kind: 'hex', span: { start, end: read.end }, typeSpan, type, bytes: { start: from, end: read.end }, data: read.data } };
}

type Bytes = { readonly data: readonly number[]; readonly end: number; readonly defect?: undefined } | { readonly defect: RegDefect };

/** Bytes with commas between them, over several lines with a backslash at the end of each but the last. */
function bytesAt(text: string, from: number, end: number): Bytes {
  const data: number[] = [];
  let stop = from;
  let mayFollow = true;
  let isLineStart = false;
  for (let at = from; at < end;) {
    at = skipBlanks(text, at, end);
    const sign = text.charAt(at);
    if (at >= end || sign === ';' || sign === '\r' || sign === '\n') break;
    if (sign === '\\' && mayFollow && !isLineStart) {
      isLineStart = true;
      const next = nextDataLine(text, at + 1, end);
      if (next === undefined) return defect(at, Math.min(at + 1, end), `The data breaks off: a backslash says that it goes on, and no data follows`);
      at = next;
      continue;
    }
    if (sign === '\\')
      return defect(at, at + 1, `A comma must stand before the backslash at the end of a line of data, ${NOT_IMPORTED}`, { start: at, end: at, text: ',' });
    const digits = /^[\da-f]+/iu.exec(text.slice(at, Math.min(end, at + 20)))?.[0] ?? '';
    if (digits === '' || !mayFollow)
      return defect(at, wordEnd(text, at, end), `Hexadecimal data is bytes of two digits with commas between them, ${NOT_IMPORTED}`);
    if (digits.length > 2) return defect(at, at + digits.length, `${digits} is no byte: a byte has two hexadecimal digits, ${NOT_IMPORTED}`);
    data.push(parseInt(digits, 16));
    isLineStart = false;
    at += digits.length;
    stop = at;
    mayFollow = text.charAt(at) === ',';
    if (mayFollow) at++;
  }
  return { data, end: stop };
}

/** Where the next line of data begins, behind a backslash, its comment, and lines that are blank or comments. */
function nextDataLine(text: string, from: number, end: number): number | undefined {
  let at = skipBlanks(text, from, end);
  if (at < end && !/[;\r\n]/u.test(text.charAt(at))) return undefined;
  for (;;) {
    while (at < end && text.charAt(at) !== '\n' && text.charAt(at) !== '\r') at++;
    while (at < end && /[\s]/u.test(text.charAt(at))) at++;
    if (at >= end) return undefined;
    if (text.charAt(at) !== ';') return at;
  }
}

function defect(start: number, end: number, message: string, fix?: Span & { readonly text: string }): { readonly defect: RegDefect } {
  return {
    defect: {
      span: { start, end },
      message,
      ...(fix && { fix: { at: { start: fix.start, end: fix.end }, text: fix.text, title: 'Insert the comma' } }),
    },
  };
}

function broken(start: number, end: number, text: string, message: string, from = start): Read {
  const stop = trimmedEnd(text, { start: from, end: firstLineEnd(text, from, end) });
  return { defect: { span: { start: from, end: stop }, message } };
}

/** Whether nothing but blanks and a comment follows. */
function isEnd(text: string, from: number, end: number): boolean {
  const at = skipBlanks(text, from, end);
  return at >= end || text.charAt(at) === ';';
}

function firstLineEnd(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text.charAt(at) !== '\n' && text.charAt(at) !== '\r') at++;
  return at;
}

function wordEnd(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && !/[\s,;\\]/u.test(text.charAt(at))) at++;
  return Math.max(at, Math.min(start + 1, end));
}

function trimmedEnd(text: string, { start, end }: Span): number {
  let at = end;
  while (at > start && /[ \t\r\n]/u.test(text.charAt(at - 1))) at--;
  return at;
}

/** A text without its escapes; `undefined` for one with an escape that the Registry Editor does not write. */
function unescaped(text: string): string | undefined {
  if (!text.includes('\\')) return text;
  if (/\\(?![\\"])/u.test(text.replace(/\\[\\"]/gu, ''))) return undefined;
  return text.replace(/\\([\\"])/gu, '$1');
}
