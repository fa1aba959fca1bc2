import { endOfLine } from '../../core/lines.ts';
import { textOf, touches, type Span } from '../../core/span.ts';
import type { Word } from './words.ts';

/** An argument of `reg.exe` that is being typed, or is to stand at the cursor. */
export interface RegPlace {
  readonly part: 'key' | 'name' | 'type' | 'data';
  /** What there is of it, between its quotes. */
  readonly replace: Span;
  /** What it has of quotes: those on both sides, one without an end, or none. */
  readonly quotes: 'both' | 'none' | { readonly begun: string };
  /** The key that is stated, as written. */
  readonly key?: string;
  /** The name of the value that is stated. */
  readonly name?: string;
}

const PARTS: Readonly<Record<string, RegPlace['part'] | undefined>> = { v: 'name', t: 'type', d: 'data' };
const OPTION = /^[/-](v|ve|va|t|s|d|f|reg:(?:32|64))$/i;
/** A blank with the next option behind it, or the end of the line: there a quote must have been forgotten. */
const QUOTE_ENDS = /(?<![ \t])[ \t]+[/-](?:ve?|va|[tsdf])(?![^ \t\r\n])|\r|\n|$/i;
const PLAIN_WORD = /"([^"\r\n]*)"|'([^'\r\n]*)'|[^ \t\r\n]+/g;

/**
 * Which argument of `reg.exe` an offset is in, however much of the command is there; `undefined` where nothing of a value or a key can stand.
 * @param words all of them, from the verb on
 */
export function regPlaceAt(words: readonly Word[], offset: number, text: string): RegPlace | undefined {
  const mended = mend(words, text);
  const { list, index } = withCursor(mended.words, offset);
  const word = list[index];
  const verb = list[0]?.text?.toLowerCase();
  if (!word || index === 0 || (verb !== 'add' && verb !== 'delete')) return undefined;
  // What a variable gives stands elsewhere, and beside a quote nothing can.
  if (!word.editable || !touches(word.inner, offset) || word.text?.startsWith('/')) return undefined;
  const options = readOptions(list);
  const part = index === 1 ? 'key' : options.find(({ value }) => value === index)?.part;
  if (!part) return undefined;
  const key = index === 1 ? undefined : list[1]?.text;
  const nameAt = options.find((option) => option.part === 'name')?.value;
  const name = part === 'name' || nameAt === undefined ? undefined : list[nameAt]?.text;
  const quotes = mended.broken.get(word) ?? (word.quote === 'none' ? 'none' : 'both');
  return { part, replace: word.inner, quotes, ...(key !== undefined && { key }), ...(name !== undefined && { name }) };
}

/** The options with the places of their values. One that follows instead of a value has none. */
function readOptions(list: readonly Word[]): { readonly part: RegPlace['part'] | undefined; readonly value: number }[] {
  const found: { part: RegPlace['part'] | undefined; value: number }[] = [];
  for (let at = 2; at < list.length; at++) {
    const option = OPTION.exec(list[at]?.text ?? '')?.[1]?.toLowerCase();
    const takes = option !== undefined && /^[vtsd]$/.test(option);
    if (!takes || OPTION.test(list[at + 1]?.text ?? '')) continue;
    found.push({ part: PARTS[option], value: ++at });
  }
  return found;
}

/** The words with an empty one at the cursor, where that is in none. */
function withCursor(words: readonly Word[], offset: number): { readonly list: readonly Word[]; readonly index: number } {
  const at = words.findIndex(({ span }) => touches(span, offset));
  if (at >= 0) return { list: words, index: at };
  const index = words.findIndex(({ span }) => span.start > offset);
  const before = index < 0 ? words.length : index;
  const here = { start: offset, end: offset };
  const empty: Word = { text: '', span: here, inner: here, quote: 'none', editable: true };
  return { list: [...words.slice(0, before), empty, ...words.slice(before)], index: before };
}

/** The words as they were meant where a quote has no end yet: it takes in what follows, perhaps many lines. */
function mend(words: readonly Word[], text: string): { readonly words: readonly Word[]; readonly broken: ReadonlyMap<Word, { readonly begun: string }> } {
  const index = words.findIndex((word) => isBroken(word, text));
  const word = words[index];
  if (!word) return { words, broken: new Map() };
  const { start } = word.span;
  const begun = text[start] ?? '';
  const line = text.slice(start + 1, endOfLine(text, start));
  const end = start + 1 + (QUOTE_ENDS.exec(line)?.index ?? line.length);
  // A backslash at the end of a key that is being typed takes the meaning from the quote behind it.
  const isClosed = end > start + 1 && text[end - 1] === begun;
  const inner = { start: start + 1, end: isClosed ? end - 1 : end };
  const mended: Word = { text: textOf(text, inner), span: { start, end }, inner, quote: isClosed ? 'double' : 'none', editable: true };
  const rest = [...text.slice(end, start + 1 + line.length).matchAll(PLAIN_WORD)].map((match) => plainWord(match, end));
  return { words: [...words.slice(0, index), mended, ...rest], broken: new Map(isClosed ? [] : [[mended, { begun }]]) };
}

function isBroken({ span }: Word, text: string): boolean {
  const written = text.slice(span.start, Math.min(span.end, span.start + 2000));
  const [quote = ''] = written;
  if (quote !== '"' && quote !== "'") return false;
  const end = QUOTE_ENDS.exec(written)?.index ?? written.length;
  return end < written.length || written.length === 1 || !written.endsWith(quote) || written.endsWith('\\"');
}

function plainWord(match: RegExpMatchArray, from: number): Word {
  const [written, double, single] = match;
  const start = from + (match.index ?? 0);
  const span = { start, end: start + written.length };
  const quoted = double ?? single;
  const inner = quoted === undefined ? span : { start: start + 1, end: span.end - 1 };
  return { text: quoted ?? written, span, inner, quote: double !== undefined ? 'double' : single !== undefined ? 'single' : 'none', editable: true };
}
