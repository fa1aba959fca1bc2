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

/**
 * Prepares files in several threads.
 * @param take called with each file, in any order, and what has been worked out; nothing for one that has to be read here. A thread that ends
 *   early costs time and loses nothing.
 * @param log called with what has to be told of rules that failed
 */
export async function prepareInThreads(
  files: readonly SourceFile[],
  surroundings: Surroundings,
  threads: readonly Thread[],
  take: (file: SourceFile, prepared: Prepared | undefined) => void,
  log: (message: string) => void,
): Promise<void> {
  let next = 0;
  const batch = (): readonly SourceFile[] => files.slice(next, (next += BATCH));
  const lost: SourceFile[] = [];

  const drive = async (thread: Thread): Promise<void> => {
    // One more than it works on, so that it never waits.
    const sent: (readonly SourceFile[])[] = [];
    const send = (): void => {
      const some = batch();
      if (some.length === 0) return;
      sent.push(some);
      thread.send(some);
    };
    thread.send(surroundings);
    send();
    send();
    for (let first = sent[0]; first; first = sent[0]) {
      // One that has ended answers nothing more.
      const answer = await thread.next().catch(() => undefined);
      if (!answer) break;
      sent.shift();
      send();
      for (const message of answer.log) log(message);
      for (const [index, file] of first.entries()) take(file, answer.prepared[index]);
    }
    append(lost, sent.flat());
    thread.end();
  };

  await Promise.all(threads.map(drive));
  for (const file of [...lost, ...files.slice(next)]) take(file, undefined);
}
