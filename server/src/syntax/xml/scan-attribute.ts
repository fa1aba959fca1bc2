import { AMPERSAND, CR, DOUBLE_QUOTE, EQUALS, GREATER, isBlank, LESS, LF, QUESTION, SINGLE_QUOTE, skipBlanks, SLASH } from './characters.ts';
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
    const end = endOfUnquoted(text, quote);
    if (end === quote) return withValue(equals + 1, equals + 1, equals + 1, false, false, true);
    problems.add('attribute-unquoted', quote, end, `The value of the attribute ${name} must stand in quotes.`, {
      span: { start: quote, end },
      newText: `"${text.slice(quote, end)}"`,
    });
    return withValue(quote, end, end, false);
  }

  const start = quote + 1;
  const { end, closed, sound } = endOfQuoted(source, start, code);
  if (closed) return withValue(start, end, end + 1, sound);
  const giveUp = endOfUnclosed(text, start, end);
  problems.add('attribute-unclosed', quote, giveUp, `The value of the attribute ${name} has no closing quote.`);
  return withValue(start, giveUp, giveUp, false, true);
}

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
      problems.add('less-than', at, at + 1, "A '<' in an attribute value must be written &lt;.", { span: { start: at, end: at + 1 }, newText: '&lt;' });
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
      const next = text.charCodeAt(at + 1);
      return isBlank(next) || next === GREATER || next === SLASH;
    }
    if (code === GREATER || code === LF || code === CR) return false;
  }
  return false;
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
