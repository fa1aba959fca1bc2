/** One character of a line as `cmd` sees it once variables are expanded and carets are gone. */
export interface Character {
  /** Empty where a variable stands whose value is not known. */
  readonly c: string;
  /** What it is written as. */
  readonly start: number;
  readonly end: number;
  /** Whether it stands for itself: it may be an operator, a quote or a blank. */
  readonly plain: boolean;
  /** Whether quotes are open in front of it. */
  readonly quoted: boolean;
}

/** A line with those that a caret at its end joins to it. */
export interface LogicalLine {
  readonly characters: readonly Character[];
  readonly start: number;
  /** Behind its line end. */
  readonly next: number;
}

/** What decides how variables are read. */
export interface Variables {
  /** The value of a variable, by its name in lower case; `undefined` where it is not known. */
  valueOf(name: string): string | undefined;
  /** Letters of the variables of `for`. */
  readonly loops: ReadonlySet<string>;
  /** Whether `!name!` stands for a variable as well. */
  readonly delayed: boolean;
}

const PARAMETER = /%(?:\*|~[a-z$:]*\d|\d)/iy;
const NAMED = /%([^%\r\n]+)%/y;
const DELAYED = /!([^!\r\n]+)!/y;
/** So many UTF-16 units cmd takes for a line once its variables are expanded. Source: Microsoft, Command prompt line string limitation. */
const LONGEST = 8191;
const LOOP = /%%(?:~[a-z$:]*)?([a-z])/iy;

/** Reads the line that begins at an offset. Source: Microsoft, cmd and set; the order of its phases as cmd shows them. */
export function readLine(text: string, start: number, variables: Variables): LogicalLine {
  const characters: Character[] = [];
  const state = { at: start, quoted: false, escaped: false, expanded: 0 };
  const add = (c: string, end: number, plain: boolean): void => {
    // Blanks in a value part words, unless quotes are around them.
    if (!plain) state.expanded += c.length;
    // Variables that double each other have values of any length, and cmd runs no such line.
    const isTooLong = !plain && state.expanded > LONGEST;
    const known = !isTooLong && (plain || state.quoted || !/[ \t,;=]/.test(c)) ? c : '';
    characters.push({ c: known, start: state.at, end, plain: plain && !state.escaped, quoted: state.quoted });
    if (c === '"' && plain && !state.escaped) state.quoted = !state.quoted;
    state.escaped = false;
    state.at = end;
  };
  while (state.at < text.length) {
    const { at } = state;
    const c = text[at] ?? '';
    if (c === '\r' || c === '\n') {
      const end = at + (c === '\r' && text[at + 1] === '\n' ? 2 : 1);
      if (!state.escaped || end >= text.length) return { characters, start, next: end };
      state.at = end;
    } else if (c === '%') expand(text, at, variables, add);
    else if (c === '!' && variables.delayed) {
      DELAYED.lastIndex = at;
      add('', DELAYED.test(text) ? DELAYED.lastIndex : at + 1, false);
    } else if (c === '^' && !state.quoted && !state.escaped) {
      state.escaped = true;
      state.at++;
    } else add(c, at + 1, true);
  }
  return { characters, start, next: state.at };
}

function expand(text: string, at: number, variables: Variables, add: (c: string, end: number, plain: boolean) => void): void {
  if (text[at + 1] === '%') {
    LOOP.lastIndex = at;
    const loop = LOOP.exec(text)?.[1];
    if (loop !== undefined && variables.loops.has(loop.toLowerCase())) add('', LOOP.lastIndex, false);
    else add('%', at + 2, false);
    return;
  }
  for (const pattern of [PARAMETER, NAMED]) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) continue;
    const end = pattern.lastIndex;
    const value = pattern === NAMED ? variables.valueOf((match[1] ?? '').toLowerCase()) : undefined;
    add(value ?? '', end, false);
    return;
  }
  // A percent sign of its own is left out.
  add('', at + 1, false);
}
