import type { Pack } from '../core/kept-file.ts';
import type { CertificateReader } from '../features/certificates/report.ts';
import { uriName, uriScheme } from '../core/uri.ts';
import type { AwakeLimits } from '../workspace/awake.ts';
import { readText, type FileSystem } from '../workspace/file-system.ts';
import { isClaimed, isClaimedByContent, isTakenUp, walk } from '../workspace/walk.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Documents } from './documents.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';

/** What the server needs of the machine underneath. */
export interface Platform {
  readonly files: FileSystem;
  /** Prepares the PowerShell parser. Rejects when its grammar cannot be read. */
  loadGrammar(): Promise<void>;
  readonly readCertificates: CertificateReader;
  /** Packs the texts of files that nobody looks at; absent where they stay as they are. */
  readonly pack?: Pack;
  /** How many files stay at hand; the workspace decides where nothing is said. */
  readonly limits?: AwakeLimits;
}

/** A file, or a folder, that has come, changed or gone. */
export interface FileChange {
  /** Normalised. */
  readonly uri: string;
  readonly deleted: boolean;
}

/** Keeps the workspace up to date with the files in its folders that nobody has open. */
export class FolderScan {
  readonly #files: FileSystem;
  readonly #workspace: Workspace;
  readonly #documents: Documents;
  readonly #warn: (message: string) => void;
  #roots: string[];
  #settings: Settings = DEFAULT_SETTINGS;
  /** The walk that is under way or waits for its turn. */
  #walking: Promise<void> | undefined;
  /** Ends with all that there is to do. */
  #last: Promise<unknown> = Promise.resolve();
  /** Which files were left out of the last walk. */
  #leftOut = '';
  /** Number of walks that have been asked for. */
  #asked = 0;
  /** How files looked in the last walk. */
  readonly #stamps = new Map<string, string>();
  #abort = new AbortController();

  constructor({ files }: Platform, workspace: Workspace, documents: Documents, roots: readonly string[], warn: (message: string) => void) {
    this.#files = files;
    this.#workspace = workspace;
    this.#documents = documents;
    this.#roots = [...roots];
    this.#warn = warn;
    workspace.setRoots(this.#roots);
    // Until every file has been seen, nobody can say which server a client belongs to.
    workspace.setComplete(false);
  }

  configure(settings: Settings): void {
    if (settings.maximumFileSize !== this.#settings.maximumFileSize) this.#stamps.clear();
    this.#settings = settings;
  }

  changeRoots(roots: readonly string[]): void {
    this.#roots = [...roots];
    this.#workspace.setRoots(this.#roots);
  }

  /** Walks all folders. A call during a walk makes one more walk follow it; both calls end with the last one. */
  run(): Promise<void> {
    this.#asked++;
    this.#walking ??= this.#queued(() => this.#walkAll()).catch((error: unknown) => {
      this.#walking = undefined;
      // The session has ended in the middle of a walk: nobody waits for what it would have found.
      if (!this.#abort.signal.aborted) this.#warn(`The folder could not be read: ${String(error)}`);
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
   * Reads what project files have come to extend, and walks again when they leave out other files than in the last walk. Returns whether
   * there was anything to do.
   */
  async followProjects(): Promise<boolean> {
    const isMissing = this.#workspace.missingBases().length > 0;
    if (isMissing) await this.#queued(() => this.#readBases(false));
    const differs = this.#asked > 0 && this.#leftOutNow() !== this.#leftOut;
    if (differs) await this.run();
    return isMissing || differs;
  }

  async #takeIn(told: readonly FileChange[]): Promise<'nothing' | 'some' | 'walk'> {
    const gone = new Set(told.flatMap(({ uri, deleted }) => (deleted ? [uri] : [])));
    // Of a folder that goes, many clients tell only that it has gone.
    const within = [...this.#documents.onDisk(), ...this.#workspace.bases()].filter((uri) => gone.size > 0 && liesIn(uri, gone));
    const all = [...told, ...within.map((uri) => ({ uri, deleted: true }))];
    for (const { uri } of all) this.#stamps.delete(uri);
    const changes = await this.#relevant(all);
    // What project files extend is no file of a folder.
    const bases = all.filter(({ uri }) => this.#workspace.isBase(uri));
    for (const { uri } of bases) await this.#readBase(uri);
    // What a new file or another list of ignored ones means for the rest is for the walk to say.
    if (changes.some(({ uri, deleted }) => uriName(uri) === '.gitignore' || (!deleted && !this.#documents.isOnDisk(uri)))) return 'walk';
    for (const { uri, deleted } of changes) {
      const text = deleted ? undefined : await readText(this.#files, uri, this.#settings.maximumFileSize);
      if (text && 'text' in text && isTakenUp({ uri, text: text.text })) this.#documents.read({ uri, text: text.text });
      else this.#documents.deleted(uri);
    }
    return changes.length + bases.length > 0 ? 'some' : 'nothing';
  }

  /** Reads what project files extend and nobody has read. */
  async #readBases(again: boolean): Promise<void> {
    const read = new Set<string>();
    for (;;) {
      const wanted = [...(again ? this.#workspace.bases() : this.#workspace.missingBases())].filter((uri) => !read.has(uri));
      if (wanted.length === 0) return;
      for (const uri of wanted) {
        read.add(uri);
        await this.#readBase(uri);
      }
    }
  }

  async #readBase(uri: string): Promise<void> {
    const onDisk = await readText(this.#files, uri, this.#settings.maximumFileSize);
    // It may have been opened meanwhile.
    const read = this.#documents.get(uri) ?? onDisk;
    this.#workspace.setBase(uri, 'reason' in read ? read : { uri, text: read.text });
  }

  dispose(): void {
    this.#abort.abort();
  }

  /** Without the changes of files that are not taken up, or only have a name like one that is. A folder that has come is among them. */
  async #relevant(changes: readonly FileChange[]): Promise<FileChange[]> {
    const relevant: FileChange[] = [];
    for (const change of changes) {
      const { uri, deleted } = change;
      const name = uriName(uri);
      if (this.#documents.isOnDisk(uri) || name === '.gitignore') relevant.push(change);
      else if (deleted) continue;
      else if (!isClaimed(name)) {
        if (await this.#isFolder(uri)) relevant.push(change);
      } else if (!isClaimedByContent(uri)) relevant.push(change);
      else {
        const text = await readText(this.#files, uri, this.#settings.maximumFileSize);
        if ('text' in text && isTakenUp({ uri, text: text.text })) relevant.push(change);
      }
    }
    return relevant;
  }

  async #isFolder(uri: string): Promise<boolean> {
    return this.#files.stat(uri).then(
      ({ kind }) => kind === 'folder',
      () => false,
    );
  }

  async #walkAll(): Promise<void> {
    let done: number;
    do {
      done = this.#asked;
      const seen = new Set<string>();
      for (const root of this.#roots.filter((each) => uriScheme(each) === 'file')) {
        const { skipped, unchanged } = await walk(root, this.#files, {
          maxSize: this.#settings.maximumFileSize,
          exclude: this.#settings.excluded,
          signal: this.#abort.signal,
          stamps: this.#stamps,
          open: (uri) => this.#documents.get(uri),
          take: ({ uri, text }) => {
            seen.add(uri);
            if (!this.#abort.signal.aborted) this.#documents.read({ uri, text });
          },
        });
        for (const uri of unchanged) seen.add(uri);
        for (const { uri, reason } of skipped) this.#warn(`${uri} ${reason}; it is not checked.`);
      }
      // One that comes back as it was has to be read again.
      for (const uri of this.#documents.keepOnly(seen)) this.#stamps.delete(uri);
      await this.#readBases(true);
      this.#leftOut = this.#leftOutNow();
    } while (done !== this.#asked && !this.#abort.signal.aborted);
    this.#walking = undefined;
  }

  /** Which files the project files leave out, as a text. */
  #leftOutNow(): string {
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

/** Whether something lies in one of some folders. */
function liesIn(uri: string, folders: ReadonlySet<string>): boolean {
  for (let end = uri.lastIndexOf('/'); end > 0; end = uri.lastIndexOf('/', end - 1)) if (folders.has(uri.slice(0, end))) return true;
  return false;
}
