import type { Span } from '../../core/span.ts';
import { upTo } from '../../core/up-to.ts';
import { bicepTokens, type BicepToken } from './bicep-tokens.ts';
import type { Definition, Template, TemplateEntry, TemplateResource, TemplateValue } from './value.ts';

/** Deeper than any template; what lies deeper is unread. */
const MOST_DEPTH = 100;

const OPENING = new Set(['{', '[', '(']);
const CLOSING = new Set(['}', ']', ')']);
const PARTNERS: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' };
/** What a line can begin with that goes on with the expression of the line before. */
const CONTINUES = new Set(['?', ':', '.', '=', '|', '&', '+', '-', '*', '/', '%', '<', '>', '!']);

/**
 * Reads the resources of a Bicep file with what is literal in them, its variables and its parameters. Tolerant: what it does not
 * know is skipped as a whole, and is unread where a value is asked for. Never throws for any text.
 */
export function parseBicep(text: string): Template {
  const { tokens, comments } = bicepTokens(text);
  const reader = new BicepReader(tokens, text.length);
  const resources = reader.resources();
  const { tooDeep } = reader;
  return {
    resources,
    comments,
    ...(!isBalanced(tokens) && { broken: true }),
    ...(tooDeep && { tooDeep }),
  };
}

function isBalanced(tokens: readonly BicepToken[]): boolean {
  const open: string[] = [];
  for (const token of tokens) {
    if (isMark(token, OPENING)) open.push(PARTNERS[token.value] ?? '');
    else if (isMark(token, CLOSING) && open.pop() !== token.value) return false;
  }
  return open.length === 0;
}

class BicepReader {
  readonly #tokens: readonly BicepToken[];
  readonly #end: number;
  tooDeep: Template['tooDeep'];
  #at = 0;

  constructor(tokens: readonly BicepToken[], end: number) {
    this.#tokens = tokens;
    this.#end = end;
  }

  resources(): TemplateResource[] {
    const definitions = new Map<string, Definition>();
    const resources: TemplateResource[] = [];
    let allowed: TemplateValue | undefined;
    while (this.#token()) {
      this.#newlines();
      if (this.#isMark('@')) {
        allowed = this.#decorator() ?? allowed;
        continue;
      }
      const [word, name] = [this.#value(0), this.#value(1)];
      if (word === 'resource') {
        const type = this.#token(2);
        this.#at += 3;
        const body = this.#assigned();
        if (type?.kind === 'text' && body) resources.push({ type: upTo(type.value, '@'), body, definitions });
      } else if (word === 'var' || word === 'param') {
        this.#at += 2;
        const value = this.#assigned();
        const definition: Definition = word === 'var' ? { kind: 'variable', ...(value && { value }) } : { kind: 'parameter', ...(allowed && { allowed }) };
        // A name that is defined twice is a mistake that nobody can read.
        definitions.set(name, definitions.has(name) ? { kind: 'parameter' } : definition);
      }
      allowed = undefined;
      this.#skipLine();
    }
    return resources;
  }

  /** The list of an `@allowed(...)`; other decorators are passed over. */
  #decorator(): TemplateValue | undefined {
    this.#at++;
    const name = this.#at;
    while (this.#token()?.kind === 'word' || this.#isMark('.')) this.#at++;
    const isAllowed = this.#at === name + 1 && this.#tokens[name]?.value === 'allowed';
    if (!this.#isMark('(')) return undefined;
    const open = this.#at++;
    const allowed = isAllowed ? this.#element(0) : undefined;
    this.#at = open;
    this.#skipBalanced();
    return allowed;
  }

  /** The value behind the next `=` of this line: the body of a condition or loop for the whole of it. */
  #assigned(): TemplateValue | undefined {
    for (let token = this.#token(); token && token.kind !== 'newline'; token = this.#token()) {
      if (isMark(token, OPENING)) this.#skipBalanced();
      else {
        this.#at++;
        if (token.kind === 'mark' && token.value === '=') return this.#body();
      }
    }
    return undefined;
  }

  #body(): TemplateValue | undefined {
    if (this.#isMark('[') && this.#value(1) === 'for') {
      this.#at++;
      while (this.#token() && !this.#isMark(':') && !this.#isMark(']')) {
        if (this.#isMark('(') || this.#isMark('[') || this.#isMark('{')) this.#skipBalanced();
        else this.#at++;
      }
      if (this.#isMark(':')) this.#at++;
    }
    if (this.#value(0) === 'if' && this.#value(1) === '(') {
      this.#at++;
      this.#skipBalanced();
    }
    return this.#element(0);
  }

  #element(depth: number): TemplateValue {
    const first = this.#token();
    const start = first?.span.start ?? this.#end;
    // Nothing has been written yet: what follows is another entry's.
    if (!first || first.kind === 'newline' || this.#isMark(',') || isMark(first, CLOSING)) return { kind: 'unread', span: { start, end: start } };
    const simple = this.#simple(first, depth);
    if (simple && this.#endsHere()) return simple;
    this.#skipExpression();
    const last = this.#tokens[this.#at - 1];
    return { kind: 'unread', span: { start, end: Math.max(start, last?.span.end ?? start) } };
  }

  #simple(token: BicepToken, depth: number): TemplateValue | undefined {
    if (token.kind === 'text') {
      this.#at++;
      return { kind: 'text', text: token.value, span: token.inner };
    }
    if (token.kind === 'word') {
      this.#at++;
      const isName = /^[A-Za-z_]/.test(token.value) && !['true', 'false', 'null'].includes(token.value);
      return isName ? { kind: 'reference', key: token.value, span: token.span } : { kind: 'unread', span: token.span };
    }
    if (token.kind !== 'mark') return undefined;
    if (depth >= MOST_DEPTH) {
      if (isMark(token, OPENING)) this.tooDeep ??= { at: token.span.start, levels: MOST_DEPTH };
      return undefined;
    }
    if (token.value === '{') return this.#object(token.span.start, depth);
    return token.value === '[' && this.#value(1) !== 'for' ? this.#list(token.span.start, depth) : undefined;
  }

  #object(start: number, depth: number): TemplateValue {
    const entries: TemplateEntry[] = [];
    let partial = false;
    this.#at++;
    for (;;) {
      this.#separators();
      const token = this.#token();
      if (!token || isMark(token, CLOSING)) break;
      const name = token.kind === 'text' || token.kind === 'word' ? token : undefined;
      if (name && this.#value(1) === ':') {
        this.#at += 2;
        const value = this.#element(depth + 1);
        const nameSpan = name.kind === 'text' ? name.inner : name.span;
        entries.push({ name: name.value, nameSpan, value, span: { start: name.span.start, end: this.#tokens[this.#at - 1]?.span.end ?? this.#end } });
      } else {
        // Something spread into it, a resource inside of it, or a line that is being typed.
        partial = true;
        this.#skipExpression();
      }
    }
    return { kind: 'object', entries, ...this.#closed(start, '}', partial) };
  }

  #list(start: number, depth: number): TemplateValue {
    const items: TemplateValue[] = [];
    this.#at++;
    for (;;) {
      this.#separators();
      const token = this.#token();
      if (!token || isMark(token, CLOSING)) break;
      items.push(this.#element(depth + 1));
    }
    const { span, partial } = this.#closed(start, ']', false);
    return partial ? { kind: 'unread', span } : { kind: 'list', items, span };
  }

  /** Passes over a closing bracket. Without the right one there is no telling what else would have come. */
  #closed(start: number, mark: string, partial: boolean): { span: Span; partial: boolean } {
    const isClosed = this.#isMark(mark);
    if (isClosed) this.#at++;
    return { span: { start, end: this.#tokens[this.#at - 1]?.span.end ?? this.#end }, partial: partial || !isClosed };
  }

  /** Whether an element is over here, and no operator goes on with it. */
  #endsHere(): boolean {
    const token = this.#token();
    if (!token) return true;
    if (isMark(token, CLOSING) || this.#isMark(',')) return true;
    if (token.kind !== 'newline') return false;
    const next = this.#tokens.slice(this.#at, this.#at + 20).find(({ kind }) => kind !== 'newline');
    return !isMark(next, CONTINUES) || this.#isSpread(next);
  }

  #isSpread(first: BicepToken | undefined): boolean {
    const index = first ? this.#tokens.indexOf(first, this.#at) : -1;
    return first?.value === '.' && this.#tokens[index + 1]?.value === '.' && this.#tokens[index + 2]?.value === '.';
  }

  /** To the end of an expression: a comma, a closing bracket or the end of the line, with the lines that go on with it. */
  #skipExpression(): void {
    const from = this.#at;
    while (this.#token()) {
      if (this.#at > from && this.#endsHere()) return;
      const token = this.#token();
      if (isMark(token, CLOSING)) return;
      if (isMark(token, OPENING)) this.#skipBalanced();
      else this.#at++;
    }
  }

  /** To the start of the next line, past all brackets that this one opens. */
  #skipLine(): void {
    for (let token = this.#token(); token && token.kind !== 'newline'; token = this.#token()) {
      if (isMark(token, OPENING)) this.#skipBalanced();
      else this.#at++;
    }
    this.#newlines();
  }

  #skipBalanced(): void {
    let depth = 0;
    for (let token = this.#token(); token; token = this.#token()) {
      this.#at++;
      if (isMark(token, OPENING)) depth++;
      if (isMark(token, CLOSING) && --depth <= 0) return;
    }
  }

  #separators(): void {
    while (this.#token()?.kind === 'newline' || this.#isMark(',')) this.#at++;
  }

  #newlines(): void {
    while (this.#token()?.kind === 'newline') this.#at++;
  }

  #token(ahead = 0): BicepToken | undefined {
    return this.#tokens[this.#at + ahead];
  }

  #value(ahead: number): string {
    const token = this.#token(ahead);
    return token && (token.kind === 'word' || token.kind === 'mark') ? token.value : '';
  }

  #isMark(value: string): boolean {
    const token = this.#token();
    return token?.kind === 'mark' && token.value === value;
  }
}

function isMark(token: BicepToken | undefined, marks: ReadonlySet<string>): boolean {
  return token?.kind === 'mark' && marks.has(token.value);
}
