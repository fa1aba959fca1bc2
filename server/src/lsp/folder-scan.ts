import type { Pack } from '../core/kept-file.ts';
import type { CertificateReader } from '../features/certificates/report.ts';
import { uriName, uriScheme } from '../core/uri.ts';
import { readText, type FileSystem } from '../workspace/file-system.ts';
import { PROJECT_FILE } from '../workspace/project-file.ts';
import { isClaimedByContent, isOwnName, isTakenUp, walk, type SkippedFile } from '../workspace/walk.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Documents } from './documents.ts';
import type { ReadingProgress } from './progress.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';
import type { LargeFile } from './size-notice.ts';

/** What the server needs of the machine underneath. */
export interface Platform {
  readonly files: FileSystem;
  /** Prepares the PowerShell parser. Rejects when its grammar cannot be read. */
  loadGrammar(): Promise<void>;
  readonly readCertificates: CertificateReader;
  /** Packs the texts of files that nobody looks at; absent where they stay as they are. */
  readonly pack?: Pack;
}

/** Whom a scan tells what it does not take up. */
export interface ScanListener {
  warn(message: string): void;
  /** Called when folders begin to be read. */
  reading(): Pick<ReadingProgress, 'step' | 'end'>;
  /** Called at the end of each look at folders or files, with all that is too large at that time. */
  large(files: readonly LargeFile[]): void;
}

/** Keeps the workspace up to date with the files in its folders that nobody has open. */
export class FolderScan {
  readonly #files: FileSystem;
  readonly #workspace: Workspace;
  readonly #documents: Documents;
  readonly #listener: ScanListener;
  /** Files that are too large, by URI. */
  readonly #large = new Map<string, LargeFile>();
  /** Files that changed and that a walk has passed over, so that their next change needs none. */
  readonly #passedOver = new Set<string>();
  /** Files that the last walk could not read. */
  #skipped = new Set<string>();
  #roots: string[];
  #settings: Settings = DEFAULT_SETTINGS;
  #running: Promise<void> | undefined;
  /** Number of walks that have been asked for. */
  #asked = 0;
  /** How files looked in the last walk. */
  readonly #stamps = new Map<string, string>();
  #abort = new AbortController();

  constructor({ files }: Platform, workspace: Workspace, documents: Documents, roots: readonly string[], listener: ScanListener) {
    this.#files = files;
    this.#workspace = workspace;
    this.#documents = documents;
    this.#roots = [...roots];
    this.#listener = listener;
    workspace.setRoots(this.#roots);
    // Until every file has been seen, nobody can say which server a client belongs to.
    workspace.setComplete(false);
  }

  /** @param projectsDiffer whether other project files are chosen than before, so that other files may be excluded */
  configure(settings: Settings, projectsDiffer: boolean): void {
    if (settings.maximumFileSize !== this.#settings.maximumFileSize || projectsDiffer) this.#stamps.clear();
    this.#settings = settings;
  }

  changeRoots(roots: readonly string[]): void {
    this.#roots = [...roots];
    this.#workspace.setRoots(this.#roots);
  }

  /** Walks all folders. A call during a walk makes one more walk follow it; both calls end with the last one. */
  async run(): Promise<void> {
    if (this.#running) {
      this.#asked++;
      return this.#running;
    }
    this.#running = this.#walkAll().catch((error: unknown) => {
      // The session has ended in the middle of a walk: nobody waits for what it would have found.
      if (!this.#abort.signal.aborted) this.#listener.warn(`The folder could not be read: ${String(error)}`);
    });
    await this.#running;
    this.#running = undefined;
  }

  /** Takes in files that changed outside of the editor. Returns whether findings of any file may differ. */
  async changed(all: readonly { uri: string; deleted: boolean }[]): Promise<boolean> {
    for (const { uri } of all) this.#stamps.delete(uri);
    const changes = await this.#relevant(all);
    // What project files name is no file of a folder.
    const named = all.filter(({ uri }) => this.#workspace.named.has(uri));
    for (const { uri } of named) await this.#handIn(uri);
    // What other exclusions, a new file or another list of ignored ones mean for the rest is for the walk to say.
    if (named.some(({ uri }) => !this.#workspace.named.isBaseline(uri)) || changes.some((change) => this.#needsWalk(change))) {
      await this.run();
      for (const { uri, deleted } of changes) if (!deleted && !this.#documents.exists(uri) && !this.#skipped.has(uri)) this.#passedOver.add(uri);
      return true;
    }
    if (changes.length === 0) return named.length > 0;
    for (const { uri, deleted } of changes.filter((each) => !this.#passedOver.has(each.uri))) {
      this.#large.delete(uri);
      const text = deleted ? undefined : await readText(this.#files, uri, this.#settings.maximumFileSize);
      if (text && 'text' in text) this.#documents.read({ uri, text: text.text });
      else this.#documents.deleted(uri);
      if (text && 'reason' in text && text.size !== undefined) this.#skip({ uri, ...text });
    }
    this.#tellLarge();
    return true;
  }

  #needsWalk({ uri, deleted }: { uri: string; deleted: boolean }): boolean {
    const isNew = !deleted && !this.#documents.exists(uri) && !this.#large.has(uri) && !this.#passedOver.has(uri);
    return isNew || uriName(uri) === '.gitignore' || uriName(uri) === PROJECT_FILE;
  }

  /** Reads what project files name and nobody has read. Returns whether there was anything. */
  async readNamed(again = false): Promise<boolean> {
    const read = new Set<string>();
    for (;;) {
      const wanted = [...(again ? this.#workspace.named.all() : this.#workspace.named.missing())].filter((uri) => !read.has(uri));
      if (wanted.length === 0) return read.size > 0;
      for (const uri of wanted) {
        read.add(uri);
        await this.#handIn(uri);
      }
    }
  }

  async #handIn(uri: string): Promise<void> {
    const open = this.#documents.get(uri);
    // As on the command line, a list of accepted findings may have any size.
    const limit = this.#workspace.named.isBaseline(uri) ? Infinity : this.#settings.maximumFileSize;
    const read = open ?? (await readText(this.#files, uri, limit));
    this.#workspace.setNamed(uri, 'reason' in read ? read : { uri, text: read.text });
  }

  dispose(): void {
    this.#abort.abort();
  }

  get #chosen(): ReadonlySet<string> {
    return this.#workspace.projectFiles.chosen.uris;
  }

  /** Without the changes of files that only have a name like one that is taken up. */
  async #relevant<T extends { uri: string; deleted: boolean }>(changes: readonly T[]): Promise<T[]> {
    const relevant: T[] = [];
    for (const change of changes) {
      const { uri, deleted } = change;
      if (this.#workspace.named.has(uri)) continue;
      if (!isClaimedByContent(uri) || this.#documents.exists(uri)) relevant.push(change);
      else if (!deleted) {
        const text = await readText(this.#files, uri, this.#settings.maximumFileSize);
        if ('text' in text ? isTakenUp({ uri, text: text.text }) : text.size !== undefined && isOwnName(uri)) relevant.push(change);
      }
    }
    return relevant;
  }

  async #walkAll(): Promise<void> {
    const progress = this.#listener.reading();
    try {
      let done: number;
      do {
        done = this.#asked;
        await this.#walkOnce(progress);
      } while (done !== this.#asked && !this.#abort.signal.aborted);
    } finally {
      progress.end();
    }
    this.#tellLarge();
  }

  async #walkOnce(progress: Pick<ReadingProgress, 'step'>): Promise<void> {
    const seen = new Set<string>();
    this.#large.clear();
    this.#passedOver.clear();
    this.#skipped = new Set();
    for (const uri of this.#chosen) await this.#handIn(uri);
    // Of the folders before.
    let before = 0;
    for (const root of this.#roots.filter((each) => uriScheme(each) === 'file')) {
      let inFolder = 0;
      const isChosen = this.#settings.projectFiles.has(root);
      const project = isChosen ? this.#workspace.projectFiles.governed.of(`${root}/`) : undefined;
      const { skipped, unchanged } = await walk(root, this.#files, {
        maxSize: this.#settings.maximumFileSize,
        exclude: this.#settings.excluded,
        signal: this.#abort.signal,
        stamps: this.#stamps,
        projectFiles: !isChosen,
        ...(project && { project }),
        progress: (read, found) => {
          inFolder = found;
          progress.step(before + read, before + found);
        },
        take: ({ uri, text }) => {
          seen.add(uri);
          if (!this.#abort.signal.aborted) this.#documents.read({ uri, text });
        },
      });
      before += inFolder;
      for (const uri of unchanged) seen.add(uri);
      for (const file of skipped) this.#skip(file);
    }
    this.#documents.keepOnly(seen);
    await this.readNamed(true);
  }

  #skip({ uri, reason, size }: SkippedFile): void {
    this.#listener.warn(`${uri} ${reason}; it is not checked.`);
    this.#skipped.add(uri);
    if (size !== undefined) this.#large.set(uri, { uri, size });
  }

  #tellLarge(): void {
    if (!this.#abort.signal.aborted) this.#listener.large([...this.#large.values()]);
  }
}
