import type { Character, Variables } from './characters.ts';

/** What a batch file calls by names: its variables and its labels. */
export class Names implements Variables {
  readonly loops: ReadonlySet<string>;
  readonly delayed: boolean;
  /** How often the file gives each variable a value. */
  readonly #assigned = new Map<string, number>();
  readonly #values = new Map<string, string>();
  readonly #targets: ReadonlySet<string>;
  readonly #hasUnknownTarget: boolean;
  readonly #called: ReadonlySet<string>;
  /** Whether a label is passed: what follows may run again, or first. */
  #isPassed = false;

  constructor(text: string) {
    this.delayed = /enabledelayedexpansion|\/v:on/i.test(text);
    const letters = new Set(lowered(text.matchAll(/%%([a-z])\s+in\b/gi)));
    const hasTokens = /tokens=/i.test(text);
    this.loops = new Set([...letters].flatMap((letter) => (hasTokens ? followers(letter) : letter)));
    for (const name of lowered(text.matchAll(/\bset\b\s*(?:\/[ap]\b\s*)?"?([^=\s"%!&|<>]+)\s*[-+*/%&|^]?=/gi)))
      this.#assigned.set(name, (this.#assigned.get(name) ?? 0) + 1);
    this.#targets = new Set(lowered(text.matchAll(/\bgoto\s*(?::\s*)?([^\s:+,;=&|<>()]+)/gi)));
    this.#hasUnknownTarget = [...this.#targets].some((target) => /[%!]/.test(target));
    this.#called = new Set(lowered(text.matchAll(/\bcall\s+:([^\s:+,;=&|<>()]+)/gi)));
  }

  valueOf(name: string): string | undefined {
    return this.#values.get(name);
  }

  /** Whether a label is the target of a `goto`; a target that only the running file knows may be any. */
  isTarget(label: string): boolean {
    return this.#hasUnknownTarget || this.#targets.has(label);
  }

  isCalled(label: string): boolean {
    return this.#called.has(label);
  }

  /** Notes that a label is passed. */
  passed(): void {
    this.#isPassed = true;
  }

  /** From here on no variable is known: other files may have set them. */
  forget(): void {
    this.#values.clear();
    this.#isPassed = true;
  }

  /**
   * Takes in an assignment, whose characters behind `set` these are. It is known if it is the only one of its variable.
   * @param surely whether it runs in any case, and before what follows it
   */
  set(characters: readonly Character[], surely: boolean): void {
    const text = characters.map(({ c }) => c).join('');
    const isKnown = characters.every(({ c }) => c !== '');
    const match = /^\s*"(.*)"[^"]*$/.exec(text) ?? /^\s*((?:[^\s"][^"]*)?)$/.exec(text);
    const [, name, value] = /^([^=/][^=]*)=(.*)$/s.exec(match?.[1] ?? '') ?? [];
    if (!isKnown || !surely || this.#isPassed || name === undefined || value === undefined) return;
    // What means something to cmd, or is a variable itself, is expanded at another time.
    if (value === '' || /["%!&|<>^]|\\$/.test(value) || this.#assigned.get(name.trim().toLowerCase()) !== 1) return;
    this.#values.set(name.toLowerCase(), value);
  }
}

function lowered(matches: Iterable<RegExpMatchArray>): string[] {
  return [...matches].map((match) => (match[1] ?? '').toLowerCase());
}

/** The variables of a loop with tokens: `for /f` gives the letters behind its own a value as well. */
function followers(letter: string): string[] {
  return 'abcdefghijklmnopqrstuvwxyz'.slice('abcdefghijklmnopqrstuvwxyz'.indexOf(letter)).split('');
}
