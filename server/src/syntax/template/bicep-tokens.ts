import type { Span } from '../../core/span.ts';

/**
 * - `text`: a string on one line without anything to fill in; `value` is what it says and `inner` its place between the quotes
 * - `word`: a name, keyword or number
 * - `mark`: one punctuation character
 * - `opaque`: a string whose value is not known from its text: filled in, of several lines, or not closed
 */
export type BicepToken =
  | { readonly kind: 'text'; readonly span: Span; readonly value: string; readonly inner: Span }
  | { readonly kind: 'word' | 'mark' | 'newline' | 'opaque'; readonly span: Span; readonly value: string };

const BLANK = /[^\S\n\r]+/y;
const LINE_END = /\r\n|\n|\r/y;
const COMMENT = /\/\/[^\n\r]*|\/\*[\s\S]*?(?:\*\/|$)/y;
const WORD = /\w+/y;
const ESCAPE: Readonly<Record<string, string>> = { '\\': '\\', "'": "'", n: '\n', r: '\r', t: '\t', $: '$' };

/** Cuts a text of Bicep into tokens. Never fails: a character that fits nothing is a mark. */
export function bicepTokens(text: string): { readonly tokens: readonly BicepToken[]; readonly comments: readonly Span[] } {
  const tokens: BicepToken[] = [];
  const comments: Span[] = [];
  let at = 0;
  const end = (pattern: RegExp): number | undefined => {
    pattern.lastIndex = at;
    return pattern.test(text) ? pattern.lastIndex : undefined;
  };
  while (at < text.length) {
    const blank = end(BLANK);
    const comment = blank === undefined ? end(COMMENT) : undefined;
    if (comment !== undefined) comments.push({ start: at, end: comment });
    if (blank !== undefined || comment !== undefined) {
      at = blank ?? comment ?? at;
      continue;
    }
    const token = text[at] === "'" ? stringAt(text, at) : plainToken(text, at, end(LINE_END), end(WORD));
    tokens.push(token);
    at = token.span.end;
  }
  return { tokens, comments };
}

function plainToken(text: string, start: number, lineEnd: number | undefined, wordEnd: number | undefined): BicepToken {
  const stop = lineEnd ?? wordEnd ?? start + 1;
  const kind = lineEnd !== undefined ? 'newline' : wordEnd !== undefined ? 'word' : 'mark';
  return { kind, span: { start, end: stop }, value: text.slice(start, stop) };
}

function stringAt(text: string, start: number): BicepToken {
  const opaque = (end: number): BicepToken => ({ kind: 'opaque', span: { start, end }, value: '' });
  if (text.startsWith("'''", start)) {
    let close = text.indexOf("'''", start + 3);
    if (close < 0) return opaque(text.length);
    // Quotes at the very end belong to the text.
    while (text[close + 3] === "'") close++;
    return opaque(close + 3);
  }
  let value = '';
  let filledIn = false;
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\n' || character === '\r') return opaque(at);
    if (character === "'") return filledIn ? opaque(at + 1) : { kind: 'text', span: { start, end: at + 1 }, value, inner: { start: start + 1, end: at } };
    if (character === '\\') {
      at++;
      const escaped = ESCAPE[text.charAt(at)];
      // Anything else is a code point by its number, which no value of interest has.
      filledIn ||= escaped === undefined;
      value += escaped ?? '';
    } else if (character === '$' && text[at + 1] === '{') {
      filledIn = true;
      at = endOfExpression(text, at + 2) - 1;
    } else value += character;
  }
  return opaque(text.length);
}

/** Behind the brace that closes what is filled in; strings in it are passed over, and it ends with its line. */
function endOfExpression(text: string, start: number): number {
  let depth = 1;
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\n' || character === '\r') return at;
    if (character === '{') depth++;
    if (character === "'") at = Math.max(at, endOfQuoted(text, at) - 1);
    if (character === '}' && --depth === 0) return at + 1;
  }
  return text.length;
}

function endOfQuoted(text: string, start: number): number {
  const match = /^'(?:\\.|[^'\\\n\r])*'?/.exec(text.slice(start, start + 1000));
  return start + (match?.[0].length ?? 1);
}
