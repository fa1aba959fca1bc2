import type { Span } from '../../core/span.ts';

/** How a word is quoted: not at all, or by the sign that begins it. */
export type Quote = '' | '"' | "'" | 'q';

/** One word of a command line, with its quotes. */
export interface Token extends Span {
  readonly quote: Quote;
  /** Whether the quote has its end on the line. */
  readonly closed: boolean;
}

const BLANK = 0x20;
const TAB = 0x09;
const BACKSLASH = 0x5c;
const LETTER_Q = 0x71;

/**
 * The signs that may stand behind a `q` to quote what follows up to the same sign, or its counterpart. Names such as `q_web` and `q-web` are no quotes.
 * Source: Citrix, "Quotation Syntax for Advanced Policy Expressions"; NetScaler 9.2 Policy Configuration and Reference Guide.
 */
const DELIMITERS: Readonly<Record<string, string>> = {
  '{': '}',
  '<': '>',
  '[': ']',
  ...Object.fromEntries('/ | ~ $ ^ + = & % @ ` ? # !'.split(' ').map((sign) => [sign, sign])),
};

/** The words of a line. Never throws; a quote without an end goes on to the end of the line. */
export function tokensOf(text: string, start: number, end: number): Token[] {
  const tokens: Token[] = [];
  let at = start;
  for (;;) {
    while (at < end && isBlank(text.charCodeAt(at))) at++;
    if (at >= end) return tokens;
    const token = tokenAt(text, at, end);
    tokens.push(token);
    at = token.end;
  }
}

function tokenAt(text: string, start: number, end: number): Token {
  const first = text.charAt(start);
  if (first === '"' || first === "'") return quotedAt(text, start, end, first);
  if (text.charCodeAt(start) === LETTER_Q && start + 1 < end) {
    const close = DELIMITERS[text.charAt(start + 1)];
    const token = close === undefined ? undefined : delimitedAt(text, start, end, close);
    if (token) return token;
  }
  return { start, end: endOfWord(text, start, end), quote: '', closed: true };
}

function quotedAt(text: string, start: number, end: number, quote: '"' | "'"): Token {
  const sign = quote.charCodeAt(0);
  let at = start + 1;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === sign) {
      // What follows without a blank belongs to the same word.
      return { start, end: endOfWord(text, at + 1, end), quote, closed: true };
    }
    at++;
  }
  return { start, end, quote, closed: false };
}

/** A word in `q` quotes: up to the first closing sign that ends the word, pairs of brackets within it aside. */
function delimitedAt(text: string, start: number, end: number, close: string): Token | undefined {
  const open = text.charAt(start + 1);
  let depth = 0;
  let fallback: Token | undefined;
  for (let at = start + 1; at < end; at++) {
    const sign = text.charAt(at);
    if (sign === open && (open !== close || at === start + 1)) depth++;
    else if (sign === close) {
      depth--;
      const ends = at + 1 === end || isBlank(text.charCodeAt(at + 1));
      if (ends && depth <= 0) return { start, end: at + 1, quote: 'q', closed: true };
      if (ends) fallback ??= { start, end: at + 1, quote: 'q', closed: true };
    }
  }
  return fallback;
}

function endOfWord(text: string, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (isBlank(code)) return at;
    at += code === BACKSLASH && at + 1 < end ? 2 : 1;
  }
  return at;
}

/** Whether a code unit separates words. */
export function isBlank(code: number): boolean {
  return code === BLANK || code === TAB;
}

/** The part of a word that stands between its quotes; all of it where it has none. */
export function contentOf(text: string, { start, end, quote, closed }: Token): Span {
  if (quote === '') return { start, end };
  const from = start + (quote === 'q' ? 2 : 1);
  const last = closed && (quote === 'q' || text.charAt(end - 1) === quote) ? end - 1 : end;
  return { start: Math.min(from, end), end: Math.max(last, Math.min(from, end)) };
}

const ESCAPES: Readonly<Record<string, string>> = { r: '\r', n: '\n', t: '\t' };

/** What a word says: without its quotes, and with its escapes replaced. `q` quotes know no escapes. */
export function wordOf(text: string, token: Token): string {
  const { start, end } = contentOf(text, token);
  const content = text.slice(start, end);
  if (token.quote === 'q' || !content.includes('\\')) return content;
  return content.replace(/\\(.)/gsu, (_, sign: string) => (token.quote === '' ? sign : (ESCAPES[sign] ?? sign)));
}

/**
 * A word as the command line takes it: in double quotes where it has blanks or signs that mean something, unless quotes of another kind are wanted.
 * Source: Citrix, "Quotation Syntax for Advanced Policy Expressions", on what is saved.
 */
export function spelled(word: string, quote: Quote = ''): string {
  if (quote === '' && word !== '' && !/[\s"'\\]|^[-#]|^q[^\w.:-]/u.test(word)) return word;
  const sign = quote === "'" ? "'" : '"';
  const escaped = word.replace(/["'\\\r\n\t]/gu, (each) => {
    if (each === '\r') return '\\r';
    if (each === '\n') return '\\n';
    if (each === '\t') return '\\t';
    return each === '\\' || each === sign ? `\\${each}` : each;
  });
  return `${sign}${escaped}${sign}`;
}
