import type { Connection, WorkDoneProgressReporter, WorkDoneProgressServerReporter } from 'vscode-languageserver';

const TITLE = 'Always On VPN';

/** What is over sooner says nothing, in milliseconds. */
const QUIET = 1000;

/** How often it is said how far something is, in milliseconds. */
const INTERVAL = 200;

/** Says in the editor how far the reading of folders has come, where that takes a while and the editor shows such things. */
export class ReadingProgress {
  readonly #connection: Connection;
  #next = performance.now() + QUIET;
  #shown: Promise<WorkDoneProgressServerReporter> | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Cheap enough to be called for each file. */
  step(read: number, found: number): void {
    const now = performance.now();
    if (now < this.#next) return;
    this.#next = now + INTERVAL;
    this.#shown ??= this.#begin();
    this.#tell((shown) => {
      if (read === 0) shown.report(`looking for files, ${found} found`);
      else shown.report(Math.floor((read / found) * 100), `reading ${read} of ${found} files`);
    });
  }

  end(): void {
    this.#tell((shown) => {
      shown.done();
    });
  }

  async #begin(): Promise<WorkDoneProgressServerReporter> {
    const shown = await this.#connection.window.createWorkDoneProgress();
    shown.begin(TITLE, 0, undefined, false);
    return shown;
  }

  #tell(what: (shown: WorkDoneProgressServerReporter) => void): void {
    // An editor that refuses, or is going away, is told nothing.
    this.#shown?.then(what).catch(() => undefined);
  }
}

/** Says to whoever asked for the findings of all files how far the checking has come. Once: the token of a request is good for one beginning and one end. */
export class CheckingProgress {
  readonly #reporter: WorkDoneProgressReporter;
  #total = 0;
  #state: 'waiting' | 'begun' | 'ended' = 'waiting';
  #next = 0;

  constructor(reporter: WorkDoneProgressReporter) {
    this.#reporter = reporter;
  }

  /** @param left how many files are still to be checked */
  step(left: number): void {
    const now = performance.now();
    if (this.#state === 'waiting' && left > 0) {
      this.#state = 'begun';
      this.#total = left;
      this.#next = now + INTERVAL;
      this.#reporter.begin(TITLE, 0, `checking ${left} ${left === 1 ? 'file' : 'files'}`, false);
    }
    if (this.#state !== 'begun' || now < this.#next) return;
    this.#next = now + INTERVAL;
    // What is edited meanwhile is to be checked as well.
    this.#total = Math.max(this.#total, left);
    this.#reporter.report(Math.floor((1 - left / this.#total) * 100), `checked ${this.#total - left} of ${this.#total} files`);
  }

  end(): void {
    if (this.#state !== 'begun') return;
    this.#state = 'ended';
    this.#reporter.done();
  }
}
