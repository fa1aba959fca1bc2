import { append } from '../../core/lists.ts';
import type { TooDeepAt } from '../../core/nesting.ts';
import type { Span } from '../../core/span.ts';

/** One word of a directive, without quotes. */
export interface NginxWord {
  readonly text: string;
  /** As it is written, quotes included. */
  readonly span: Span;
}

/** `listen 443 ssl;`, or a block such as `server { … }` with what stands in it. */
export interface NginxDirective {
  readonly name: string;
  readonly words: readonly NginxWord[];
  /** From its name to its semicolon or brace. */
  readonly span: Span;
  readonly block?: readonly NginxDirective[];
  /** Whether its block has no end, so that more would have stood there. */
  readonly open?: true;
}

export interface NginxConfig {
  readonly directives: readonly NginxDirective[];
  readonly comments: readonly Span[];
  /** Whether its braces do not balance, or a word belongs to no directive. */
  readonly broken: boolean;
  /** The brace behind which nothing is read, and how many levels are. */
  readonly tooDeep?: TooDeepAt;
}

/** Blocks in blocks deeper than this are left out. */
const DEEPEST = 50;

/** The directives of a configuration of NGINX. Never throws: what is not closed ends with the text. Source: NGINX, "Beginner's Guide". */
export function parseNginx(text: string): NginxConfig {
  const parser = new Parser(text);
  const directives: NginxDirective[] = [];
  // A brace too many ends nothing.
  while (!parser.done) append(directives, parser.block(0));
  const { comments, broken, tooDeep } = parser;
  return { directives, comments, broken, ...(tooDeep && { tooDeep }) };
}

class Parser {
  readonly comments: Span[] = [];
  broken = false;
  tooDeep: NginxConfig['tooDeep'];
  readonly #text: string;
  #at = 0;
  /** Whether the last block had its brace. */
  #ended = false;

  constructor(text: string) {
    this.#text = text;
  }

  get done(): boolean {
    return this.#at >= this.#text.length;
  }

  /** Directives up to the closing brace, which is taken as well. */
  block(depth: number): NginxDirective[] {
    const found: NginxDirective[] = [];
    let words: NginxWord[] = [];
    while (!this.done) {
      const character = this.#text.charAt(this.#at);
      if (/\s/.test(character)) this.#at++;
      else if (character === '#') this.#comment();
      else if (character === ';') {
        this.#at++;
        // A certificate got in.
        this.broken ||= words.some(({ text: word }) => word.startsWith('-----'));
        append(found, directive(words, this.#at));
        words = [];
      } else if (character === '{') {
        this.broken ||= words.some(({ text: word }) => word.startsWith('-----'));
        this.#at++;
        if (depth >= DEEPEST) this.tooDeep ??= { at: this.#at - 1, levels: DEEPEST };
        const own = depth < DEEPEST ? this.block(depth + 1) : [];
        append(found, directive(words, this.#at, own, this.#ended ? undefined : true));
        words = [];
      } else if (character === '}') {
        this.#at++;
        this.broken ||= depth === 0 || words.length > 0;
        this.#ended = true;
        return found;
      } else words.push(this.#word());
    }
    this.broken ||= depth > 0 || words.length > 0;
    this.#ended = false;
    return found;
  }

  #comment(): void {
    const start = this.#at;
    while (!this.done && !/[\r\n]/.test(this.#text.charAt(this.#at))) this.#at++;
    this.comments.push({ start, end: this.#at });
  }

  #word(): NginxWord {
    const start = this.#at;
    const quote = this.#text.charAt(start);
    if (quote === '"' || quote === "'") {
      let value = '';
      for (this.#at++; !this.done && this.#text.charAt(this.#at) !== quote; this.#at++) {
        if (this.#text.charAt(this.#at) === '\\') this.#at++;
        value += this.#text.charAt(this.#at);
      }
      this.#at = Math.min(this.#at + 1, this.#text.length);
      return { text: value, span: { start, end: this.#at } };
    }
    // A variable in braces is a part of a word.
    const match = /(?:\$\{[^}\s]*\}|[^\s;{}])+/y;
    match.lastIndex = start;
    this.#at = start + Math.max(1, match.exec(this.#text)?.[0].length ?? 1);
    return { text: this.#text.slice(start, this.#at), span: { start, end: this.#at } };
  }
}

function directive(words: readonly NginxWord[], end: number, block?: readonly NginxDirective[], open?: true): NginxDirective[] {
  const [name, ...rest] = words;
  if (!name) return block ? [...block] : [];
  return [{ name: name.text, words: rest, span: { start: name.span.start, end }, ...(block && { block }), ...(open && { open }) }];
}
