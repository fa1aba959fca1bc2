import { isMainThread, parentPort, Worker } from 'node:worker_threads';

/** Young objects of a thread that reads one file after the other, in megabytes: most are gone before there are as many. */
const YOUNG = 64;

/** Runs a program in a thread, which answers each message with one. */
export class AnsweringThread<Message, Answer> {
  readonly #worker: Worker;
  readonly #answers: Answer[] = [];
  #waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined;
  #ended: Error | undefined;

  /** @param program path of a script that calls `answerMessages` */
  constructor(program: string) {
    this.#worker = new Worker(program, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG }, stdout: true, stderr: true });
    this.#worker.on('message', (answer: Answer) => {
      const waiting = this.#waiting;
      this.#waiting = undefined;
      if (waiting) waiting.resolve(answer);
      else this.#answers.push(answer);
    });
    const fail = (error: Error): void => {
      this.#ended ??= error;
      this.#waiting?.reject(this.#ended);
    };
    this.#worker.on('error', fail);
    this.#worker.on('exit', () => {
      fail(new Error('The thread has ended.'));
    });
  }

  send(message: Message): void {
    this.#worker.postMessage(message);
  }

  async next(): Promise<Answer> {
    const answer = this.#answers.shift();
    if (answer !== undefined) return answer;
    if (this.#ended) throw this.#ended;
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
  }

  end(): void {
    void this.#worker.terminate();
  }
}

/** Whether this is a thread of `AnsweringThread`. */
export const isThread = !isMainThread;

/** Answers the messages to this thread, as long as there are any. The first one is for `begin`, and is not answered. */
export function answerMessages(begin: (first: unknown) => (message: unknown) => unknown): void {
  let answer: ((message: unknown) => unknown) | undefined;
  parentPort?.on('message', (message: unknown) => {
    if (answer) parentPort?.postMessage(answer(message));
    else answer = begin(message);
  });
}
