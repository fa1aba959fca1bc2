import type { Decoded, NotText } from '../core/encoding.ts';
import { uriName } from '../core/uri.ts';
import { isUnder } from '../workspace/folders.ts';
import { isClaimed, isClaimedByContent, isOwnName, isTakenUp, walk, type SkippedFile } from '../workspace/walk.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Documents } from './documents.ts';
import { LeftOut, liesIn } from './left-out.ts';
import { NamedReader } from './named-reader.ts';
import type { ReadingProgress } from './progress.ts';
import type { ReachableFiles } from './reachable-files.ts';
import { Settings } from './settings.ts';
import type { LargeFile } from './size-notice.ts';

/** A file, or a folder, that has come, changed or gone. */
export interface FileChange {
  /** Normalised. */
  readonly uri: string;
  readonly deleted: boolean;
}

/** Whom a scan tells what it does not take up. */
export interface ScanListener {
  warn(message: string): void;
  /** Called when folders begin to be read. */
  reading(): Pick<ReadingProgress, 'step' | 'end'>;
  /** Called at the end of each look at folders or files, with all that is too large at that time. */
  large(files: readonly LargeFile[]): void;
}

/** Keeps the workspace up to date with the files in its folders that nobody has open, and with those that settings and project files name. */
export class FolderScan {
  readonly #files: ReachableFiles;
  readonly #workspace: Workspace;
  readonly #documents: Documents;
  readonly #listener: ScanListener;
  readonly #named: NamedReader;
  /** Files that are too large, by URI. */
  readonly #large = new Map<string, LargeFile>();
  readonly #leftOut = new LeftOut();
  #roots: string[];
  #settings = new Settings();
  /** The walk that is under way or waits for its turn. */
  #walking: Promise<void> | undefined;
  /** Ends with all that there is to do. */
  #last: Promise<unknown> = Promise.resolve();
  /** What the project files left out of the last walk. */
  #excluded = '';
  /** Number of walks that have been asked for. */
  #asked = 0;
  /** How files looked in the last walk. */
  readonly #stamps = new Map<string, string>();
  #abort = new AbortController();

  constructor(files: ReachableFiles, workspace: Workspace, documents: Documents, roots: readonly string[], listener: ScanListener) {
    this.#files = files;
    this.#workspace = workspace;
    this.#documents = documents;
    this.#roots = [...roots];
    this.#listener = listener;
    this.#named = new NamedReader(files, workspace, documents, (uri) => this.#maximumSize(uri));
    workspace.setRoots(this.#roots);
    // Until every file has been seen, nobody can say which server a client belongs to.
    workspace.setComplete(false);
  }

  configure(settings: Settings): void {
    if (settings.differsFrom(this.#settings, ({ maximumFileSize }) => maximumFileSize)) this.#stamps.clear();
    this.#settings = settings;
  }

  changeRoots(roots: readonly string[]): void {
    this.#roots = [...roots];
    this.#workspace.setRoots(this.#roots);
  }

  dispose(): void {
    this.#abort.abort();
  }

  /** Walks all folders. A call during a walk makes one more walk follow it; both calls end with the last one. */
  run(): Promise<void> {
    this.#asked++;
    this.#walking ??= this.#queued(() => this.#walkAll()).catch((error: unknown) => {
      // The session has ended in the middle of a walk: nobody waits for what it would have found.
      if (!this.#abort.signal.aborted) this.#listener.warn(`The folder could not be read: ${String(error)}`);
    });
    return this.#walking;
  }

  /** Takes in files that changed outside of the editor. Returns whether findings of any file may differ. */
  async changed(changes: readonly FileChange[]): Promise<boolean> {
    const outcome = await this.#queued(() => this.#takeIn(changes));
    if (outcome === 'walk') await this.run();
    return (await this.followProjects()) || outcome !== 'nothing';
  }

  /**
   * Reads what project files have come to name, and walks again when they leave out other files than in the last walk. Returns whether
   * there was anything to do.
   */
  async followProjects(): Promise<boolean> {
    const isMissing = this.#workspace.named.missing().length > 0;
    if (isMissing) await this.#queued(() => this.#named.readMissing());
    const differs = this.#asked > 0 && this.#excludedNow() !== this.#excluded;
    if (differs) await this.run();
    return isMissing || differs;
  }

  async #takeIn(told: readonly FileChange[]): Promise<'nothing' | 'some' | 'walk'> {
    const all = [...told, ...this.#goneWith(told)];
    for (const { uri, deleted } of all) {
      this.#stamps.delete(uri);
      if (deleted) this.#leftOut.forget(uri);
    }
    const named = all.filter(({ uri }) => this.#workspace.named.has(uri));
    for (const { uri } of named) await this.#named.read(uri);
    const changes = await this.#relevant(all);
    // What a new file or another list of ignored ones means for the rest is for the walk to say.
    if (changes.some((change) => this.#needsWalk(change))) return 'walk';
    for (const { uri, deleted } of changes) {
      this.#large.delete(uri);
      const text = deleted ? undefined : await this.#read(uri);
      if (text && 'text' in text && isTakenUp({ uri, text: text.text })) this.#documents.read({ uri, text: text.text });
      else this.#documents.deleted(uri);
      if (text && 'reason' in text && text.size !== undefined) this.#skip({ uri, ...text });
    }
    if (changes.length > 0) this.#tellLarge();
    return changes.length + named.length > 0 ? 'some' : 'nothing';
  }

  /** Of a folder that goes, many clients tell only that it has gone: what was in it. */
  #goneWith(told: readonly FileChange[]): FileChange[] {
    const gone = new Set(told.flatMap(({ uri, deleted }) => (deleted ? [uri] : [])));
    if (gone.size === 0) return [];
    const known = new Set([...this.#documents.onDisk(), ...this.#large.keys(), ...this.#workspace.named.all()]);
    return [...known].filter((uri) => liesIn(uri, gone)).map((uri) => ({ uri, deleted: true }));
  }

  /** Without the changes of files that no folder brings, or that only have a name like one that is taken up. A folder that has come is among them. */
  async #relevant(changes: readonly FileChange[]): Promise<FileChange[]> {
    const relevant: FileChange[] = [];
    for (const change of changes) if (await this.#isRelevant(change)) relevant.push(change);
    return relevant;
  }

  async #isRelevant({ uri, deleted }: FileChange): Promise<boolean> {
    const name = uriName(uri);
    if (this.#documents.isOnDisk(uri) || this.#large.has(uri)) return true;
    if (!this.#roots.some((root) => isUnder(uri, root))) return false;
    if (name === '.gitignore') return true;
    if (deleted || this.#leftOut.has(uri)) return false;
    if (!isClaimed(name)) return this.#isFolder(uri);
    if (!isClaimedByContent(uri)) return true;
    const text = await this.#read(uri);
    return 'text' in text ? isTakenUp({ uri, text: text.text }) : text.size !== undefined && isOwnName(uri);
  }

  #needsWalk({ uri, deleted }: FileChange): boolean {
    return uriName(uri) === '.gitignore' || (!deleted && !this.#documents.isOnDisk(uri) && !this.#large.has(uri));
  }

  /** Reads a file that a folder brings. As in a walk, a link that leads out of the workspace is not followed. */
  #read(uri: string): Promise<Decoded | NotText> {
    return this.#workspace.named.boundary.read(this.#files, uri, this.#maximumSize(uri));
  }

  async #isFolder(uri: string): Promise<boolean> {
    // What a link leads to is not looked at: no walk enters it.
    if ((await this.#files.linkTarget(uri)) !== undefined) return false;
    return this.#files.stat(uri).then(
      ({ kind }) => kind === 'folder',
      () => false,
    );
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
      this.#walking = undefined;
      progress.end();
    }
    this.#tellLarge();
  }

  async #walkOnce(progress: Pick<ReadingProgress, 'step'>): Promise<void> {
    const seen = new Set<string>();
    const named = new Set<string>();
    this.#large.clear();
    this.#leftOut.clear();
    // What a chosen project file excludes has to be known before.
    if (this.#settings.projectFiles.size > 0) await this.#named.readAgain(named);
    // Of the folders before.
    let before = 0;
    for (const root of this.#roots.filter((each) => this.#files.reads(each))) {
      before += await this.#walkRoot(root, seen, (read, found) => {
        progress.step(before + read, before + found);
      });
    }
    // One that comes back as it was has to be read again.
    for (const uri of this.#documents.keepOnly(seen)) this.#stamps.delete(uri);
    await this.#named.readAgain(named);
    this.#excluded = this.#excludedNow();
  }

  /** Walks one folder and notes which files it brings. Returns how many there are. */
  async #walkRoot(root: string, seen: Set<string>, progress: (read: number, found: number) => void): Promise<number> {
    const isChosen = this.#settings.of(root).projectFile !== undefined;
    const project = isChosen ? this.#workspace.projectFiles.governed.of(`${root}/`) : undefined;
    const leftOut = this.#leftOut.of(root);
    let count = 0;
    const { skipped, unchanged } = await walk(root, this.#files, {
      maxSize: this.#maximumSize(root),
      exclude: this.#settings.of(root).excluded,
      signal: this.#abort.signal,
      stamps: this.#stamps,
      projectFiles: !isChosen,
      boundary: this.#workspace.named.boundary,
      ...(project && { project }),
      leftOut: (uri) => leftOut.add(uri),
      open: (uri) => this.#documents.get(uri),
      progress: (read, found) => {
        count = found;
        progress(read, found);
      },
      take: ({ uri, text }) => {
        seen.add(uri);
        if (!this.#abort.signal.aborted) this.#documents.read({ uri, text });
      },
    });
    for (const uri of unchanged) seen.add(uri);
    for (const file of skipped) this.#skip(file);
    return count;
  }

  #skip({ uri, reason, size }: SkippedFile): void {
    this.#listener.warn(`${uri} ${reason}; it is not checked.`);
    if (size !== undefined) this.#large.set(uri, { uri, size });
  }

  #maximumSize(uri: string): number {
    return this.#settings.of(uri).maximumFileSize;
  }

  #tellLarge(): void {
    if (!this.#abort.signal.aborted) this.#listener.large([...this.#large.values()]);
  }

  /** What the project files leave out, as a text. */
  #excludedNow(): string {
    return JSON.stringify(
      this.#workspace.projects().map(({ file, layers }) => [file.uri, layers.map((layer) => [layer.file.uri, layer.exclude.map(({ text }) => text)])]),
    );
  }

  /** Does one thing behind the other, so that what was read first is taken in first. */
  #queued<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
