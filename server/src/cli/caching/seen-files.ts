import { createHash } from 'node:crypto';
import { reasonOf, stampOf, type DirectoryEntry, type FileStat, type FileSystem } from '../../workspace/file-system.ts';

/** What a run has asked of the disk, and the answers: where these are the same again, so is the result. By URI. */
export interface SeenFiles {
  /** What is in a folder, as a hash. */
  readonly folders: Readonly<Record<string, string>>;
  /** What a path leads to; how it failed where it did. */
  readonly stats: Readonly<Record<string, string>>;
  /** How a file looked, and the hash of what is in it. */
  readonly contents: Readonly<Record<string, readonly [stamp: string, hash: string]>>;
}

/** The name of the file in which results are kept. It is no part of any result. */
export const CACHE_FILE = '.aovpncache';

/** A file that was written so shortly before it was read may be written again without looking any different, in milliseconds. */
const RECENT = 2000;

/** How many files are looked at, at one time. */
const AT_ONCE = 32;

/** Notes what is asked of a file system. */
export class Recording implements FileSystem {
  readonly ignoresCase: boolean;
  readonly #files: FileSystem;
  /** The time, in milliseconds as files have it. */
  readonly #now: () => number;
  readonly #folders: Record<string, string> = {};
  readonly #stats: Record<string, string> = {};
  readonly #stamps = new Map<string, string>();
  readonly #contents: Record<string, readonly [string, string]> = {};

  constructor(files: FileSystem, now: () => number) {
    this.#files = files;
    this.#now = now;
    this.ignoresCase = files.ignoresCase;
  }

  async readDirectory(uri: string): Promise<readonly DirectoryEntry[]> {
    return this.#noted(this.#folders, uri, () => this.#files.readDirectory(uri), entriesHash);
  }

  async readFile(uri: string): Promise<Uint8Array> {
    try {
      const bytes = await this.#files.readFile(uri);
      this.#contents[uri] = [this.#stamps.get(uri) ?? '', hashOf(bytes)];
      return bytes;
    } catch (error) {
      this.#contents[uri] = ['', failure(error)];
      throw error;
    }
  }

  async stat(uri: string): Promise<FileStat> {
    return this.#noted(
      this.#stats,
      uri,
      () => this.#files.stat(uri),
      (found) => {
        this.#stamps.set(uri, settledStamp(found, this.#now()));
        return describe(found);
      },
    );
  }

  /** Not noted: where it leads to another file, that has been seen, and says what it says. */
  linkTarget(uri: string): Promise<string | undefined> {
    return this.#files.linkTarget(uri);
  }

  /** All that has been seen. */
  seen(): SeenFiles {
    return { folders: this.#folders, stats: this.#stats, contents: this.#contents };
  }

  async #noted<T>(notes: Record<string, string>, uri: string, ask: () => Promise<T>, note: (answer: T) => string): Promise<T> {
    try {
      const answer = await ask();
      notes[uri] = note(answer);
      return answer;
    } catch (error) {
      notes[uri] = failure(error);
      throw error;
    }
  }
}

/**
 * Whether the disk would still give the same answers. A file is read only where its size or time differs.
 * @returns what was seen, the same object where the files look the same, else with how they look now; `undefined` where anything is different
 */
export async function seenAgain(seen: SeenFiles, files: FileSystem, now: number): Promise<SeenFiles | undefined> {
  const renewed: Record<string, readonly [string, string]> = {};
  const isSame = async ([uri, what]: readonly [string, string]): Promise<boolean> => {
    const known = seen.contents[uri];
    const found = await files.stat(uri).then(
      (stat) => ({ text: describe(stat), stamp: settledStamp(stat, now) }),
      (error: unknown) => ({ text: failure(error), stamp: '' }),
    );
    if (!known) return found.text === what;
    const [stamp, hash] = known;
    if (stamp !== found.stamp) renewed[uri] = [found.stamp, hash];
    if (stamp !== '' && stamp === found.stamp) return true;
    return found.text === what && (await files.readFile(uri).then(hashOf, failure)) === hash;
  };
  const isSameFolder = async ([uri, hash]: readonly [string, string]): Promise<boolean> => (await files.readDirectory(uri).then(entriesHash, failure)) === hash;
  // What was read without a look at it first.
  const unlooked = Object.entries(seen.contents).filter(([uri]) => seen.stats[uri] === undefined);
  for (const [uri, [, hash]] of unlooked) if ((await files.readFile(uri).then(hashOf, failure)) !== hash) return undefined;
  const isAll = (await all(Object.entries(seen.folders), isSameFolder)) && (await all(Object.entries(seen.stats), isSame));
  if (!isAll) return undefined;
  return Object.keys(renewed).length > 0 ? { ...seen, contents: { ...seen.contents, ...renewed } } : seen;
}

/** Whether something holds for all of a list; ends soon after the first of which it does not. */
async function all<T>(list: readonly T[], holds: (item: T) => Promise<boolean>): Promise<boolean> {
  let next = 0;
  let isSo = true;
  const work = async (): Promise<void> => {
    for (let item = list[next++]; item !== undefined && isSo; item = list[next++]) if (!(await holds(item))) isSo = false;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return isSo;
}

function describe({ kind, size }: FileStat): string {
  return kind === 'file' ? `file ${size}` : kind;
}

/** How a file looks that was not written just now; empty where that tells nothing. */
function settledStamp(stat: FileStat, now: number): string {
  return (stat.modified ?? 0) >= now - RECENT ? '' : stampOf(stat);
}

function entriesHash(entries: readonly DirectoryEntry[]): string {
  const lines = entries.filter(({ name }) => !name.startsWith(CACHE_FILE)).map(({ name, kind }) => `${kind} ${name}`);
  return hashOf(new TextEncoder().encode(lines.sort().join('\n')));
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url');
}

function failure(error: unknown): string {
  return `! ${reasonOf(error)}`;
}
