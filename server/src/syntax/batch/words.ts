import type { Word } from '../reg-exe/words.ts';
import type { Character } from './characters.ts';

/**
 * The arguments in a stretch of a line, as a program is given them: blanks separate, quotes keep together, and a backslash keeps a
 * quote from being one. Source: Microsoft, "Parsing C command-line arguments".
 */
export function wordsOf(characters: readonly Character[], text: string): Word[] {
  const words: Word[] = [];
  let at = 0;
  while (at < characters.length) {
    if (isBlank(characters[at])) at++;
    else {
      const end = endOfWord(characters, at);
      const word = wordOf(characters.slice(at, end), text);
      if (word) words.push(word);
      at = end;
    }
  }
  return words;
}

export function isBlank(character: Character | undefined): boolean {
  return character !== undefined && (character.c === ' ' || character.c === '\t');
}

function endOfWord(characters: readonly Character[], start: number): number {
  let quoted = false;
  let at = start;
  for (; at < characters.length; at++) {
    if (!quoted && isBlank(characters[at])) break;
    if (characters[at]?.c === '"' && backslashesBefore(characters, start, at) % 2 === 0) quoted = !quoted;
  }
  return at;
}

function backslashesBefore(characters: readonly Character[], start: number, at: number): number {
  let count = 0;
  while (at - count > start && characters[at - count - 1]?.c === '\\') count++;
  return count;
}

function wordOf(characters: readonly Character[], text: string): Word | undefined {
  const [first] = characters;
  const last = characters.at(-1);
  if (!first || !last) return undefined;
  const span = { start: first.start, end: last.end };
  const value = valueOf(characters);
  const quotes = characters.filter(({ c }) => c === '"').length;
  const isQuoted = quotes === 2 && characters.length > 1 && first.c === '"' && last.c === '"';
  const inner = isQuoted ? { start: first.end, end: last.start } : span;
  return { text: value, span, inner, quote: isQuoted ? 'double' : 'none', editable: value !== undefined && text.slice(inner.start, inner.end) === value };
}

/** What the program gets; `undefined` where something is not known. */
function valueOf(characters: readonly Character[]): string | undefined {
  let written = '';
  for (const { c } of characters) {
    if (c === '') return undefined;
    written += c;
  }
  return written.includes('"') ? withoutQuotes(written) : written;
}

/** A text without the quotes that mean something: a backslash before one makes it a character like any other. */
function withoutQuotes(written: string): string {
  let value = '';
  let backslashes = 0;
  for (const c of written.split('')) {
    if (c === '\\') {
      backslashes++;
      continue;
    }
    if (c === '"') {
      value += '\\'.repeat(Math.floor(backslashes / 2));
      if (backslashes % 2 === 1) value += '"';
    } else value += '\\'.repeat(backslashes) + c;
    backslashes = 0;
  }
  return value + '\\'.repeat(backslashes);
}
