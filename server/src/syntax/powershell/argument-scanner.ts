import type { Span } from '../../core/span.ts';
import { endsToken, isBlank, isNewline, isQuote, variableEnd } from './characters.ts';
import type { RawArgument, RawCommand, RawList, RawValue } from './raw.ts';
import type { Scanner } from './scanner.ts';
import { scanBareword, scanHereString, scanQuoted, startsHereString, type StringLiteral } from './strings.ts';

/** Reads the arguments of one command, in PowerShell's command mode. */
export class ArgumentScanner {
  readonly #scanner: Scanner;
  readonly #command: RawCommand;
  /** The bracketed groups, which the grammar gets to see. */
  readonly #kept: Span[];

  constructor(scanner: Scanner, command: RawCommand, kept: Span[]) {
    this.#scanner = scanner;
    this.#command = command;
    this.#kept = kept;
  }

  scan(): void {
    const scanner = this.#scanner;
    let onlyValues = false;
    for (;;) {
      this.#skip();
      if (scanner.atEnd() || scanner.peek() === '&') return;
      const start = scanner.at;
      if (/^--%(?=\s)/.test(scanner.text.slice(start, start + 4))) {
        this.#verbatim();
        return;
      }
      if (/^--(?=[\s;|&)}]|$)/.test(scanner.text.slice(start, start + 3))) {
        scanner.at += 2;
        onlyValues = true;
      } else if (this.#redirection()) continue;
      else {
        const argument = !onlyValues && this.#startsParameter() ? this.#parameter() : this.#valueArgument();
        if (argument !== undefined) this.#command.args.push(argument);
        // A stray character that starts nothing must not stop the scan.
        if (scanner.at === start && scanner.peek() !== undefined) scanner.at++;
        this.#command.end = scanner.at;
      }
    }
  }

  /** Skips to the next argument. A backtick that touches the argument before it is part of that argument to PowerShell. */
  #skip(): void {
    const { text, at } = this.#scanner;
    if (text[at] === '`' && isNewline(text[at + 1]) && !isBlank(text[at - 1]) && this.#command.args.length > 0) this.#command.broken = true;
    this.#scanner.skip(false);
  }

  #verbatim(): void {
    this.#command.broken = true;
    const scanner = this.#scanner;
    while (scanner.peek() !== undefined && !isNewline(scanner.peek())) scanner.at++;
  }

  #redirection(): boolean {
    const scanner = this.#scanner;
    const match = /^(?:[1-6*]?>>?(?:&[12])?|<)/.exec(scanner.text.slice(scanner.at, scanner.at + 6));
    if (match === null) return false;
    scanner.at += match[0].length;
    if (match[0].includes('&')) return true;
    scanner.skip(false);
    if (!scanner.atEnd()) this.#value();
    return true;
  }

  #startsParameter(): boolean {
    return this.#scanner.peek() === '-' && /^-[\p{L}_?]/u.test(this.#scanner.text.slice(this.#scanner.at, this.#scanner.at + 3));
  }

  #parameter(): RawArgument | undefined {
    const scanner = this.#scanner;
    const { text, at: start } = scanner;
    const length = /^[^\s`'"{}();,|&.[:]+/.exec(text.slice(start, start + 200))?.[0].length ?? 1;
    // A quote within makes all of it an ordinary argument.
    if (isQuote(text[start + length])) return this.#valueArgument();
    scanner.at = start + length;
    const nameSpan = { start: start + 1, end: scanner.at };
    if (scanner.peek() !== ':') return { kind: 'parameter', span: { start, end: scanner.at }, nameSpan };
    scanner.at++;
    const span = { start, end: scanner.at };
    const colonEnd = scanner.at;
    scanner.skip(false);
    if (scanner.atEnd() || scanner.peek() === '&') {
      scanner.at = colonEnd;
      return { kind: 'parameter', span, nameSpan };
    }
    return { kind: 'parameter', span, nameSpan, value: this.#list() };
  }

  #valueArgument(): RawArgument | undefined {
    const scanner = this.#scanner;
    const start = scanner.at;
    const splat = /^@(?:[\p{L}\p{Nd}_]+:)?[\p{L}\p{Nd}_]+/u.exec(scanner.text.slice(start, start + 200));
    if (splat !== null) {
      scanner.at += splat[0].length;
      return { kind: 'splat', span: { start, end: scanner.at } };
    }
    const value = this.#list();
    return value.items.length > 0 ? { kind: 'value', value } : undefined;
  }

  /** Reads values separated by commas; a line may end behind a comma. */
  #list(): RawList {
    const scanner = this.#scanner;
    const start = scanner.at;
    const items: RawValue[] = [];
    let end = start;
    let array = false;
    for (;;) {
      while (scanner.peek() === ',') {
        array = true;
        scanner.at++;
        end = scanner.at;
        scanner.skip(true);
      }
      const item = this.#value();
      if (item === undefined) break;
      items.push(item);
      end = scanner.at;
      scanner.skip(false);
      if (scanner.peek() !== ',') break;
    }
    scanner.at = end;
    return { span: { start, end }, items, array };
  }

  #value(): RawValue | undefined {
    const scanner = this.#scanner;
    const { text, at: start } = scanner;
    const character = text[start];
    if (isQuote(character) || startsHereString(text, start)) {
      const literal = isQuote(character) ? scanQuoted(scanner) : scanHereString(scanner);
      return this.#postfix(this.#string(literal));
    }
    if (character === '(' || character === '{' || (character === '@' && (text[start + 1] === '(' || text[start + 1] === '{'))) return this.#group();
    if (character === '$') return this.#dollar();
    if (endsToken(character)) return undefined;
    return this.#string(scanBareword(scanner));
  }

  #string(literal: StringLiteral): RawValue {
    if (literal.quote !== 'none') this.#scanner.strings.push(literal);
    if (!literal.closed) this.#scanner.broken = true;
    return { kind: 'string', span: literal.span, literal };
  }

  #group(): RawValue {
    const scanner = this.#scanner;
    const { text, at: start } = scanner;
    const length = text[start] === '@' || text[start] === '$' ? 2 : 1;
    if (text[start] === '{') scanner.blockOwners.set(start, this.#owner());
    scanner.group(length, text[start + length - 1] === '{' && length === 2 ? 'members' : 'statements');
    const span = { start, end: scanner.at };
    this.#kept.push(span);
    return this.#postfix({ kind: 'group', span });
  }

  /** What runs a script block. ForEach-Object -Parallel runs it as Start-ThreadJob does. */
  #owner(): string {
    const { name, args } = this.#command;
    const before = args.at(-1);
    const parallel = before?.kind === 'parameter' && /^pa/i.test(this.#scanner.text.slice(before.nameSpan.start, before.nameSpan.end));
    return parallel ? 'start-threadjob' : (name ?? '&').toLowerCase();
  }

  #dollar(): RawValue {
    const scanner = this.#scanner;
    const start = scanner.at;
    if (scanner.peek(1) === '(') return this.#group();
    const end = variableEnd(scanner.text, start);
    const next = end === undefined ? undefined : scanner.text[end];
    // Anything that goes on behind the variable makes one unquoted argument of it, as in $env:temp\log.txt.
    if (end === undefined || (!endsToken(next) && next !== '.' && next !== '[' && next !== ':')) return this.#string(scanBareword(scanner));
    scanner.at = end;
    return this.#postfix({ kind: 'variable', span: { start, end } });
  }

  /** Reads member access, calls and indexes behind a value: they make it unknowable. */
  #postfix(value: RawValue): RawValue {
    const scanner = this.#scanner;
    let dynamic = false;
    for (;;) {
      const { text, at } = scanner;
      const member = /^(?:\.|::)[\p{L}_][\p{L}\p{Nd}_]*/u.exec(text.slice(at, at + 200));
      if (member !== null) {
        scanner.at += member[0].length;
        if (scanner.peek() === '(') this.#call();
      } else if (text[at] === '[') scanner.group(1, 'list');
      else break;
      dynamic = true;
    }
    return dynamic ? { kind: 'dynamic', span: { start: value.span.start, end: scanner.at } } : value;
  }

  #call(): void {
    const scanner = this.#scanner;
    const start = scanner.at;
    scanner.group(1, 'list');
    // The grammar knows no empty parentheses as an argument.
    if (scanner.text.slice(start + 1, scanner.at - 1).trim() !== '') this.#kept.push({ start, end: scanner.at });
  }
}
