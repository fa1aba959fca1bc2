/**
 * Character classes of PowerShell's own tokenizer (PowerShell/PowerShell, engine/parser/CharTraits.cs): which characters
 * it takes for quotes, dashes and blanks, and which end a token. Text pasted from a web page runs there as it stands.
 */

const SINGLE_QUOTES = '\u2018-\u201b';
const DOUBLE_QUOTES = '\u201c-\u201e';
const DASHES = '\u2013-\u2015';
/** No-break space, next line, and every Unicode separator above U+0100: the line and paragraph separator are blanks too. */
const BLANKS = '\u000b\u000c\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000';

const TYPOGRAPHIC = new RegExp(`[${SINGLE_QUOTES}${DOUBLE_QUOTES}${DASHES}${BLANKS}]`, 'gu');

/**
 * The text with every character that PowerShell treats as a quote, dash or blank replaced by the plain one. The length
 * stays the same, so offsets into the result are offsets into the text; values are read from the text as it was written.
 */
export function normalised(text: string): string {
  return text.replace(TYPOGRAPHIC, (character) => {
    if (character >= '\u2018' && character <= '\u201b') return "'";
    if (character >= '\u201c' && character <= '\u201e') return '"';
    if (character >= '\u2013' && character <= '\u2015') return '-';
    return ' ';
  });
}

/** A blank of normalised text; line ends are none. */
export function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

export function isNewline(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}

export function isQuote(character: string | undefined): boolean {
  return character === "'" || character === '"';
}

export function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}

/** Whether the character can stand in a name: a letter or digit of any script, or an underscore. */
export function isNameCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{Nd}_]/u.test(character);
}

/** Whether the character, or the end of the text, ends an unquoted argument. */
export function endsToken(character: string | undefined): boolean {
  return character === undefined || '\t\n\r &(),;{|}\0'.includes(character);
}

/** The length of a line end at `at`: 2 for CR LF, 1 for one of them, 0 where there is none. */
export function newlineLength(text: string, at: number): number {
  if (text[at] === '\r') return text[at + 1] === '\n' ? 2 : 1;
  return text[at] === '\n' ? 1 : 0;
}

const VARIABLE = /\$(?:\{[^}]*\}|(?:[\p{L}\p{Nd}_]+:(?!:))?[\p{L}\p{Nd}_?]+|[$^])/uy;

/** The end of the variable that starts at `at` (`$name`, `$scope:name`, `${any text}`), or `undefined` when none does. */
export function variableEnd(text: string, at: number): number | undefined {
  VARIABLE.lastIndex = at;
  return VARIABLE.test(text) ? VARIABLE.lastIndex : undefined;
}
