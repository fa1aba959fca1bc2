import { lineStart } from '../../core/lines.ts';
import type { Span } from '../../core/span.ts';

/** Where a variable is given a value: `$x =` in PowerShell, `x=` in a shell, `@x =` in a request file. */
interface Assignment {
  /** What it is given; absent for a loop, for input, and for what is added to it. */
  readonly value?: Span;
  /** Whether it stands at the beginning of a line, where no block is. */
  readonly isOutermost: boolean;
}

/** Variables that PowerShell sets anew all the time. */
const AUTOMATIC: ReadonlySet<string> = new Set(['_', 'psitem', 'args', 'input', 'this', 'matches']);

/** A longer value is none that a command of the REST interface answers with. */
const LONGEST = 2000;

/** Variables that a text gives a value once, found by their names alone: the texts around commands may be of any language. Never throws. */
export class Variables {
  readonly #text: string;
  readonly #found = new Map<string, readonly Assignment[]>();

  constructor(text: string) {
    this.#text = text;
  }

  /** The name of the variable that a value is, and nothing else: `$x`, `${x}` or `{{x}}`, perhaps in the quotes that end those around it. */
  static nameIn(raw: string): string | undefined {
    const found = /^(["']*)(?:\$([A-Za-z_]\w*)|\$\{([A-Za-z_]\w*)\}|\{\{\s*([A-Za-z_]\w*)\s*\}\})(["']*)$/.exec(raw.trim());
    return (found?.[2] ?? found?.[3] ?? found?.[4])?.toLowerCase();
  }

  /** Whether a variable stands for one value wherever it is used, as far as the text tells. */
  isConstant(name: string): boolean {
    const [only, ...more] = this.#assignments(name);
    if (more.length > 0 || AUTOMATIC.has(name)) return false;
    // What a function is called with is another value in each call.
    return !only || (only.value !== undefined && !/^["']?\$(?:\{?[\d@*]|args\b)/i.test(this.#text.slice(only.value.start, only.value.end)));
  }

  /** Whether a variable stands for one thing now and for another later on. */
  isSetAgain(name: string): boolean {
    return this.#assignments(name).length > 1;
  }

  /** What the only assignment gives a variable, as it is written; `undefined` where there are several or none, and behind `before`. */
  valueOf(name: string, before: number): Span | undefined {
    const [only, ...more] = this.#assignments(name);
    return only?.value && more.length === 0 && only.value.end <= before ? only.value : undefined;
  }

  /** The plain text that a variable stands for; `undefined` where only the running script knows it. */
  textOf(name: string, before: number): string | undefined {
    const value = this.valueOf(name, before);
    if (!value || this.#assignments(name)[0]?.isOutermost !== true) return undefined;
    return /^(["']?)([\w./:%{}-]+)\1[ \t]*(?:[;#].*)?$/.exec(this.#text.slice(value.start, value.end))?.[2];
  }

  #assignments(name: string): readonly Assignment[] {
    let found = this.#found.get(name);
    if (!found) this.#found.set(name, (found = this.#find(name)));
    return found;
  }

  #find(name: string): Assignment[] {
    const pattern = new RegExp(
      [
        // What is given, in the three notations.
        `(?:(?:export|readonly|declare|local)[ \\t]+)?(?:(?<![\\w$?&.@%-])${name}(?<sh>\\+?=)|\\$(?:(?:script|global|local|private):)?${name}\\b\\s*(?<ps>(?:[-+*/%]|\\?\\?)?=)(?!=)[ \\t]*|@${name}[ \\t]*=[ \\t]*)`,
        // What is set anew each time, parameters included.
        `(?<loop>(?:\\bfunction\\s+[\\w:-]+\\s*\\(|\\bparam\\s*\\()(?:[^(){}]|\\([^(){}]*\\))*?\\$${name}\\b|\\bfor\\s+${name}\\s+in\\b|\\(\\s*\\$${name}\\s+in\\b|\\bread\\b[^\\r\\n|;]*\\b${name}\\b|\\[ref\\]\\s*\\$${name}\\b|-(?:Out|Error)Variable\\s+['"]?\\+?${name}\\b)`,
      ].join('|'),
      'gim',
    );
    return [...this.#text.matchAll(pattern)].map((match): Assignment => {
      const { sh, ps, loop } = match.groups ?? {};
      const start = match.index + match[0].length;
      const isPlain = loop === undefined && [undefined, '='].includes(sh) && [undefined, '='].includes(ps);
      return { isOutermost: lineStart(this.#text, match.index) === match.index, ...(isPlain && { value: { start, end: this.#endOf(start) } }) };
    });
  }

  /** Where a value ends: with its bracket or backtick, else with its line. */
  #endOf(start: number): number {
    const limit = Math.min(this.#text.length, start + LONGEST);
    const opening = /^["']?(?:[@$]?\(|`)/.exec(this.#text.slice(start, start + 4))?.[0];
    if (opening === undefined) return start + (/^[^\r\n]*/.exec(this.#text.slice(start, limit))?.[0].length ?? 0);
    let depth = opening.endsWith('(') ? 1 : 0;
    let at = start + opening.length;
    for (; at < limit; at++) {
      const character = this.#text.charAt(at);
      if (depth === 0 && character === '`') break;
      if (depth > 0 && character === '(') depth++;
      if (depth > 0 && character === ')' && --depth === 0) break;
    }
    // Members that are read of it stand behind the bracket.
    return at + (/^[^\r\n]*/.exec(this.#text.slice(at, limit))?.[0].length ?? 0);
  }
}
