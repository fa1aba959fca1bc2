import type { TooDeepAt } from '../../core/nesting.ts';
import type { Span } from '../../core/span.ts';
import { scanCommand, startsCommand } from './command-scanner.ts';
import { isBlank, isNewline, newlineLength } from './characters.ts';
import { scanComment, scanToken } from './expression-scanner.ts';
import { scanKeywordStatement, keywordAt } from './keyword-scanner.ts';
import type { Mask, RawCommand, RawFunction } from './raw.ts';
import type { StringLiteral, StringSource } from './strings.ts';

/**
 * What stands in a pair of brackets: statements; a list in which words are no commands (method arguments, attributes,
 * param blocks, indexes); members, where a statement follows `=` (hashtables, classes, enums); clauses of a switch.
 */
export type Contents = 'statements' | 'list' | 'members' | 'clauses';

/** Deeper nesting than this is no script anyone wrote; the rest of the text is left unread rather than the stack used up. */
const MAX_DEPTH = 120;

/** A value not typed yet, with the next entry of the hashtable on the line below. */
const NEXT_ENTRY = /^[ \t]*\r?\n\s*[\w'"-]+[ \t]*=/;

/**
 * Walks a script once, from left to right, switching between PowerShell's command mode and expression mode
 * (about_Parsing) as its own tokenizer does. It finds commands with their arguments, strings, comments and functions,
 * and notes what the grammar must not get to see: tree-sitter-powershell cannot tell where an unquoted argument ends.
 * What was read so far never depends on what follows, so a half-typed line cannot change the commands above it.
 */
export class Scanner implements StringSource {
  readonly text: string;
  at = 0;
  readonly commands: RawCommand[] = [];
  readonly strings: StringLiteral[] = [];
  readonly comments: Span[] = [];
  readonly functions: RawFunction[] = [];
  readonly masks: Mask[] = [];
  /** For each script block that is an argument, by the offset of its brace: the command it is given to (`&` for a call). */
  readonly blockOwners = new Map<number, string>();
  /** Whether a string or bracket stays open, or a bracket closes nothing. */
  broken = false;
  /** Where brackets are nested deeper than is read. */
  tooDeep: TooDeepAt | undefined;
  /** How deep the place is in `$( … )` of strings. */
  stringDepth = 0;
  /** The brackets still open at the end of the text, as they would be closed. */
  unclosed = '';
  readonly #closers: string[] = [];

  /** @param text normalised text (`characters.ts`). */
  constructor(text: string) {
    this.text = text;
    while (this.at < text.length) this.#statements(undefined);
  }

  peek(offset = 0): string | undefined {
    return this.text[this.at + offset];
  }

  mask(start: number, end: number, fill: string): void {
    if (end > start) this.masks.push({ start, end, text: fill.length === 1 ? fill.repeat(end - start) : fill });
  }

  /** Reads a bracketed group whose opening bracket has `length` characters. Returns whether it is closed. */
  group(length: number, contents: Contents): boolean {
    const open = this.text[this.at + length - 1];
    const close = open === '(' ? ')' : open === '{' ? '}' : ']';
    this.at += length;
    if (this.#closers.length >= MAX_DEPTH) {
      this.tooDeep ??= { at: this.at - 1, levels: MAX_DEPTH };
      this.at = this.text.length;
      this.broken = true;
      this.unclosed += close;
      return false;
    }
    this.#closers.push(close);
    const closed = contents === 'statements' ? this.#statements(close) : this.#items(close, contents);
    this.#closers.pop();
    if (closed) return true;
    this.broken = true;
    if (this.at >= this.text.length) this.unclosed += close;
    return false;
  }

  subexpression(): void {
    this.stringDepth++;
    this.group(2, 'statements');
    this.stringDepth--;
  }

  /** Skips blanks, comments, line ends behind a backtick and, where `newlines` says so, line ends. */
  skip(newlines: boolean): void {
    for (;;) {
      const character = this.peek();
      const newline = newlineLength(this.text, this.at);
      if (isBlank(character) || character === '\0') this.at++;
      else if (newline > 0 && newlines) this.at += newline;
      else if (character === '`' && newlineLength(this.text, this.at + 1) > 0) this.at += 1 + newlineLength(this.text, this.at + 1);
      else if (character === '#' || (character === '<' && this.peek(1) === '#')) scanComment(this);
      else return;
    }
  }

  /** Whether a statement ends here. */
  atEnd(): boolean {
    const character = this.peek();
    return character === undefined || isNewline(character) || ';|)}]'.includes(character);
  }

  /** Reads one statement: a keyword's, an assignment, or a chain of pipelines. Moves on unless the text ends or a bracket closes. */
  statement(): void {
    // A statement follows `return` and `=`: it is read by going on here, so that a long chain of them needs no stack.
    for (let more = true; more;) {
      this.skip(true);
      more = keywordAt(this) === undefined ? this.#pipelines() : scanKeywordStatement(this);
    }
  }

  /** Reads a chain of pipelines. Returns true when it turns out to be the left side of an assignment: the right side follows. */
  #pipelines(): boolean {
    let input: Span | 'unknown' | undefined;
    for (;;) {
      const start = this.at;
      if (startsCommand(this, input !== undefined)) {
        scanCommand(this, input);
        input = 'unknown';
      } else {
        if (this.#expression()) return true;
        input = input === undefined ? { start, end: this.at } : 'unknown';
      }
      this.skip(false);
      const character = this.peek();
      const chained = (character === '|' || character === '&') && this.peek(1) === character;
      if (chained) input = undefined;
      else if (character !== '|') {
        if (character === '&') this.at++;
        return false;
      }
      this.at += chained ? 2 : 1;
      this.skip(true);
      if (this.atEnd()) return false;
    }
  }

  /** Reads one piece of an expression. */
  token(): void {
    scanToken(this);
  }

  #statements(close: string | undefined): boolean {
    while (this.at < this.text.length) {
      this.skip(true);
      if (this.peek() === ';') this.at++;
      else {
        const end = this.#closing(close);
        if (end !== undefined) return end;
        const before = this.at;
        this.statement();
        // A character that starts nothing must not stop the scan.
        if (this.at === before && this.at < this.text.length) this.at++;
      }
    }
    return close === undefined;
  }

  #items(close: string, contents: Contents): boolean {
    let condition = false;
    while (this.at < this.text.length) {
      this.skip(true);
      const end = this.#closing(close);
      if (end !== undefined) return end;
      if (this.at >= this.text.length) break;
      const block = this.peek() === '{';
      const assigned = contents === 'members' && this.peek() === '=';
      this.token();
      if (assigned && !this.#valueMissing()) this.statement();
      if (contents !== 'clauses') continue;
      if (block && condition) this.breakLine();
      condition = !(block && condition);
    }
    return false;
  }

  /** Behind `=`: whether the value is not typed yet and the next entry follows. The grammar gets to see a number in its place where there is room for one. */
  #valueMissing(): boolean {
    const { text, at } = this;
    if (!NEXT_ENTRY.test(text.slice(at, at + 200))) return false;
    this.broken = true;
    if (isBlank(text[at]) || text[at] === '\r') this.mask(at, at + 1, '0');
    else if (isBlank(text[at - 2])) this.mask(at - 2, at, '=0');
    return true;
  }

  /** At a closing bracket: true when it is the expected one, false when it closes a group further out; a stray one is skipped. */
  #closing(close: string | undefined): boolean | undefined {
    const character = this.peek();
    if (character === undefined || !')}]'.includes(character)) return undefined;
    if (character !== close) {
      this.broken = true;
      if (this.#closers.includes(character)) return false;
      this.at++;
      return undefined;
    }
    this.at++;
    return true;
  }

  /** The grammar wants a line end after a param block and after a clause of a switch; PowerShell does not. */
  breakLine(): void {
    if (isBlank(this.peek())) this.mask(this.at, this.at + 1, '\n');
  }

  /** Reads an expression to its end, or to where a statement follows within it: behind `=`, and behind the `in` of a foreach. Returns whether one does. */
  #expression(): boolean {
    for (;;) {
      this.skip(false);
      if (this.atEnd() || (this.peek() === '&' && this.peek(1) === '&')) return false;
      if (this.peek() === '=') {
        this.at++;
        return true;
      }
      if (isBlank(this.text[this.at - 1]) && /^in(?![\w-])/i.test(this.text.slice(this.at, this.at + 3))) {
        this.at += 2;
        return true;
      }
      // A param block on the line of its attributes: [CmdletBinding()] param( … )
      if (keywordAt(this) === 'param') return scanKeywordStatement(this);
      this.token();
    }
  }
}
