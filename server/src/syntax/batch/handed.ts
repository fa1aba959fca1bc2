import type { Character } from './characters.ts';

/** Switches that may stand before the one behind which the command follows, and change nothing about how it is read. */
const SWITCH = /^\/[acdkqrsu]$/i;
const LAST = /^\/[ckr]$/i;
/** What cmd would give another meaning once more: a variable, an escape, the end of a line. */
const READ_AGAIN = /[%^\r\n]/;

/**
 * The line that `cmd` is given to run behind `/c` or `/k`, as it reads it: without the quotes around the whole.
 * `undefined` where there is none, or a character of it is not certain.
 * @param words what follows the name of the program
 * Source: Microsoft, cmd.
 */
export function lineForCmd(words: readonly Character[]): readonly Character[] | undefined {
  let at = 0;
  for (;;) {
    while (isBlank(words[at])) at++;
    const start = at;
    while (at < words.length && !isBlank(words[at]) && words[at]?.c !== '"') at++;
    const word = words
      .slice(start, at)
      .map(({ c }) => c)
      .join('');
    if (!SWITCH.test(word)) return undefined;
    if (LAST.test(word)) break;
  }
  const line = unquoted(words.slice(at));
  if (!line || line.some(({ c }) => c === '' || READ_AGAIN.test(c))) return undefined;
  let quoted = false;
  return line.map((character) => {
    const read = { ...character, plain: true, quoted };
    if (character.c === '"') quoted = !quoted;
    return read;
  });
}

/** A line without the first and the last quote, where it begins with one; `undefined` where both may be the name of a program with blanks. */
function unquoted(line: readonly Character[]): readonly Character[] | undefined {
  const first = line.findIndex((character) => !isBlank(character));
  if (line[first]?.c !== '"') return line.slice(Math.max(0, first));
  const last = line.findLastIndex(({ c }) => c === '"');
  if (last === first) return undefined;
  const between = line.slice(first + 1, last);
  const isName = !between.some(({ c }) => c === '"') && /\.(?:exe|com|bat|cmd)$/i.test(between.map(({ c }) => c).join(''));
  return isName ? undefined : [...between, ...line.slice(last + 1)];
}

function isBlank(character: Character | undefined): boolean {
  return character !== undefined && (character.c === ' ' || character.c === '\t');
}
