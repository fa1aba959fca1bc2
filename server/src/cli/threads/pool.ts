import { append } from '../../core/lists.ts';
import type { SourceFile } from '../../core/source-file.ts';
import type { Prepared } from '../../workspace/prepared.ts';
import type { PreparedFiles, Surroundings } from './preparing.ts';

/** A thread that prepares files: it is told the surroundings first, and answers each list of files in its order. */
export interface Thread {
  send(message: Surroundings | readonly SourceFile[]): void;
  /** The next answer. Rejects when the thread has ended. */
  next(): Promise<PreparedFiles>;
  end(): void;
}

/** So many files are sent in one message: enough that messages cost little, few enough that all threads end at about the same time. */
const BATCH = 50;

/** One more than a thread works on, so that it never waits. */
const MOST_SENT = 2;

/** Called with each file, in any order, and what has been worked out; nothing for one that has to be read by the caller. */
export type Take = (file: SourceFile, prepared: Prepared | undefined) => void;

/** A thread, and the files that it has not answered yet. */
interface Driven {
  readonly thread: Thread;
  readonly sent: (readonly SourceFile[])[];
  /** Settled when it has answered all that it was sent, or has ended. Never rejects. */
  answered: Promise<void>;
  ended: boolean;
}

/** Prepares files in several threads, from the first ones on that are known. A thread that ends early costs time and loses nothing. */
export class Pool {
  readonly #threads: readonly Driven[];
  readonly #files: SourceFile[] = [];
  #next = 0;
  #isWhole = false;
  readonly #lost: SourceFile[] = [];
  readonly #log: string[] = [];
  readonly #results: (readonly [SourceFile, Prepared | undefined])[] = [];
  #take: Take = (file, prepared) => this.#results.push([file, prepared]);

  constructor(surroundings: Surroundings, threads: readonly Thread[]) {
    this.#threads = threads.map((thread) => ({ thread, sent: [], answered: Promise.resolve(), ended: false }));
    for (const thread of threads) thread.send(surroundings);
  }

  /** Has one more file prepared. */
  add(file: SourceFile): void {
    this.#files.push(file);
    if (this.#files.length - this.#next >= BATCH) this.#feed();
  }

  /**
   * Waits for all files that have been added, and ends the threads. No more can be added.
   * @param log called with what has to be told of rules that failed
   */
  async finish(take: Take, log: (message: string) => void): Promise<void> {
    this.#isWhole = true;
    this.#feed();
    for (const [file, prepared] of this.#results.splice(0)) take(file, prepared);
    this.#take = take;
    while (this.#threads.some(({ sent }) => sent.length > 0)) await Promise.all(this.#threads.map(({ answered }) => answered));
    this.end();
    for (const file of [...this.#lost, ...this.#files.slice(this.#next)]) take(file, undefined);
    this.#log.forEach(log);
  }

  /** Ends the threads, whatever they are at. */
  end(): void {
    for (const { thread } of this.#threads) thread.end();
  }

  /** Sends what waits to whoever has least to do. */
  #feed(): void {
    for (let most = 1; most <= MOST_SENT; most++)
      for (const driven of this.#threads) {
        const waiting = this.#files.length - this.#next;
        if (driven.ended || driven.sent.length >= most || waiting < (this.#isWhole ? 1 : BATCH)) continue;
        const some = this.#files.slice(this.#next, (this.#next += BATCH));
        this.#next = Math.min(this.#next, this.#files.length);
        driven.thread.send(some);
        if (driven.sent.push(some) === 1) driven.answered = this.#drive(driven);
      }
  }

  async #drive(driven: Driven): Promise<void> {
    const { thread, sent } = driven;
    for (let first = sent[0]; first; first = sent[0]) {
      // One that has ended answers nothing more.
      const answer = await thread.next().catch(() => undefined);
      if (!answer) {
        driven.ended = true;
        append(this.#lost, sent.splice(0).flat());
        return;
      }
      sent.shift();
      this.#feed();
      append(this.#log, answer.log);
      for (const [index, file] of first.entries()) this.#take(file, answer.prepared[index]);
    }
  }
}
