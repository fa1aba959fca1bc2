import type { Span } from '../core/span.ts';
import type { ErrorCode } from '../knowledge/errors/error-code.ts';
import { vpnEvent, type VpnEvent } from '../knowledge/errors/events.ts';
import { errorByNumber, errorBySymbol, numberIn } from '../knowledge/errors/lookup.ts';

/** An error or an event that a text speaks of. */
export type CodeInText = { readonly span: Span } & ({ readonly error: ErrorCode } | { readonly event: VpnEvent });

/** A number as people write it: decimal or hexadecimal, behind and before nothing that makes it a part of something else. */
const NUMBER = String.raw`(?<![\w.,:#$%&/\\+-]|\d[ ])(?:0x[0-9a-f]{2,8}|-?\d{1,10})(?![\w%$\\]|[.,:/-]\w)`;

/** Words that make a number beside them an error. What may stand between is short and says nothing else. */
const ERROR_WORD = String.raw`(?:(?<!\b(?:http|https|exit|status|area|zip|post|postal|country|product|source|qr|bar|dial|dialing)[ _-]?)\b(?:errors?|error[ _-]?codes?|return[ _-]?codes?|reason[ _-]?codes?|codes?|ras|rasdial|fehler(?:code|nummer)?|erreurs?|errore|failed with|fails with|failing with|failure is|win32|hresult)\b|エラー|错误|錯誤|오류)`;
const FILLER = String.raw`(?:[\s"'\x60*_()[\]:：=|,は]|コード|\b(?:code|codes|number|no|nr|nummer|id|is|was|are|were|of|with|returned|on|failure|termination|lautet|ist)\b){0,12}?`;
const MORE = String.raw`(?:[\s"'\x60*_()[\]]*(?:,|/|;|and|or|und|oder|&)[\s"'\x60*_()[\]]*(?:(?:and|or)\s+)?${NUMBER}){0,12}`;

/** What counts things instead of naming them. */
const COUNTED = String.raw`(?!\s*(?:[%件回個个次건]|(?:users?|clients?|devices?|laptops?|computers?|machines?|connections?|times?|errors|failures|attempts|events|lines?|files?|seconds?|secs?|minutes?|mins?|hours?|days?|ms|bytes|[kmg]i?b|px)\b))`;

const ERRORS = new RegExp(`${ERROR_WORD}${FILLER}(${NUMBER}${COUNTED}${MORE})`, 'giu');
const BEFORE_WORD = new RegExp(`(${NUMBER})(?=["'\x60*_)\\]]*\\s*(?:error\\b|\\(ERROR_|[:=|,-]\\s*ERROR_))`, 'giu');
const BESIDE_SYMBOL = new RegExp(`\\bERROR_[A-Z0-9_]+(?:["'\x60*]["'\x60*_]*)?\\s*(?:[(:=|,/-]|is)[\\s"'\x60*_(|]*(${NUMBER})`, 'gu');
const SYMBOL = /(?<![\w])(?:ERROR|CERT|CRYPT|WARNING)_[A-Z0-9_]+(?!\w)/g;
const EVENT_WORD = String.raw`(?:\b(ras ?client|ras ?sstp|remoteaccess|rras)\b[^\n\d]{0,30}?)?\b(?:event(?:[ _-]?id)?s?|ereignis(?:-?id)?|id)\b[\s"'\x60*_()[\]:=|#]*`;
const EVENTS = new RegExp(`${EVENT_WORD}(${NUMBER}${MORE})(?:[^\\n\\d]{0,40}?\\b(ras ?client|ras ?sstp|remoteaccess|rras)\\b)?`, 'giu');
const SOURCED = new RegExp(`\\b(ras ?client|ras ?sstp|remoteaccess|rras)\\b[\\s"'\x60*_()[\\]:=|,/-]*(?:event(?:[ _-]?id)?\\b[\\s:=#]*)?(${NUMBER})`, 'giu');
const EACH = new RegExp(NUMBER, 'giu');

/** Words of a text about a VPN. In any other one, error 809 may be somebody else's. */
const ABOUT_VPN = /\b(?:vpn|aovpn|ike(?:v2)?|ipsec|sstp|rras|rasdial|ras ?client|ras ?sstp|remoteaccess|dialed a connection)\b|\bERROR_(?:IPSEC|VPN)_/i;

/** An HRESULT, in hexadecimal or as a number with a sign. */
const UNMISTAKABLE = /(?<!\w)(?:0x8[0-9a-f]{7}|-214\d{7})(?!\w)/i;

/** What a number behind it is the number of. */
const COUNTS_OTHERS = /\b(?:ports?|issues?|kb|pull|build|pid)\s*$/i;

/** What every line has that names an error or an event of the catalogue. Most lines of a log have none of it, and nothing else is asked of them. */
const MAY_NAME = /(?<!\d)(?:[6-8]\d\d|13[89]\d\d|20\d{3})(?!\d)|0x[0-9a-f]|\d{10}|(?:ERROR|CERT|CRYPT|WARNING)_|sstp/i;

/** The longest line that is looked at, in UTF-16 units: a person does not write longer ones. */
const LONGEST = 4000;

/**
 * The errors and events that a text in a human language speaks of, in its order. A number counts only where a word beside it says what it is;
 * one that nothing else has, such as 13868 or 0x8007362C, counts by itself. All but HRESULTs count only in a text about a VPN.
 */
export function codesInText(text: string, isAboutVpn = ABOUT_VPN.test(text)): CodeInText[] {
  const found = new Map<number, CodeInText>();
  for (const [line, start] of linesOf(text))
    for (const each of codesInLine(line, start, isAboutVpn)) if (!found.has(each.span.start)) found.set(each.span.start, each);
  return [...found.values()].sort((a, b) => a.span.start - b.span.start);
}

/** The error or event at an offset of a text, which it speaks of as `codesInText` finds it. */
export function codeAt(text: string, offset: number): CodeInText | undefined {
  const before = text.lastIndexOf('\n', offset - 1) + 1;
  const after = text.indexOf('\n', offset);
  const line = text.slice(before, after < 0 ? undefined : after);
  return codesInLine(line, before, ABOUT_VPN.test(text)).find(({ span }) => span.start <= offset && offset <= span.end);
}

function* linesOf(text: string): Generator<readonly [line: string, start: number]> {
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    yield [text.slice(start, end), start];
    start = end + 1;
  }
}

/** Those of one line, the surest reading of a place first. */
function codesInLine(line: string, start: number, isAboutVpn: boolean): CodeInText[] {
  if (line.length > LONGEST || (!isAboutVpn && !UNMISTAKABLE.test(line)) || !MAY_NAME.test(line)) return [];
  const spanOf = (index: number, text: string): Span => ({ start: start + index, end: start + index + text.length });
  const errorOf = (index: number, text: string): CodeInText[] => {
    const number = numberIn(text);
    const error = number === undefined ? undefined : errorByNumber(number);
    return error ? [{ span: spanOf(index, text), error }] : [];
  };
  const eventOf = (index: number, text: string, source?: string): CodeInText[] => {
    const event = vpnEvent(Number(text), source?.replace(/^rras$/i, 'RemoteAccess'));
    // 6 is an event of many sources.
    return event && (source !== undefined || event.id > 999) ? [{ span: spanOf(index, text), event }] : [];
  };
  if (!isAboutVpn) return eachNumber(line).flatMap(([index, text]) => (UNMISTAKABLE.test(text) ? errorOf(index, text) : []));
  const group = (match: RegExpMatchArray, text: string): number => (match.index ?? 0) + match[0].lastIndexOf(text);
  return [
    ...[...line.matchAll(SYMBOL)].flatMap((match) => {
      const error = errorBySymbol(match[0]);
      return error ? [{ span: spanOf(match.index, match[0]), error }] : [];
    }),
    ...[...line.matchAll(SOURCED)].flatMap((match) => eventOf(group(match, match[2] ?? ''), match[2] ?? '', match[1])),
    ...[...line.matchAll(EVENTS)].flatMap((match) => {
      const numbers = match[2] ?? '';
      const at = match.index + match[0].indexOf(numbers, match[1] === undefined ? 0 : match[1].length);
      return eachNumber(numbers).flatMap(([index, text]) => eventOf(at + index, text, match[1] ?? match[3]));
    }),
    ...[...line.matchAll(ERRORS)].flatMap((match) => {
      const at = group(match, match[1] ?? '');
      return eachNumber(match[1] ?? '').flatMap(([index, text]) => errorOf(at + index, text));
    }),
    ...[...line.matchAll(BESIDE_SYMBOL)].flatMap((match) => errorOf(group(match, match[1] ?? ''), match[1] ?? '')),
    ...[...line.matchAll(BEFORE_WORD)].flatMap((match) => errorOf(match.index, match[0])),
    ...eachNumber(line).flatMap(([index, text]) => (isDistinctive(text) && !COUNTS_OTHERS.test(line.slice(0, index)) ? errorOf(index, text) : [])),
  ];
}

function eachNumber(text: string): [index: number, text: string][] {
  return [...text.matchAll(EACH)].map((match) => [match.index, match[0]]);
}

/** Whether a number is hardly anything but a code in a text about a VPN. */
function isDistinctive(text: string): boolean {
  return UNMISTAKABLE.test(text) || /^13[89]\d\d$/.test(text);
}
