import { textOf, type Span } from '../../core/span.ts';
import { readLine, type Character } from './characters.ts';
import { lineForCmd } from './handed.ts';
import { Names } from './names.ts';
import type { BatchCommand, BatchScript } from './script.ts';
import type { Word } from '../reg-exe/words.ts';
import { isBlank, wordsOf } from './words.ts';

/** Reads a batch file. Never fails on any text. Source: Microsoft, the references of cmd, if, for, goto, call and set. */
export function parseBatch(text: string): BatchScript {
  return new BatchReader(text).script();
}

/**
 * The commands of a line that `cmd` is given to run, `/c reg add …`, as characters behind the name of the program. Their places are those of the
 * characters. `undefined` where the line is not certain.
 * @param text what the places are places in
 */
export function parseHanded(words: readonly Character[], text: string): readonly BatchCommand[] | undefined {
  const line = lineForCmd(words);
  return line && new BatchReader(text, '').line(line);
}

/** A parenthesis that is open, and what decides about what stands in it. */
interface Block {
  readonly branch: readonly number[];
}

class BatchReader {
  readonly #text: string;
  readonly #commands: BatchCommand[] = [];
  readonly #comments: Span[] = [];
  readonly #names: Names;
  readonly #blocks: Block[] = [];
  #ids = 0;
  /** What decides about the part of the file that is read, and whether it is called. */
  #part: { readonly branch: readonly number[]; readonly inSubroutine: boolean } = { branch: [], inSubroutine: false };
  /** Whether it is a line of its own, of which no further one is looked for in it. */
  #isAlone = false;
  // The line that is read.
  #line: readonly Character[] = [];
  #at = 0;
  #branch: readonly number[] = [];
  #first = 0;

  /** @param naming the text that gives variables their values, and labels */
  constructor(text: string, naming = text) {
    this.#text = text;
    this.#names = new Names(naming);
  }

  /** The commands of one line that stands alone. */
  line(characters: readonly Character[]): readonly BatchCommand[] {
    this.#isAlone = true;
    this.#line = characters;
    this.#read();
    return this.#commands;
  }

  script(): BatchScript {
    for (let at = 0; at < this.#text.length;) {
      const label = /[ \t,;=]*(?::[^\r\n]*)/y;
      label.lastIndex = at;
      if (label.test(this.#text)) {
        this.#label({ start: at + this.#text.slice(at, label.lastIndex).indexOf(':'), end: label.lastIndex });
        at = label.lastIndex + (/\r?\n|\r/y.exec(this.#text.slice(label.lastIndex, label.lastIndex + 2))?.[0].length ?? 0);
        continue;
      }
      const line = readLine(this.#text, at, this.#names);
      this.#line = line.characters;
      this.#at = 0;
      this.#branch = this.#blocks.at(-1)?.branch ?? this.#part.branch;
      this.#read();
      at = line.next;
    }
    return { text: this.#text, commands: this.#commands, comments: this.#comments };
  }

  #label(span: Span): void {
    const text = this.#text.slice(span.start, span.end);
    if (text.startsWith('::')) {
      this.#comments.push(span);
      return;
    }
    const name = /^:\s*([^\s:+,;=&|<>()]*)/.exec(text)?.[1]?.toLowerCase() ?? '';
    const inSubroutine = this.#names.isCalled(name);
    if (inSubroutine || this.#names.isTarget(name)) this.#part = { branch: [++this.#ids], inSubroutine };
    this.#names.passed();
  }

  /** The commands of a line, up to its end. */
  #read(): void {
    const from = this.#commands.length;
    this.#first = this.#at;
    let outer = this.#branch;
    let piped = false;
    while (this.#at < this.#line.length) {
      this.#skip();
      const operator = this.#operator();
      if (operator === '(') {
        this.#at++;
        this.#blocks.push({ branch: this.#branch });
        outer = this.#branch;
      } else if (operator === ')') {
        this.#at++;
        const closed = this.#blocks.pop();
        // What follows on the line may still belong to an `if`.
        outer = this.#branch = closed ? closed.branch : this.#branch;
      } else if (operator !== undefined) {
        const double = this.#line[this.#at + 1]?.c === operator && operator !== ')' && this.#isOperator(this.#at + 1);
        this.#at += double ? 2 : 1;
        piped = operator === '|' && !double;
        this.#branch = double ? [...outer, ++this.#ids] : outer;
      } else {
        const inner = this.#command(piped);
        // An `if` or `for` has all that follows on its line.
        if (inner) outer = this.#branch = inner;
        piped = false;
      }
    }
    this.#complete(from);
  }

  /** All commands of a line are one statement. */
  #complete(from: number): void {
    const start = this.#line.slice(this.#first).find((character) => !isBlank(character))?.start ?? 0;
    const end = this.#line.findLast((character) => !isBlank(character))?.end ?? start;
    for (let index = from; index < this.#commands.length; index++) {
      const command = this.#commands[index];
      if (command) this.#commands[index] = { ...command, statement: { start, end } };
    }
  }

  /** What does not belong to a command's name. */
  #skip(): void {
    while (/^[ \t,;=@]$/.test(this.#line[this.#at]?.c ?? '')) this.#at++;
  }

  #isOperator(at: number): boolean {
    const character = this.#line[at];
    return character !== undefined && character.plain && !character.quoted && /^[&|()<>]$/.test(character.c);
  }

  /** An operator between commands. */
  #operator(): string | undefined {
    const c = this.#line[this.#at]?.c ?? '';
    return this.#isOperator(this.#at) && c !== '<' && c !== '>' ? c : undefined;
  }

  /** Reads one command, or what stands before one. Returns the branch of what follows where that is another one. */
  #command(piped: boolean): readonly number[] | undefined {
    const word = this.#peek();
    if (/^rem$/i.test(word)) {
      const start = this.#line[this.#at]?.start ?? 0;
      const end = this.#line.at(-1)?.end ?? start;
      this.#comments.push({ start, end });
      this.#at = this.#line.length;
      return undefined;
    }
    if (/^if$/i.test(word)) {
      this.#take();
      this.#condition();
      return [...this.#branch, ++this.#ids];
    }
    if (/^else$/i.test(word)) {
      this.#take();
      return [...this.#branch, ++this.#ids];
    }
    if (/^for$/i.test(word)) {
      this.#loop();
      return [...this.#branch, ++this.#ids];
    }
    const { characters, kept } = this.#stretch();
    const [name, ...args] = wordsOf(kept, this.#text);
    if (!name) return undefined;
    const span = { start: name.span.start, end: args.at(-1)?.span.end ?? name.span.end };
    const branch = this.#branch;
    const said = name.text?.toLowerCase();
    this.#commands.push({ name, args, span, statement: span, branch, inSubroutine: this.#part.inSubroutine, piped, ...this.#handed(name, kept) });
    if (said === 'set')
      this.#names.set(
        characters.filter(({ start }) => start >= name.span.end),
        branch.length === 0 && this.#blocks.length === 0,
      );
    if (said === 'endlocal' || (said === 'call' && args[0]?.text?.startsWith(':') !== true)) this.#names.forget();
    // What is jumped over runs or does not.
    if (said !== undefined && /^goto\b/.test(said) && !/^:?eof$/i.test(args[0]?.text ?? '')) this.#part = { ...this.#part, branch: [++this.#ids] };
    return undefined;
  }

  /** What a command has `cmd` run, whichever folder that is called from. */
  #handed({ inner, span }: Word, kept: readonly Character[]): Pick<BatchCommand, 'handed'> {
    if (this.#isAlone || !/(?:^|[\\/])cmd(?:\.exe)?$/i.test(textOf(this.#text, inner))) return {};
    const handed = parseHanded(
      kept.filter(({ start }) => start >= span.end),
      this.#text,
    );
    return handed ? { handed } : {};
  }

  /** The next word, up to a blank, an operator, or what ends a name. */
  #peek(): string {
    let word = '';
    for (let at = this.#at; at < this.#line.length; at++) {
      const c = this.#line[at]?.c ?? '';
      if (this.#isOperator(at) || !/^[\w.:]$/.test(c)) break;
      word += c;
    }
    return word;
  }

  /** The next word with its quotes, up to a blank outside of them. */
  #take(): string {
    this.#blanks();
    let word = '';
    for (; this.#at < this.#line.length; this.#at++) {
      const character = this.#line[this.#at];
      if (character === undefined || (!character.quoted && (isBlank(character) || (this.#isOperator(this.#at) && word !== '')))) break;
      word += character.c;
    }
    return word;
  }

  #blanks(): void {
    while (isBlank(this.#line[this.#at])) this.#at++;
  }

  #condition(): void {
    let first = this.#take();
    while (/^(?:\/i|not)$/i.test(first)) first = this.#take();
    if (/^(?:exist|defined|errorlevel|cmdextversion)$/i.test(first)) {
      this.#take();
      return;
    }
    if (/==./.test(first)) return;
    if (first.endsWith('==')) {
      this.#take();
      return;
    }
    const second = this.#take();
    if (second === '==' || !second.startsWith('==')) this.#take();
  }

  /** Passes what stands before the command of a loop: `for … in (…) do`. */
  #loop(): void {
    let text = '';
    let depth = 0;
    for (; this.#at < this.#line.length; this.#at++) {
      const c = this.#line[this.#at]?.c ?? '';
      if (depth === 0 && /(?:^|\s)do$/i.test(text) && /^[ \t(@]$/.test(c)) return;
      if (this.#isOperator(this.#at) && c === '(') depth++;
      if (this.#isOperator(this.#at) && c === ')') {
        depth--;
        text = '';
      } else text += c;
    }
  }

  /** The characters of a command up to the next operator between commands, and those of them that are no redirection. */
  #stretch(): { characters: Character[]; kept: Character[] } {
    const start = this.#at;
    const kept: Character[] = [];
    while (this.#at < this.#line.length) {
      const character = this.#line[this.#at];
      if (character === undefined) break;
      if (this.#isOperator(this.#at) && /^[<>]$/.test(character.c)) {
        // The number of the stream that is redirected.
        if (/^\d$/.test(kept.at(-1)?.c ?? '') && (kept.length === 1 || isBlank(kept.at(-2)))) kept.pop();
        this.#redirection();
      } else if (this.#isOperator(this.#at) && character.c !== '(' && !(character.c === ')' && this.#blocks.length === 0)) break;
      else {
        kept.push(character);
        this.#at++;
      }
    }
    return { characters: this.#line.slice(start, this.#at), kept };
  }

  #redirection(): void {
    while (/^[<>]$/.test(this.#line[this.#at]?.c ?? '')) this.#at++;
    if (this.#line[this.#at]?.c === '&') this.#at += 2;
    else this.#take();
  }
}
