import { endsToken, isNewline } from './characters.ts';
import type { Scanner } from './scanner.ts';

/** Reads the rest of a keyword's statement; returns whether a further statement belongs to it. `start` is the keyword's offset. */
type Reader = (scanner: Scanner, start: number) => boolean;

/** Words that start a statement of their own (about_Language_Keywords); the value says how the rest of it is read. */
const KEYWORDS: ReadonlyMap<string, (scanner: Scanner, start: number) => boolean> = new Map<string, Reader>([
  ...['if', 'elseif', 'else', 'while', 'until', 'do', 'for', 'foreach', 'try', 'catch', 'finally', 'trap', 'data'].map((word) => [word, block] as const),
  ...['function', 'filter', 'workflow', 'configuration'].map((word) => [word, functionStatement] as const),
  ...['class', 'enum'].map((word) => [word, typeStatement] as const),
  ...['return', 'throw', 'exit'].map((word) => [word, flow] as const),
  ['switch', switchStatement],
  ['param', param],
  ['break', skipLine],
  ['continue', skipLine],
  ['using', using],
]);

/** Words that are keywords only when a brace follows. */
const BLOCK_NAMES: ReadonlySet<string> = new Set(['begin', 'process', 'end', 'clean', 'dynamicparam', 'parallel', 'sequence', 'inlinescript']);

/** The keyword that starts here, in lower case. `foreach-object` and `if.exe` are commands. */
export function keywordAt(scanner: Scanner): string | undefined {
  const match = /^[a-zA-Z]+/.exec(scanner.text.slice(scanner.at, scanner.at + 16));
  if (match === null || !endsToken(scanner.peek(match[0].length))) return undefined;
  const word = match[0].toLowerCase();
  if (KEYWORDS.has(word)) return word;
  return BLOCK_NAMES.has(word) && /^\s*\{/.test(scanner.text.slice(scanner.at + word.length, scanner.at + word.length + 500)) ? word : undefined;
}

/** Reads the statement of the keyword that `keywordAt` found. Returns true when a statement that belongs to it follows, as behind `return`. */
export function scanKeywordStatement(scanner: Scanner): boolean {
  const start = scanner.at;
  const word = keywordAt(scanner) ?? '';
  scanner.at += word.length;
  return (KEYWORDS.get(word) ?? block)(scanner, start);
}

/** `if ( … ) { … }` and its like: what may stand before the block is a condition, exception types or, on the same line, a name. */
function block(scanner: Scanner): boolean {
  let condition = false;
  for (;;) {
    const line = scanner.at;
    scanner.skip(true);
    const character = scanner.peek();
    if (character === '{') {
      scanner.group(1, 'statements');
      return false;
    }
    const sameLine = !/[\r\n]/.test(scanner.text.slice(line, scanner.at));
    if (condition || character === undefined) return false;
    if (character === '(') {
      condition = true;
      scanner.group(1, 'statements');
    } else if (character === '[' || character === ',' || (sameLine && /[\w-]/.test(character))) scanner.token();
    else return false;
  }
}

function switchStatement(scanner: Scanner): boolean {
  while (!scanner.atEnd() && scanner.peek() !== '(' && scanner.peek() !== '{') {
    scanner.skip(true);
    if (scanner.peek() !== '(' && scanner.peek() !== '{') scanner.token();
  }
  if (scanner.peek() === '(') scanner.group(1, 'statements');
  scanner.skip(true);
  if (scanner.peek() === '{') scanner.group(1, 'clauses');
  return false;
}

function functionStatement(scanner: Scanner, start: number): boolean {
  scanner.skip(false);
  const nameStart = scanner.at;
  while (!endsToken(scanner.peek())) scanner.at++;
  const nameSpan = { start: nameStart, end: scanner.at };
  const at = scanner.functions.push({ name: scanner.text.slice(nameStart, scanner.at), nameSpan, span: nameSpan }) - 1;
  scanner.skip(true);
  if (scanner.peek() === '(') scanner.group(1, 'list');
  scanner.skip(true);
  if (scanner.peek() === '{') scanner.group(1, 'statements');
  const found = scanner.functions[at];
  if (found !== undefined) scanner.functions[at] = { ...found, span: { start, end: Math.max(scanner.at, nameSpan.end) } };
  return false;
}

function typeStatement(scanner: Scanner): boolean {
  while (!scanner.atEnd() && scanner.peek() !== '{') scanner.at++;
  scanner.skip(true);
  if (scanner.peek() === '{') scanner.group(1, 'members');
  return false;
}

function param(scanner: Scanner): boolean {
  scanner.skip(true);
  if (scanner.peek() !== '(') return false;
  scanner.group(1, 'list');
  scanner.breakLine();
  return false;
}

function flow(scanner: Scanner): boolean {
  scanner.skip(false);
  return !scanner.atEnd();
}

function skipLine(scanner: Scanner): boolean {
  while (!scanner.atEnd()) scanner.at++;
  return false;
}

/** The grammar knows no `using` statement. */
function using(scanner: Scanner, start: number): boolean {
  while (scanner.peek() !== undefined && !isNewline(scanner.peek()) && scanner.peek() !== ';') scanner.at++;
  scanner.mask(start, scanner.at, '\t');
  return false;
}
