import { DOUBLE_QUOTE, EQUALS, GREATER, isBlank, isForeignBlank, isNameChar, isNameStart, LESS, SINGLE_QUOTE, SLASH } from './characters.ts';
import type { Source } from './source.ts';

/** Where the name at `start` ends: at white space or at a character with a meaning in tags, whatever else it contains. */
export function endOfName(text: string, start: number): number {
  let end = start;
  while (end < text.length && !endsName(text.charCodeAt(end))) end++;
  return end;
}

/** Where the name at `start` ends, or -1 when it contains what no name may contain. */
export function endOfSoundName(text: string, start: number): number {
  if (!isNameStart(text.charCodeAt(start))) return -1;
  let end = start + 1;
  while (isNameChar(text.charCodeAt(end))) end++;
  return end === text.length || endsName(text.charCodeAt(end)) ? end : -1;
}

/** Reports the name at `start`, which is no sound one, and returns where it ends. */
export function reportName(source: Source, start: number): number {
  const { text, problems } = source;
  const end = endOfName(text, start);
  let wrong = start;
  if (isNameStart(text.charCodeAt(wrong)))
    do wrong++;
    while (isNameChar(text.charCodeAt(wrong)));
  problems.add('name-invalid', start, end, `A name may not contain ${describe(text, wrong)} at this place.`);
  return end;
}

function endsName(code: number): boolean {
  return (
    isBlank(code) ||
    code === GREATER ||
    code === SLASH ||
    code === LESS ||
    code === EQUALS ||
    code === DOUBLE_QUOTE ||
    code === SINGLE_QUOTE ||
    isForeignBlank(code)
  );
}

/** The character at `at`, by its code point where it cannot be told from others by looking at it. */
function describe(text: string, at: number): string {
  const codePoint = text.codePointAt(at) ?? 0;
  const visible = codePoint > 0x20 && codePoint < 0x7f;
  return visible ? `'${String.fromCodePoint(codePoint)}'` : `the character U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}
