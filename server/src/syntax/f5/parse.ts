import { settingsEnd, scriptEnd } from './bodies.ts';
import { commandEnd, skipBlanks } from './commands.ts';
import { commandAt, headAt, isHeaderAt, isScriptHead } from './heads.ts';
import { variablesOf, type ShellVariables } from '../shell/variables.ts';
import { isBlank, isLineEnd, lineEnd } from './items.ts';
import type { CommandNode, F5Document, F5Node, F5Problem, ObjectNode, Quoting } from './tree.ts';

/**
 * Reads a text in either notation of BIG-IP, or both. Every character belongs to a node. Never throws: what is broken is a problem, and
 * reading goes on with the next object or command. Takes time in proportion to the text.
 */
export function parseF5(text: string): F5Document {
  return new Parser(text).parse();
}

const SEPARATOR = /[;&|]+[ \t]*/y;

type Draft<T> = { -readonly [K in keyof T]: T[K] };

class Parser {
  readonly #text: string;
  readonly #nodes: F5Node[] = [];
  readonly #problems: F5Problem[] = [];
  /** Whether the text is a program of a shell, where braces are its own. */
  readonly #script: boolean;
  #objects = 0;
  /** Up to here, braces of what is no object of a known module do not balance. */
  #openUntil = 0;
  #at = 0;
  /** The object before, while nothing but text has followed it. */
  #last: Draft<ObjectNode> | undefined;

  constructor(text: string) {
    this.#text = text;
    this.#script = text.startsWith('#!');
  }

  parse(): F5Document {
    while (this.#at < this.#text.length) this.#node();
    const variables = this.#variables();
    return { text: this.#text, nodes: this.#nodes, problems: this.#problems, ...(variables && { variables }) };
  }

  /** The variables of the script, if its commands use any. */
  #variables(): ShellVariables | undefined {
    const used = this.#nodes.some(({ kind, start, end }) => kind === 'command' && this.#text.slice(start, end).includes('$'));
    return used ? variablesOf(this.#text) : undefined;
  }

  #node(): void {
    const text = this.#text;
    const start = this.#at;
    let at = start;
    while (isBlank(text.charCodeAt(at)) || isLineEnd(text.charCodeAt(at))) at++;
    if (at > start) this.#add('blank', at);
    if (at >= text.length) return;
    const code = text.charCodeAt(at);
    if (code === 35) this.#add('comment', lineEnd(text, at, text.length));
    else if (code === 125) this.#strayBrace();
    else if (code === 33 && this.#objects > 0 && lineEnd(text, at, text.length) === at + 1) this.#add('routing', this.#nextHead(at));
    else if (text.startsWith('shell write partition ', at)) this.#add('routing', lineEnd(text, at, text.length));
    else if (!this.#object() && !this.#command()) this.#add('text', this.#textEnd(at));
  }

  #object(): boolean {
    const text = this.#text;
    const start = this.#at;
    const head = headAt(text, start);
    if (!head || (!head.known && (this.#script || start < this.#openUntil))) return false;
    const line = text.lastIndexOf('\n', start - 1) + 1;
    const column = start - line;
    const script = isScriptHead(text, start);
    const body = script ? scriptEnd(text, head.end, column) : settingsEnd(text, head.end, column);
    if (!body.closed && !head.known) {
      this.#openUntil = body.end;
      return false;
    }
    if (!body.closed) {
      const message = body.openString ? 'This string has no closing quote' : 'The braces of this object are not balanced: one that closes is missing';
      this.#problems.push({ span: body.openString ?? { start, end: head.end }, message });
    }
    const end = body.closed ? body.end + 1 : body.end;
    const node: Draft<ObjectNode> = { kind: 'object', start, end, bodyStart: head.end, bodyEnd: body.end, closed: body.closed, script };
    this.#nodes.push(node);
    // What stands loose behind an object that was closed too early is a part of that.
    if (head.known) this.#last = node;
    this.#objects++;
    this.#at = end;
    return true;
  }

  /** The commands of a line. */
  #command(): boolean {
    const text = this.#text;
    const lineStart = this.#at;
    let found = commandAt(text, lineStart);
    if (!found) return false;
    let quoting: Quoting = 'tmsh';
    let within = false;
    while (found) {
      if (found.byShell || !within) quoting = quotingOf(found);
      within = quoting === 'double' || quoting === 'single';
      this.#add('text', found.start);
      this.#oneCommand(lineStart, quoting);
      SEPARATOR.lastIndex = skipBlanks(text, this.#at);
      if (!SEPARATOR.test(text)) break;
      const next = SEPARATOR.lastIndex;
      found = commandAt(text, next);
      this.#add('text', next);
    }
    return true;
  }

  #oneCommand(lineStart: number, quoting: Quoting): void {
    const text = this.#text;
    const start = this.#at;
    const { end, closed, openString, stray } = commandEnd(text, start, quoting);
    if (!closed) {
      const missing = openString ? 'This string has no closing quote' : 'The braces of this command are not balanced: one that closes is missing';
      this.#problems.push({ span: stray ?? openString ?? { start, end: lineEnd(text, start, end) }, message: stray ? 'This brace closes nothing' : missing });
    }
    const node: CommandNode = { kind: 'command', start, end, lineStart, quoting, closed };
    this.#nodes.push(node);
    this.#last = undefined;
    this.#at = end;
  }

  /** A brace that closes nothing: the object before it was closed too early, so nobody knows what it says. */
  #strayBrace(): void {
    const start = this.#at;
    if (this.#objects > 0 && !this.#script) {
      this.#problems.push({ span: { start, end: start + 1 }, message: 'This brace closes nothing' });
      if (this.#last) this.#last.closed = false;
    }
    this.#add('text', this.#objects > 0 ? this.#nextHead(start + 1) : start + 1);
  }

  /** The next line that begins an object or a command. */
  #nextHead(at: number): number {
    const text = this.#text;
    for (let line = text.indexOf('\n', at); line >= 0; line = text.indexOf('\n', line + 1)) {
      const start = skipBlanks(text, line + 1);
      if (isHeaderAt(text, start) || commandAt(text, start)) return line + 1;
    }
    return text.length;
  }

  /** The end of a line that is not understood, or of the block that begins on it. */
  #textEnd(at: number): number {
    return Math.max(at + 1, lineEnd(this.#text, at, this.#text.length));
  }

  #add(kind: 'blank' | 'comment' | 'routing' | 'text', end: number): void {
    if (end <= this.#at) return;
    this.#nodes.push({ kind, start: this.#at, end });
    this.#at = end;
  }
}

function quotingOf({ quote, byShell }: { readonly quote: string | undefined; readonly byShell: boolean }): Quoting {
  if (quote !== undefined) return quote === '"' ? 'double' : 'single';
  return byShell ? 'shell' : 'tmsh';
}
