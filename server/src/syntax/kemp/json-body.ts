import type { Span } from '../../core/span.ts';

/** One entry of an object. */
export interface BodyEntry {
  readonly name: string;
  /** Where its name begins, quotes included. */
  readonly start: number;
  /** The value as it is written, quotes included. */
  readonly token: Span;
  /** What it says, for a text, a number or a Boolean. */
  readonly text?: string;
}

export interface Body {
  readonly span: Span;
  readonly entries: readonly BodyEntry[];
  /** Whether everything in it was understood, up to its brace. */
  readonly closed: boolean;
}

/**
 * The object in JSON that an offset is in, whatever the text around it: bodies stand in shell scripts as well, with variables in them. What is
 * in brackets inside it is skipped. `undefined` where no brace opens before it.
 */
export function bodyAround(text: string, offset: number, { start, end }: Span): Body | undefined {
  let at = offset;
  let depth = 0;
  // An object of this interface is short.
  while (at >= start && offset - at < 10_000) {
    const character = text.charAt(at);
    if (character === '}') depth++;
    // The brace of a variable in a shell opens no object.
    if (character === '{' && (text.charAt(at - 1) !== '$' || depth > 0) && depth-- === 0) return new BodyScanner(text, at, end).read();
    at--;
  }
  return undefined;
}

class BodyScanner {
  readonly #text: string;
  readonly #start: number;
  readonly #end: number;
  #at: number;

  constructor(text: string, start: number, end: number) {
    this.#text = text;
    this.#start = start;
    this.#at = start + 1;
    this.#end = end;
  }

  read(): Body {
    const entries: BodyEntry[] = [];
    for (;;) {
      this.#skip(/[\s,]/y);
      if (this.#text.charAt(this.#at) === '}' && this.#at < this.#end) return this.#body(entries, true);
      const begin = this.#at;
      const name = this.#string();
      if (name === undefined) return this.#body(entries, false);
      this.#skip(/\s/y);
      if (this.#text.charAt(this.#at) !== ':') return this.#body(entries, false);
      this.#at++;
      this.#skip(/\s/y);
      const start = this.#at;
      const text = this.#value();
      if (this.#at === start) return this.#body(entries, false);
      entries.push({ name, start: begin, token: { start, end: this.#at }, ...(text !== undefined && { text }) });
    }
  }

  #body(entries: readonly BodyEntry[], closed: boolean): Body {
    return { span: { start: this.#start, end: closed ? this.#at + 1 : this.#at }, entries, closed };
  }

  #skip(pattern: RegExp): void {
    for (; this.#at < this.#end; this.#at++) {
      pattern.lastIndex = this.#at;
      if (!pattern.test(this.#text)) return;
    }
  }

  /** A text in quotes; stays where it is when there is none. */
  #string(): string | undefined {
    const match = /"(?:[^"\\\r\n]|\\.)*"/y;
    match.lastIndex = this.#at;
    const found = match.exec(this.#text)?.[0];
    if (found === undefined || this.#at + found.length > this.#end) return undefined;
    this.#at += found.length;
    try {
      return String(JSON.parse(found));
    } catch {
      return found.slice(1, -1);
    }
  }

  /** What a value says; `undefined` for one in brackets and for a variable. */
  #value(): string | undefined {
    const text = this.#string();
    if (text !== undefined) return text;
    if (/[[{]/.test(this.#text.charAt(this.#at))) {
      this.#nested();
      return undefined;
    }
    const start = this.#at;
    this.#skip(/[^\s,{}[\]"]/y);
    const word = this.#text.slice(start, this.#at);
    return /^(?:true|false|-?\d+(?:\.\d+)?)$/.test(word) ? word : undefined;
  }

  #nested(): void {
    let depth = 0;
    do {
      const character = this.#text.charAt(this.#at);
      if (character === '"') {
        if (this.#string() === undefined) this.#at++;
        continue;
      }
      if (/[[{]/.test(character)) depth++;
      if (/[\]}]/.test(character)) depth--;
      this.#at++;
    } while (depth > 0 && this.#at < this.#end);
  }
}
