import type { Io } from './io.ts';

/** A run that is over sooner says nothing, in milliseconds. */
const QUIET = 1000;
/** How often the line is drawn at most, in milliseconds. */
const INTERVAL = 100;

/** One line on standard error that says how far a long run has come. Only for a person at a terminal, and gone at the end. */
export class Progress {
  readonly #io: Io;
  readonly #isShown: boolean;
  #next: number;
  #isDrawn = false;

  constructor(io: Io) {
    this.#io = io;
    this.#isShown = io.stderr.isTerminal && !io.env.CI && io.env.TERM !== 'dumb';
    this.#next = io.now() + QUIET;
  }

  /** Says what is being done. Cheap enough to be called for each file. */
  step(doing: string, done: number, total: number): void {
    if (!this.#isShown) return;
    const now = this.#io.now();
    if (now < this.#next) return;
    this.#next = now + INTERVAL;
    this.#isDrawn = true;
    this.#io.stderr.write(`\r${doing} ${done} of ${total} files\x1b[K`);
  }

  /** Takes the line away. To be called before anything else is written. */
  end(): void {
    if (this.#isDrawn) this.#io.stderr.write('\r\x1b[K');
    this.#isDrawn = false;
  }
}
