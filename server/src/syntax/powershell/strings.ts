import type { Span } from '../../core/span.ts';
import { endsToken, isNewline, newlineLength, variableEnd } from './characters.ts';

/** A piece of a string: copied text, an escape and what it stands for, or something that only the running script knows. */
export type StringPart =
  | { readonly kind: 'text'; readonly span: Span }
  | { readonly kind: 'escape'; readonly span: Span; readonly value: string }
  | { readonly kind: 'variable' | 'subexpression'; readonly span: Span };

/** A string as it is written; `parts` cover `inner` (the whole span for a bareword, embedded quotes left out). */
export interface StringLiteral {
  readonly quote: 'none' | 'single' | 'double' | 'here';
  readonly span: Span;
  readonly inner: Span;
  readonly parts: readonly StringPart[];
  /** Whether variables and escapes mean something in it. */
  readonly expandable: boolean;
  /** False when the text ends before the string does. */
  readonly closed: boolean;
}

/** What reading a string needs of the scanner: the text, the place, and a way to read the statements of `$( … )`. */
export interface StringSource {
  readonly text: string;
  at: number;
  /** Reads `$( … )`; `at` stands at its dollar sign and ends after it. */
  subexpression(): void;
}

const ESCAPES: Readonly<Record<string, string>> = { '0': '\0', a: '\x07', b: '\b', e: '\x1b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** Collects parts; adjoining characters become one text part. */
class Parts {
  readonly list: StringPart[] = [];
  #start = -1;
  #end = -1;

  text(start: number, end: number): void {
    if (this.#start >= 0 && this.#end !== start) this.flush();
    if (this.#start < 0) this.#start = start;
    this.#end = end;
  }

  add(part: StringPart): void {
    this.flush();
    this.list.push(part);
  }

  flush(): void {
    if (this.#start >= 0 && this.#end > this.#start) this.list.push({ kind: 'text', span: { start: this.#start, end: this.#end } });
    this.#start = -1;
  }
}

/** Reads a backtick sequence (about_Special_Characters); an unknown one stands for its second character. */
function escape(source: StringSource, parts: Parts): void {
  const { text, at: start } = source;
  const unicode = /^`u\{([0-9a-fA-F]{1,6})\}/.exec(text.slice(start, start + 10));
  const code = unicode === null ? undefined : Number.parseInt(unicode[1] ?? '', 16);
  if (unicode !== null && code !== undefined && code <= 0x10ffff) {
    source.at = start + unicode[0].length;
    parts.add({ kind: 'escape', span: { start, end: source.at }, value: String.fromCodePoint(code) });
    return;
  }
  const escaped = text[start + 1] ?? '';
  source.at = Math.min(start + 2, text.length);
  parts.add({ kind: 'escape', span: { start, end: source.at }, value: ESCAPES[escaped] ?? escaped });
}

/** Reads a variable or `$( … )` at a dollar sign; a dollar sign of its own is text. */
function dollar(source: StringSource, parts: Parts): void {
  const start = source.at;
  if (source.text[start + 1] === '(') {
    source.subexpression();
    parts.add({ kind: 'subexpression', span: { start, end: source.at } });
    return;
  }
  const end = variableEnd(source.text, start);
  source.at = end ?? start + 1;
  if (end === undefined) parts.text(start, start + 1);
  else parts.add({ kind: 'variable', span: { start, end } });
}

/** Reads the characters of an expandable or verbatim string until its closing quote; leaves `at` after that quote. */
function quoted(source: StringSource, parts: Parts, quote: string): boolean {
  const { text } = source;
  while (source.at < text.length) {
    const character = text[source.at];
    if (character === quote) {
      if (text[source.at + 1] !== quote) {
        source.at++;
        return true;
      }
      // A doubled quote stands for one: PowerShell keeps the second, which matters when the two are different typographic ones.
      const start = source.at;
      source.at += 2;
      parts.add({ kind: 'escape', span: { start, end: start + 2 }, value: quote });
    } else if (quote === '"' && character === '`') escape(source, parts);
    else if (quote === '"' && character === '$') dollar(source, parts);
    else {
      parts.text(source.at, source.at + 1);
      source.at++;
    }
  }
  return false;
}

/** Reads the string that starts at `at` with a quote. */
export function scanQuoted(source: StringSource): StringLiteral {
  const start = source.at;
  const quote = source.text[start] ?? '';
  const parts = new Parts();
  source.at++;
  const closed = quoted(source, parts, quote);
  parts.flush();
  const span = { start, end: source.at };
  const inner = { start: start + 1, end: closed ? source.at - 1 : source.at };
  return { quote: quote === '"' ? 'double' : 'single', span, inner, parts: parts.list, expandable: quote === '"', closed };
}

/** Whether a here-string starts at `at`: `@'` or `@"`, then nothing but blanks on the line. */
export function startsHereString(text: string, at: number): boolean {
  return text[at] === '@' && /^@['"][ \t]*[\r\n]/.test(text.slice(at, at + 200));
}

/** Reads the here-string that starts at `at`. It ends at a closing quote and `@` that stand first on a line; that line's break is not part of it. */
export function scanHereString(source: StringSource): StringLiteral {
  const { text } = source;
  const start = source.at;
  const quote = text[start + 1] ?? '';
  const parts = new Parts();
  source.at += 2;
  while (source.at < text.length && !isNewline(text[source.at])) source.at++;
  source.at += newlineLength(text, source.at);
  const innerStart = source.at;
  let lineStart = true;
  let innerEnd = innerStart;
  let closed = false;
  while (source.at < text.length) {
    if (lineStart && text[source.at] === quote && text[source.at + 1] === '@') {
      source.at += 2;
      closed = true;
      break;
    }
    const newline = newlineLength(text, source.at);
    innerEnd = source.at;
    if (newline > 0) {
      parts.text(source.at, source.at + newline);
      source.at += newline;
    } else if (quote === '"' && text[source.at] === '`') escape(source, parts);
    else if (quote === '"' && text[source.at] === '$') dollar(source, parts);
    else {
      parts.text(source.at, source.at + 1);
      source.at++;
    }
    lineStart = newline > 0;
  }
  if (!closed) innerEnd = source.at;
  parts.flush();
  const inner = { start: innerStart, end: innerEnd };
  return { quote: 'here', span: { start, end: source.at }, inner, parts: clipped(parts.list, innerEnd), expandable: quote === '"', closed };
}

/** The parts up to `end`: the line break before the closing quote belongs to no value. */
function clipped(parts: readonly StringPart[], end: number): StringPart[] {
  const last = parts.at(-1);
  if (last?.kind !== 'text' || last.span.end <= end) return [...parts];
  const rest = parts.slice(0, -1);
  return last.span.start < end ? [...rest, { kind: 'text', span: { start: last.span.start, end } }] : rest;
}

/** Reads an unquoted argument or command name: up to the next character that ends a token, quoted stretches within it included. */
export function scanBareword(source: StringSource): StringLiteral {
  const { text } = source;
  const start = source.at;
  const parts = new Parts();
  let closed = true;
  while (!endsToken(text[source.at])) {
    const character = text[source.at];
    if (character === '`') {
      // A backtick before a line end continues the line: it ends this argument.
      if (newlineLength(text, source.at + 1) > 0 || source.at + 1 >= text.length) break;
      escape(source, parts);
    } else if (character === '$') dollar(source, parts);
    else if (character === '"' || character === "'") {
      source.at++;
      closed = quoted(source, parts, character);
    } else {
      parts.text(source.at, source.at + 1);
      source.at++;
    }
  }
  parts.flush();
  const span = { start, end: source.at };
  return { quote: 'none', span, inner: span, parts: parts.list, expandable: true, closed };
}

/** The value of a string whose parts are all known, else the known text before the first part that is not. */
export function literalText(
  original: string,
  literal: StringLiteral,
  resolve: (part: StringPart) => string | undefined,
): { readonly text: string; readonly complete: boolean } {
  let value = '';
  for (const part of literal.parts) {
    if (part.kind === 'text') value += original.slice(part.span.start, part.span.end);
    else if (part.kind === 'escape') value += valueOfPart(original, part);
    else {
      const known = resolve(part);
      if (known === undefined) return { text: value, complete: false };
      value += known;
    }
  }
  return { text: value, complete: true };
}

/** What an escape stands for. Of two quotes PowerShell keeps the second, which may be a typographic one. */
export function valueOfPart(original: string, part: Extract<StringPart, { kind: 'escape' }>): string {
  return isQuoteEscape(part) ? original.slice(part.span.end - 1, part.span.end) : part.value;
}

function isQuoteEscape(part: { readonly span: Span; readonly value: string }): boolean {
  return (part.value === '"' || part.value === "'") && part.span.end - part.span.start === 2;
}
