import type { Problems } from './problems.ts';

/** The text being scanned, with what the scanner has learnt about it so far. Scanning goes forward only. */
export class Source {
  readonly text: string;
  readonly problems: Problems;
  /** Set once a document type is seen that may declare entities: from then on an unfamiliar entity is no problem. */
  mayDeclareEntities = false;
  /** Whether a start tag has been passed, and with it the place for a document type. */
  inContent = false;
  /** Whether the last tag lacks its `>`: it would go on if the `<` that ends it were escaped. */
  behindOpenTag = false;
  readonly #absent = new Set<string>();

  constructor(text: string, problems: Problems) {
    this.text = text;
    this.problems = problems;
  }

  /**
   * Like `text.indexOf`, but remembers what is nowhere ahead: without this a text full of `<!--` that never end would
   * be searched to its end for each of them.
   */
  find(what: string, from: number): number {
    if (this.#absent.has(what)) return -1;
    const found = this.text.indexOf(what, from);
    if (found < 0) this.#absent.add(what);
    return found;
  }

  /** Whether it is known that no complete `what` lies ahead. */
  lacks(what: string): boolean {
    return this.#absent.has(what);
  }

  /** Remembers that no complete `what` lies ahead. */
  rememberLack(what: string): void {
    this.#absent.add(what);
  }
}
