import { isDigit, isNameCharacter, isQuote, variableEnd } from './characters.ts';
import type { Scanner } from './scanner.ts';
import { scanHereString, scanQuoted, startsHereString } from './strings.ts';

/** Reads one piece of an expression: a bracketed group, a string, a name, a number, or a single character of anything else. */
export function scanToken(scanner: Scanner): void {
  const character = scanner.peek();
  const next = scanner.peek(1);
  if (isQuote(character) || startsHereString(scanner.text, scanner.at)) string(scanner);
  else if ((character === '$' || character === '@') && next === '(') scanner.group(2, 'statements');
  else if (character === '@' && next === '{') scanner.group(2, 'members');
  else if (character === '$') variable(scanner);
  else if (character === '{') scanner.group(1, 'statements');
  else if (character === '(') scanner.group(1, followsName(scanner) ? 'list' : 'statements');
  else if (character === '[') scanner.group(1, 'list');
  else if (isDigit(character)) number(scanner);
  else if (isNameCharacter(character)) word(scanner);
  else scanner.at++;
}

/** Reads a comment: `# …` to the end of the line, or `<# … #>`. */
export function scanComment(scanner: Scanner): void {
  const { text, at: start } = scanner;
  const closing = text[start] === '<' ? '#>' : /[\r\n]/.exec(text.slice(start))?.[0];
  const end = closing === undefined ? -1 : text.indexOf(closing, start + (closing === '#>' ? 2 : 1));
  scanner.at = end < 0 ? text.length : end + (closing === '#>' ? 2 : 0);
  scanner.comments.push({ start, end: scanner.at });
  scanner.mask(start, scanner.at, '\t');
}

function string(scanner: Scanner): void {
  const literal = isQuote(scanner.peek()) ? scanQuoted(scanner) : scanHereString(scanner);
  scanner.strings.push(literal);
  if (!literal.closed) scanner.broken = true;
  const length = literal.span.end - literal.span.start;
  scanner.mask(literal.span.start, literal.span.end, length < 2 ? '0' : `'${'x'.repeat(length - 2)}'`);
}

/** The grammar knows ASCII letters in names only. */
function variable(scanner: Scanner): void {
  const start = scanner.at;
  scanner.at = variableEnd(scanner.text, start) ?? start + 1;
  scanner.mask(start + 1, scanner.at, 'x');
}

/** The grammar knows the suffixes of numbers in one letter case only. */
function number(scanner: Scanner): void {
  const start = scanner.at;
  const match = /^(?:0[xX][\da-fA-F]+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)[a-zA-Z]*/.exec(scanner.text.slice(start, start + 64));
  scanner.at += match?.[0].length ?? 1;
  scanner.mask(start, scanner.at, '0');
}

/** A member's name may be a word that means something to the grammar. */
function word(scanner: Scanner): void {
  const { text, at: start } = scanner;
  while (isNameCharacter(scanner.peek())) scanner.at++;
  if (text[start - 1] === '.' || text.slice(start - 2, start) === '::') scanner.mask(start, scanner.at, 'x');
}

/** Whether the character before is the end of a name or string: then a parenthesis opens a call's arguments. */
function followsName(scanner: Scanner): boolean {
  const before = scanner.text[scanner.at - 1];
  return isNameCharacter(before) || isQuote(before);
}
