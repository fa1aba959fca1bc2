import type { Span } from '../../core/span.ts';
import { ArgumentScanner } from './argument-scanner.ts';
import { endsToken, isBlank, isDigit, isQuote } from './characters.ts';
import type { RawCommand } from './raw.ts';
import type { Scanner } from './scanner.ts';
import { scanBareword, scanQuoted, type StringLiteral } from './strings.ts';

/** Whether a command starts here rather than an expression (about_Parsing): at a call operator, or at anything that is no operand. */
export function startsCommand(scanner: Scanner, afterPipe: boolean): boolean {
  const character = scanner.peek();
  if (character === undefined || endsToken(character)) return character === '&' && scanner.peek(1) !== '&';
  if (character === '.') return !isDigit(scanner.peek(1));
  return afterPipe ? !'$@[\'"'.includes(character) : !/[$@['"\d+\-!<>=:*/]/.test(character);
}

/** Reads one command: its name, and its arguments up to whatever ends it. `at` stands at the name or the call operator. */
export function scanCommand(scanner: Scanner, input: Span | 'unknown' | undefined): void {
  const start = scanner.at;
  const operator = scanner.peek() === '&' || (scanner.peek() === '.' && (isBlank(scanner.peek(1)) || '$({\'"'.includes(scanner.peek(1) ?? ' ')));
  if (operator) {
    scanner.at++;
    scanner.skip(false);
  }
  const nameStart = scanner.at;
  const kept: Span[] = [];
  const brokenBefore = scanner.broken;
  scanner.broken = false;
  const name = commandName(scanner, kept, operator ? '&' : '');
  const nameSpan = { start: nameStart, end: scanner.at };
  const command: RawCommand = { start, name, nameSpan, args: [], end: scanner.at, input, broken: false, inString: scanner.stringDepth > 0 };
  scanner.commands.push(command);
  // The grammar sees a word of x for the name, blanks for the arguments, and every bracketed group as it is.
  if (kept.length === 0) scanner.mask(start, scanner.at, 'x');
  const masked = { from: scanner.at };
  new ArgumentScanner(scanner, command, kept).scan();
  for (const group of kept) {
    if (group.end <= masked.from) continue;
    scanner.mask(masked.from, group.start - 1, '\t');
    scanner.mask(Math.max(group.start - 1, masked.from), group.start, ' ');
    masked.from = group.end;
  }
  scanner.mask(masked.from, scanner.at, '\t');
  command.broken ||= scanner.broken;
  scanner.broken ||= brokenBefore;
}

function commandName(scanner: Scanner, kept: Span[], owner: string): string | undefined {
  const { text, at: start } = scanner;
  if (isQuote(text[start])) {
    const literal = scanQuoted(scanner);
    scanner.strings.push(literal);
    return plainText(text, literal);
  }
  if (text[start] === '(' || text[start] === '{') {
    if (text[start] === '{') scanner.blockOwners.set(start, owner);
    scanner.group(1, 'statements');
    kept.push({ start, end: scanner.at });
    return undefined;
  }
  const literal = scanBareword(scanner);
  return literal.span.end > start ? plainText(text, literal) : undefined;
}

/** Behind a folder that only the running script knows: which script is meant is known all the same. */
const SCRIPT = /^[^$`]*[\\/][\w-]+\.ps1$/i;

function plainText(text: string, literal: StringLiteral): string | undefined {
  let value = '';
  for (const part of literal.parts) {
    if (part.kind === 'text') value += text.slice(part.span.start, part.span.end);
    else if (part.kind === 'escape') value += part.value;
    else if (part.kind === 'variable' && SCRIPT.test(text.slice(part.span.end, literal.inner.end))) value += text.slice(part.span.start, part.span.end);
    else return undefined;
  }
  return value;
}
