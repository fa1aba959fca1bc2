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

/** What is given, in the three notations. */
const ASSIGNMENT =
  /(?:(?:export|readonly|declare|local)[ \t]+)?(?:(?<![\w$?&.@%-])(?<sh>[A-Za-z_]\w*)(?<shSign>\+?=)|\$(?:(?:script|global|local|private):)?(?<ps>[A-Za-z_]\w*)\s*(?<psSign>(?:[-+*/%]|\?\?)?=)(?!=)[ \t]*|@(?<at>[A-Za-z_]\w*)[ \t]*=[ \t]*)/gi;
const PARAMETERS = /(?:\bfunction\s+[\w:-]+\s*\(|\bparam\s*\()(?:[^(){}]|\([^(){}]*\))*/gi;
const READ = /\bread\b([^\r\n|;]*)/g;
const LOOP = /\bfor\s+(\w+)\s+in\b|\(\s*\$(\w+)\s+in\b|\[ref\]\s*\$(\w+)|-(?:Out|Error)Variable\s+['"]?\+?(\w+)/gi;

/** A longer value is none that a command of the REST interface answers with. */
const LONGEST = 2000;

const SET_ANEW: Assignment = { isOutermost: false };

/** Variables that a text gives a value once, found by their names alone: the texts around commands may be of any language. Never throws. */
export class Variables {
  readonly #text: string;
  #found: ReadonlyMap<string, readonly Assignment[]> | undefined;

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
    return (this.#found ??= this.#find()).get(name) ?? [];
  }

  /** All of them in one go, since a text may have a variable in every line. */
  #find(): ReadonlyMap<string, readonly Assignment[]> {
    const found = new Map<string, Assignment[]>();
    const add = (name: string, assignment: Assignment): void => {
      const others = found.get(name.toLowerCase());
      if (others) others.push(assignment);
      else found.set(name.toLowerCase(), [assignment]);
    };
    const parameters: Span[] = [];
    for (const { 0: list, index } of this.#text.matchAll(PARAMETERS)) {
      parameters.push({ start: index, end: index + list.length });
      for (const name of namesIn(list, /\$([A-Za-z_]\w*)/g)) add(name, SET_ANEW);
    }
    for (const [, list = ''] of this.#text.matchAll(READ)) for (const name of namesIn(list, /([A-Za-z_]\w*)/g)) add(name, SET_ANEW);
    for (const match of this.#text.matchAll(LOOP)) add(match.slice(1).join(''), SET_ANEW);
    let next = 0;
    for (const match of this.#text.matchAll(ASSIGNMENT)) {
      // A default of a parameter is no assignment.
      while ((parameters[next]?.end ?? Infinity) <= match.index) next++;
      if ((parameters[next]?.start ?? Infinity) < match.index) continue;
      const { sh, shSign = '=', ps, psSign = '=', at } = match.groups ?? {};
      const start = match.index + match[0].length;
      const isPlain = shSign === '=' && psSign === '=';
      const isOutermost = lineStart(this.#text, match.index) === match.index;
      add(sh ?? ps ?? at ?? '', { isOutermost, ...(isPlain && { value: { start, end: this.#endOf(start) } }) });
    }
    return found;
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

function namesIn(list: string, pattern: RegExp): Set<string> {
  return new Set([...list.matchAll(pattern)].map(([, name = '']) => name.toLowerCase()));
}
