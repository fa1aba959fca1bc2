import type { Span } from '../../core/span.ts';
import { AMPERSAND, CR, DOUBLE_QUOTE, EQUALS, GREATER, isBlank, LESS, LF, QUESTION, SINGLE_QUOTE, skipBlanks, SLASH } from './characters.ts';
import { safeFix, type XmlFix } from './problems.ts';
import { attributeValue } from './references.ts';
import { endOfSoundName, reportName } from './scan-name.ts';
import { checkReference } from './scan-reference.ts';
import type { Source } from './source.ts';
import type { XmlAttribute } from './tree.ts';

interface ScannedAttribute {
  readonly attribute: XmlAttribute;
  /** Behind the closing quote. */
  readonly end: number;
  readonly sound: boolean;
  /** Whether its opening quote has no partner. */
  readonly unclosed: boolean;
  /** Whether no value follows. Not reported here: a tag without `>` takes the text behind it for such attributes. */
  readonly valueless: boolean;
}

/** The attribute whose name starts at `at`, whatever is wrong with it. */
export function scanAttribute(source: Source, at: number): ScannedAttribute {
  const { text, problems } = source;
  const soundEnd = endOfSoundName(text, at);
  const soundName = soundEnd >= 0;
  const nameSpan = { start: at, end: soundName ? soundEnd : reportName(source, at) };
  const name = text.slice(nameSpan.start, nameSpan.end);
  const withValue = (start: number, end: number, behind: number, sound: boolean, unclosed = false, valueless = false): ScannedAttribute => ({
    attribute: { name, nameSpan, value: attributeValue(text.slice(start, end)), valueSpan: { start, end } },
    end: behind,
    sound: sound && soundName,
    unclosed,
    valueless,
  });

  const equals = skipBlanks(text, nameSpan.end);
  if (text.charCodeAt(equals) !== EQUALS) return withValue(nameSpan.end, nameSpan.end, nameSpan.end, false, false, true);
  const quote = skipBlanks(text, equals + 1);
  const code = text.charCodeAt(quote);
  if (code !== DOUBLE_QUOTE && code !== SINGLE_QUOTE) {
    const close = isTypographicQuote(code) ? endOfTypographic(text, quote + 1) : undefined;
    if (close !== undefined) {
      reportTypographic(source, name, quote, close);
      return withValue(quote + 1, close, close + 1, false);
    }
    const end = endOfUnquoted(text, quote);
    if (end === quote) return withValue(equals + 1, equals + 1, equals + 1, false, false, true);
    problems.add('attribute-unquoted', quote, end, `The value of the attribute ${name} must stand in quotes.`, quoting(text, quote, end));
    return withValue(quote, end, end, false);
  }

  const start = quote + 1;
  const mark = problems.count;
  const { end, closed, sound } = endOfQuoted(source, start, code);
  if (closed) return withValue(start, end, end + 1, sound);
  const giveUp = endOfUnclosed(text, start, end);
  if (giveUp > start && isTypographicQuote(text.charCodeAt(giveUp - 1))) {
    problems.forgetSince(mark);
    reportTypographic(source, name, quote, giveUp - 1);
    return withValue(start, giveUp - 1, giveUp, false);
  }
  problems.add('attribute-unclosed', quote, giveUp, `The value of the attribute ${name} has no closing quote.`);
  return withValue(start, giveUp, giveUp, false, true);
}

/** Reports an attribute that touches the one before it. A value that ends with `=` more likely lacks its closing quote. */
export function reportBlankMissing({ text, problems }: Source, { start, end }: Span, name: string): void {
  const fix = text.charCodeAt(start - 2) === EQUALS ? undefined : safeFix('Insert the missing blank', start, start, ' ');
  problems.add('attribute-blank-missing', start, end, `A blank is missing before the attribute ${name}.`, fix);
}

/** Reports a value between two quotes of which at least one is not straight. */
function reportTypographic({ text, problems }: Source, name: string, open: number, close: number): void {
  const value = text.slice(open + 1, close);
  const fix = /["'<]/.test(value) ? undefined : safeFix('Replace the typographic quotes by straight ones', open, close + 1, `"${value}"`);
  problems.add('attribute-unquoted', open, close + 1, `The value of the attribute ${name} must stand in straight quotes.`, fix);
}

/** Puts an unquoted value in quotes; one with a quote at its end lacks only the other. A quote elsewhere leaves open what was meant. */
function quoting(text: string, start: number, end: number): XmlFix | undefined {
  const last = text.charCodeAt(end - 1);
  const value = text.slice(start, last === DOUBLE_QUOTE || last === SINGLE_QUOTE || isTypographicQuote(last) ? end - 1 : end);
  return ANY_QUOTE.test(value) ? undefined : safeFix('Put the value in quotes', start, end, `"${value}"`);
}

/** The quote that ends the value opened by a typographic one, on the same line and before anything of markup. */
function endOfTypographic(text: string, from: number): number | undefined {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if ((code === DOUBLE_QUOTE || code === SINGLE_QUOTE || isTypographicQuote(code)) && endsValue(text.charCodeAt(at + 1))) return at;
    if (code === LESS || code === GREATER || code === EQUALS || code === LF || code === CR) return undefined;
  }
  return undefined;
}

/** The quotes that word processors and web pages put in place of straight ones. */
function isTypographicQuote(code: number): boolean {
  return code > 0x7f && ANY_QUOTE.test(String.fromCharCode(code));
}

const ANY_QUOTE = /["'\u00AB\u00BB\u2018-\u201F\u2032\u2033\uFF02\uFF07]/;

/** Runs to the closing quote, or to the `<` or end of text that proves there is none, and checks what it passes. */
function endOfQuoted(source: Source, start: number, quote: number): { end: number; closed: boolean; sound: boolean } {
  const { text, problems } = source;
  let sound = true;
  let maybeBeyond = false;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return { end: at, closed: true, sound };
    if (code === AMPERSAND) sound = checkReference(source, at) && sound;
    else if (code === GREATER || code === LF || code === CR) maybeBeyond = true;
    else if (code === LESS) {
      // A quote that was forgotten must not swallow the next tag, but one `<` between two quotes is only unescaped.
      if (maybeBeyond || !closingQuoteFollows(text, at, quote)) return { end: at, closed: false, sound: false };
      problems.add(
        'less-than',
        at,
        at + 1,
        "A '<' in an attribute value must be written &lt;.",
        safeFix('Write &lt; for the less-than sign', at, at + 1, '&lt;'),
      );
      sound = false;
    }
  }
  return { end: text.length, closed: false, sound: false };
}

/** Whether the next such quote comes before the line or any tag ends, and stands where a value ends. */
function closingQuoteFollows(text: string, at: number, quote: number): boolean {
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      return endsValue(text.charCodeAt(at + 1));
    }
    if (code === GREATER || code === LF || code === CR) return false;
  }
  return false;
}

/** Whether the code unit behind a quote shows that it ends a value. */
function endsValue(behind: number): boolean {
  return isBlank(behind) || behind === GREATER || behind === SLASH || behind === QUESTION;
}

/** The value of an attribute without closing quote ends where its tag ends, else with the last visible character. */
function endOfUnclosed(text: string, start: number, limit: number): number {
  const greater = text.slice(start, limit).indexOf('>');
  let end = greater < 0 ? limit : start + greater;
  if (greater > 0 && text.charCodeAt(end - 1) === SLASH) end--;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return end;
}

function endOfUnquoted(text: string, start: number): number {
  let end = start;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (isBlank(code) || code === GREATER || code === LESS) break;
    if ((code === SLASH || code === QUESTION) && text.charCodeAt(end + 1) === GREATER) break;
  }
  return end;
}
