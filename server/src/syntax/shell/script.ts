import type { Span } from '../../core/span.ts';
import { nestedEnd, variableAt } from './expansion.ts';

/** A word of a command, as it is written. */
export interface ShellWord extends Span {
  /** What it says after the shell has taken its quotes away; `undefined` where the shell fills something in. */
  readonly literal: string | undefined;
}

export interface ShellCommand {
  readonly words: readonly ShellWord[];
  /** Whether it surely runs, in the shell itself: in no block and bound to no other command. */
  readonly plain: boolean;
}

/** A place where the shell fills in the value of a variable: `$VIP` or `${VIP}`. */
export interface VariableUse extends Span {
  readonly name: string;
  /** Whether it stands in a here-document. */
  readonly here: boolean;
}

/** What is read of a script of a shell like bash. */
export interface ShellScript {
  readonly commands: readonly ShellCommand[];
  readonly uses: readonly VariableUse[];
  readonly comments: readonly Span[];
}

/** Reads a script as far as variables need it; `undefined` where quotes or blocks do not match, since then nothing in it is certain. Never throws. */
export function parseShell(text: string): ShellScript | undefined {
  return new Scanner(text).scan();
}

const OPENING: ReadonlySet<string> = new Set(['if', 'while', 'until', 'for', 'case', 'select', '{']);
const CLOSING: ReadonlySet<string> = new Set(['fi', 'done', 'esac', '}']);
/** Words behind which another command begins. */
const LEADING: ReadonlySet<string> = new Set(['then', 'do', 'else', 'elif', '!', 'time', 'if', 'while', 'until', '{', ...CLOSING]);

const REDIRECTION = /(<<-?(?!<)|<<<|&>>?|[<>][>&|]?)[ \t]*/y;
const BOUNDARY = /[\s;&|()<>]/;

class Scanner {
  readonly #text: string;
  readonly #commands: ShellCommand[] = [];
  readonly #uses: VariableUse[] = [];
  readonly #comments: Span[] = [];
  readonly #blocks: string[] = [];
  readonly #documents: { readonly end: string; readonly quoted: boolean; readonly tabs: boolean }[] = [];
  #words: ShellWord[] = [];
  #at = 0;
  /** Whether the command before does not decide about this one. */
  #free = true;
  #broken = false;

  constructor(text: string) {
    this.#text = text;
  }

  scan(): ShellScript | undefined {
    while (this.#at < this.#text.length && !this.#broken) this.#step();
    this.#endCommand(true);
    return this.#broken ? undefined : { commands: this.#commands, uses: this.#uses, comments: this.#comments };
  }

  #step(): void {
    const text = this.#text;
    const character = text.charAt(this.#at);
    REDIRECTION.lastIndex = this.#at;
    if (character === '\n') {
      this.#endCommand(true);
      this.#at++;
      while (this.#documents.length > 0) this.#hereDocument();
    } else if (/\s/.test(character)) this.#at++;
    else if (/^\\\r?\n/.test(text.slice(this.#at, this.#at + 3))) this.#at = text.indexOf('\n', this.#at) + 1;
    else if (character === '#') {
      const end = this.#lineEnd(this.#at);
      this.#comments.push({ start: this.#at, end });
      this.#at = end;
    } else if (REDIRECTION.test(text)) this.#redirection(REDIRECTION.lastIndex);
    else if (character === '(' || character === ')') {
      this.#endCommand(false);
      this.#at++;
      if (character === '(') this.#blocks.push('(');
      else if (this.#blocks.at(-1) === '(') this.#blocks.pop();
      else if (this.#blocks.at(-1) !== 'case') this.#broken = true;
      this.#free = true;
    } else if (/[;&|]/.test(character)) {
      const start = this.#at;
      while (/[;&|]/.test(text.charAt(this.#at))) this.#at++;
      this.#endCommand(text.slice(start, this.#at).startsWith(';'));
    } else this.#words.push(this.#word());
  }

  #redirection(end: number): void {
    const sign = this.#text.slice(this.#at, end).trim();
    this.#at = end;
    if (sign !== '<<' && sign !== '<<-') return;
    const { start, end: behind } = this.#word();
    const raw = this.#text.slice(start, behind);
    this.#documents.push({ end: raw.replace(/["'\\]/g, ''), quoted: /["'\\]/.test(raw), tabs: sign === '<<-' });
  }

  #hereDocument(): void {
    const document = this.#documents.shift();
    const text = this.#text;
    const start = this.#at;
    while (document && this.#at < text.length) {
      const line = this.#at;
      const end = this.#lineEnd(line);
      this.#at = Math.min(end + 1, text.length);
      const said = text.slice(line, end).replace(/\r$/, '');
      if ((document.tabs ? said.replace(/^\t+/, '') : said) === document.end) break;
    }
    if (document?.quoted === false) this.#usesIn(start, this.#at, true);
  }

  #usesIn(start: number, end: number, here: boolean): void {
    for (let at = start; at < end; at++) {
      const code = this.#text.charAt(at);
      if (code === '\\') at++;
      else if (code === '$') at = this.#use(at, here) - 1;
    }
  }

  /** Behind a dollar sign and what belongs to it. */
  #use(at: number, here: boolean): number {
    const use = variableAt(this.#text, at);
    if (use) {
      this.#uses.push({ ...use, here });
      return use.end;
    }
    const end = nestedEnd(this.#text, at);
    if (end === undefined) this.#broken = true;
    return end ?? this.#text.length;
  }

  #word(): ShellWord {
    const text = this.#text;
    const start = this.#at;
    let literal: string | undefined = '';
    while (this.#at < text.length && !BOUNDARY.test(text.charAt(this.#at))) {
      const part = this.#part();
      literal = literal === undefined || part === undefined ? undefined : literal + part;
    }
    // Whatever stands there, reading goes on.
    if (this.#at === start) this.#at++;
    return { start, end: this.#at, literal };
  }

  /** What the next part of a word says. */
  #part(): string | undefined {
    const text = this.#text;
    const start = this.#at;
    const character = text.charAt(start);
    if (character === "'") {
      const end = text.indexOf("'", start + 1);
      if (end < 0) this.#broken = true;
      this.#at = end < 0 ? text.length : end + 1;
      return text.slice(start + 1, this.#at - 1);
    }
    if (character === '"') return this.#quoted();
    if (character === '$' || character === '`') {
      this.#at = this.#use(start, false);
      return undefined;
    }
    this.#at += character === '\\' ? 2 : 1;
    return character === '\\' ? text.charAt(start + 1) : character;
  }

  #quoted(): string | undefined {
    const text = this.#text;
    let literal: string | undefined = '';
    for (this.#at++; this.#at < text.length;) {
      const character = text.charAt(this.#at);
      if (character === '"') {
        this.#at++;
        return literal;
      }
      if (character === '$' || character === '`') {
        this.#at = this.#use(this.#at, false);
        literal = undefined;
      } else {
        this.#at += character === '\\' ? 2 : 1;
        // What a backslash means in here depends on what follows it.
        literal = character === '\\' || literal === undefined ? undefined : literal + character;
      }
    }
    this.#broken = true;
    return undefined;
  }

  /** @param free whether what follows runs whatever comes of this */
  #endCommand(free: boolean): void {
    let words = this.#words;
    this.#words = [];
    const plain = this.#free && free;
    // An empty line behind an operator is none of the two.
    if (words.length > 0 || !free) this.#free = free;
    while (words[0]) {
      const [first] = words;
      const keyword = this.#text.slice(first.start, first.end);
      if (CLOSING.has(keyword) && this.#blocks.pop() === undefined) this.#broken = true;
      if (OPENING.has(keyword) || (keyword === 'function' && words.some((each) => each.literal === '{'))) this.#blocks.push(keyword);
      if (!LEADING.has(keyword)) break;
      words = words.slice(1);
    }
    if (words.length > 0) this.#commands.push({ words, plain: plain && this.#blocks.length === 0 });
  }

  #lineEnd(at: number): number {
    const end = this.#text.indexOf('\n', at);
    return end < 0 ? this.#text.length : end;
  }
}
