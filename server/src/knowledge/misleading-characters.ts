/**
 * What a character does that cannot be seen, or is taken for another one:
 * - `order`: it changes the order in which what follows is shown, up to its end or the end of the line
 * - `mark`: a direction for the characters beside it, which right-to-left text needs
 * - `joiner`: it joins or parts letters and emoji where a script has it so
 * - `space`: a place for a line break, which some scripts have between words
 * - `tag`: a letter of the end of an emoji flag
 * - `invisible`: it has no use in any text that is read here
 * - `blank`: it looks like a blank
 * - `nul`, `half`: no text has it
 */
export type MisleadingKind = 'order' | 'mark' | 'joiner' | 'space' | 'tag' | 'invisible' | 'blank' | 'nul' | 'half';

export interface MisleadingCharacter {
  readonly kind: MisleadingKind;
  /** With its number, as the Unicode standard names it: `U+200B ZERO WIDTH SPACE`. */
  readonly name: string;
}

const NAMED: Readonly<Record<number, readonly [kind: MisleadingKind, name: string]>> = {
  0x0000: ['nul', 'NULL'],
  0x00a0: ['blank', 'NO-BREAK SPACE'],
  0x00ad: ['invisible', 'SOFT HYPHEN'],
  0x061c: ['mark', 'ARABIC LETTER MARK'],
  0x200b: ['space', 'ZERO WIDTH SPACE'],
  0x200c: ['joiner', 'ZERO WIDTH NON-JOINER'],
  0x200d: ['joiner', 'ZERO WIDTH JOINER'],
  0x200e: ['mark', 'LEFT-TO-RIGHT MARK'],
  0x200f: ['mark', 'RIGHT-TO-LEFT MARK'],
  0x202a: ['order', 'LEFT-TO-RIGHT EMBEDDING'],
  0x202b: ['order', 'RIGHT-TO-LEFT EMBEDDING'],
  0x202c: ['order', 'POP DIRECTIONAL FORMATTING'],
  0x202d: ['order', 'LEFT-TO-RIGHT OVERRIDE'],
  0x202e: ['order', 'RIGHT-TO-LEFT OVERRIDE'],
  0x202f: ['blank', 'NARROW NO-BREAK SPACE'],
  0x2060: ['invisible', 'WORD JOINER'],
  0x2061: ['invisible', 'FUNCTION APPLICATION'],
  0x2062: ['invisible', 'INVISIBLE TIMES'],
  0x2063: ['invisible', 'INVISIBLE SEPARATOR'],
  0x2064: ['invisible', 'INVISIBLE PLUS'],
  0x2066: ['order', 'LEFT-TO-RIGHT ISOLATE'],
  0x2067: ['order', 'RIGHT-TO-LEFT ISOLATE'],
  0x2068: ['order', 'FIRST STRONG ISOLATE'],
  0x2069: ['order', 'POP DIRECTIONAL ISOLATE'],
  0xfeff: ['invisible', 'ZERO WIDTH NO-BREAK SPACE, the byte order mark'],
  0xe0001: ['tag', 'LANGUAGE TAG'],
  0xe007f: ['tag', 'CANCEL TAG'],
};

/** A character that may mislead, by its code point; `undefined` for all others. */
export function misleadingCharacter(code: number): MisleadingCharacter | undefined {
  const number = `U+${hexadecimal(code)}`;
  const named = NAMED[code];
  if (named) return { kind: named[0], name: `${number} ${named[1]}` };
  if (code >= 0xd800 && code <= 0xdfff) return { kind: 'half', name: `${number}, a lone surrogate,` };
  return code >= 0xe0020 && code <= 0xe007e
    ? { kind: 'tag', name: `${number}, the tag character of ${JSON.stringify(String.fromCharCode(code - 0xe0000))},` }
    : undefined;
}

/** Every one of them. */
export const MISLEADING = /[\0\u00a0\u00ad\u061c\u200b-\u200f\u202a-\u202f\u2060-\u2064\u2066-\u2069\ufeff\u{e0001}\u{e0020}-\u{e007f}\p{Cs}]/gu;

/** A text with their numbers in their places, for showing what cannot be seen. */
export function withoutMisleading(text: string): string {
  return text.replace(MISLEADING, (character) => `⟨U+${hexadecimal(character.codePointAt(0) ?? 0)}⟩`);
}

function hexadecimal(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, '0');
}
