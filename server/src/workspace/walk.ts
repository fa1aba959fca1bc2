import picomatch from 'picomatch';
import { append } from '../core/lists.ts';
import { Boundary } from './boundary.ts';
import { isCheapGlob } from './glob-cost.ts';
import { URI } from 'vscode-uri';
import { ARTEFACTS } from '../artefacts/index.ts';
import type { Encoding, NotText } from '../core/encoding.ts';
import type { SourceFile } from '../core/source-file.ts';
import { uriName } from '../core/uri.ts';
import { compareTexts } from '../core/texts.ts';
import { DEFAULT_MAX_SIZE, readText, reasonOf, stampOf, type DirectoryEntry, type FileSystem } from './file-system.ts';
import { isFindingsBaseline } from './findings-baseline.ts';
import { GitIgnore } from './git-ignore.ts';
import type { Project } from './project-extends.ts';
import { PROJECT_FILE } from './project-file.ts';
import { BaseReader } from './read-bases.ts';

export interface WalkOptions {
  /** In bytes; 5 MiB unless told. */
  readonly maxSize?: number;
  /** More globs to leave out, relative to the walked folder: an editor's `files.exclude`. */
  readonly exclude?: readonly string[];
  /** The project file above the folder, whose `exclude` holds here as well. */
  readonly project?: Project;
  /** What project files may name; what lies in the walked folder unless told. */
  readonly boundary?: Boundary;
  /** Whether project files in the folder are taken up and obeyed; true unless told. */
  readonly projectFiles?: boolean;
  /** Which files are wanted, of those that would be read; all unless told. Project files are always taken up. */
  readonly only?: (uri: string) => boolean;
  readonly signal?: AbortSignal;
  /** Called with each file that has been read or passed over, and before, while files are looked for: how many have been read of how many that were found. */
  readonly progress?: (read: number, found: number) => void;
  /** Takes each file as soon as it has been read; the list of files is empty then, so that not all texts are held at one time. */
  readonly take?: (file: WalkedFile) => void;
  /**
   * Called when all files have been found, before they are read, and waited for.
   * @param uris of the files
   * @param projects the project files among them, which have been read by then
   */
  readonly found?: (uris: readonly string[], projects: readonly WalkedFile[]) => Promise<void>;
  /** Called with each file as soon as it has been read. */
  readonly seen?: (file: WalkedFile) => void;
  /** Called with the URI of each folder, and of each file that would be read, that is left out. */
  readonly leftOut?: (uri: string) => void;
  /** A project file, or one that is extended, whose text is not that of the disk: it is open in an editor. */
  readonly open?: (uri: string) => SourceFile | undefined;
  /** What was found out about files by an earlier walk, by URI; renewed by this one. A file that looks the same is not read again. */
  readonly stamps?: Map<string, string>;
}

export interface WalkedFile {
  readonly uri: string;
  readonly text: string;
  readonly encoding: Encoding;
}

export interface SkippedFile {
  readonly uri: string;
  /** The rest of a sentence that begins with the file's name: `is a binary file`. */
  readonly reason: string;
  /** In bytes, of one that is too large. */
  readonly size?: number;
}

/** Both lists are in the order of their URIs. */
export interface Walked {
  readonly files: readonly WalkedFile[];
  readonly skipped: readonly SkippedFile[];
  /** Those that look as they did in an earlier walk. */
  readonly unchanged: readonly string[];
}

/** Folders that are never entered; one of these that is itself the walked folder is walked. */
const NEVER_ENTERED = new Set(['.git', '.hg', '.svn', 'node_modules', '.vscode-test']);

/** How many directories are listed, or files read, at one time. */
const AT_ONCE = 16;

/** Whether some artefact claims files of this name, or it is a project file. */
export function isClaimed(name: string): boolean {
  return name === PROJECT_FILE || isOneOf(CLAIMS, name);
}

/** Whether a file of this name is mostly something else, so that only its content tells whether it is taken up. */
export function isClaimedByContent(uri: string): boolean {
  const name = uriName(uri);
  return name !== PROJECT_FILE && isOneOf(CLAIMS, name) && !isOneOf(SURE_CLAIMS, name);
}

/** Whether a folder walk takes up a file of a claimed name that holds this text. */
export function isTakenUp(file: SourceFile): boolean {
  return !isClaimedByContent(file.uri) || isFindingsBaseline(file.text) || ARTEFACTS.some((artefact) => artefact.byContent && artefact.recognises(file));
}

/** Whether no other product has files of this name, so that one is named where it is too large to look inside. */
export function isOwnName(uri: string): boolean {
  return isOneOf(OWN_NAMES, uriName(uri));
}

function isOneOf(claims: readonly string[], name: string): boolean {
  const lower = name.toLowerCase();
  return claims.some((claim) => (claim.startsWith('.') ? lower.endsWith(claim) : lower === claim));
}
const OWN_NAMES = ARTEFACTS.flatMap(({ ownNames = [] }) => ownNames);
const CLAIMS = [...new Set(ARTEFACTS.flatMap(({ fileNames }) => fileNames))];
const SURE_CLAIMS = [...new Set(ARTEFACTS.flatMap(({ byContent, fileNames }) => (byContent ? [] : fileNames)))];

/**
 * All files below a folder that may concern this product. Rejects only when the signal is aborted; a folder or file that
 * cannot be read is named in `skipped`, and the rest goes on.
 */
export async function walk(folder: string, fs: FileSystem, options: WalkOptions = {}): Promise<Walked> {
  const walker = new Walker(folder, fs, options);
  const uris = await walker.list();
  await options.found?.(uris, [...walker.files]);
  let read = 0;
  const readOne = async (uri: string): Promise<readonly string[]> => {
    await walker.read(uri);
    options.progress?.(++read, uris.length);
    return [];
  };
  await eachOf(uris, readOne, options.signal);
  const byUri = (a: { uri: string }, b: { uri: string }): number => compareTexts(a.uri, b.uri);
  return { files: walker.files.sort(byUri), skipped: walker.skipped.sort(byUri), unchanged: walker.unchanged };
}

/** A folder to list, and what is in force there. */
interface Visit {
  readonly uri: string;
  /** Below the walked folder. */
  readonly path: string;
  readonly ignored: GitIgnore;
  /** Below the root of the repository, whose patterns `ignored` holds. */
  readonly ignorePath: string;
  readonly leftOut: (uri: string) => boolean;
}

class Walker {
  readonly files: WalkedFile[] = [];
  readonly skipped: SkippedFile[] = [];
  readonly unchanged: string[] = [];
  readonly #folder: string;
  readonly #fs: FileSystem;
  readonly #options: WalkOptions;
  readonly #excluded: (path: string) => boolean;
  readonly #found: string[] = [];
  /** Those of the files, and project files, that are symbolic links. */
  readonly #links = new Set<string>();
  readonly #boundary: Boundary;
  readonly #bases: BaseReader;

  constructor(folder: string, fs: FileSystem, options: WalkOptions) {
    this.#folder = folder;
    this.#fs = fs;
    this.#options = options;
    this.#boundary = options.boundary ?? new Boundary([folder]);
    this.#bases = new BaseReader(fs, this.#boundary, options.maxSize);
    const exclude = options.exclude?.filter(isCheapGlob) ?? [];
    this.#excluded = exclude.length > 0 ? picomatch(exclude, { dot: true }) : () => false;
  }

  async list(): Promise<string[]> {
    const { project, signal } = this.#options;
    const { ignored, path } = await this.#rulesAbove();
    const start: Visit = { uri: this.#folder, path: '', ignored, ignorePath: path, leftOut: project ? exclusionOf(project) : () => false };
    await eachOf([start], (visit) => this.#visit(visit), signal);
    return this.#found;
  }

  async read(uri: string): Promise<void> {
    const end = await this.#endOf(uri);
    if (!('reason' in end) && (await this.#looksTheSame(uri, end.uri))) {
      this.unchanged.push(uri);
      return;
    }
    const text = 'reason' in end ? end : await readText(this.#fs, end.uri, this.#options.maxSize ?? DEFAULT_MAX_SIZE);
    if (!('reason' in text)) {
      if (isTakenUp({ uri, text: text.text })) this.#take({ uri, ...text });
      return;
    }
    this.#options.stamps?.delete(uri);
    if (isClaimedByContent(uri) && !(text.size !== undefined && isOwnName(uri))) return;
    // A link to a folder, or a folder of such a name: passed over like any other that is not followed.
    if (text.reason !== 'is a folder') this.skipped.push({ uri, ...text });
  }

  /** The project file of a folder; `undefined` where it cannot be read. */
  async #readProject(uri: string): Promise<WalkedFile | undefined> {
    const end = await this.#endOf(uri);
    const text = 'reason' in end ? end : await readText(this.#fs, end.uri, this.#options.maxSize ?? DEFAULT_MAX_SIZE);
    if ('reason' in text) {
      if (text.reason !== 'is a folder') this.skipped.push({ uri, reason: text.reason });
      return undefined;
    }
    this.#take({ uri, ...text });
    return { uri, ...text };
  }

  /** What is to be read for a file: itself, or what a link leads to where that lies in the workspace as well. */
  async #endOf(uri: string): Promise<{ readonly uri: string } | NotText> {
    return this.#links.has(uri) ? this.#boundary.reached(this.#fs, uri) : { uri };
  }

  #take(file: WalkedFile): void {
    this.#options.seen?.(file);
    if (this.#options.take) this.#options.take(file);
    else this.files.push(file);
  }

  /** Whether a file has the size and the time of the walk before. Takes note of both. */
  async #looksTheSame(uri: string, end: string): Promise<boolean> {
    const { stamps } = this.#options;
    if (!stamps) return false;
    const stamp = await this.#fs.stat(end).then(stampOf, () => '');
    const isSame = stamp !== '' && stamps.get(uri) === stamp;
    stamps.set(uri, stamp);
    return isSame;
  }

  /** Lists one folder, and returns the ones in it that are to be listed as well. */
  async #visit(visit: Visit): Promise<Visit[]> {
    let entries: readonly DirectoryEntry[];
    try {
      entries = await this.#fs.readDirectory(visit.uri);
    } catch (error) {
      this.skipped.push({ uri: visit.uri, reason: reasonOf(error) });
      return [];
    }
    const here = await this.#rulesIn(visit, entries);
    const folders: Visit[] = [];
    for (const { name, kind } of entries) {
      const isFolder = kind === 'folder';
      if (!isFolder && !isClaimed(name)) continue;
      const uri = childOf(visit.uri, name);
      const path = joined(visit.path, name);
      const ignorePath = joined(here.ignorePath, name);
      const isNeverEntered = isFolder && NEVER_ENTERED.has(name);
      if (isNeverEntered || here.ignored.ignores(ignorePath, isFolder) || this.#excluded(path) || here.leftOut(uri)) {
        this.#options.leftOut?.(uri);
        continue;
      }
      if (kind === 'link') this.#links.add(uri);
      if (isFolder) folders.push({ ...here, uri, path, ignorePath });
      else if (name !== PROJECT_FILE && this.#options.only?.(uri) !== false) this.#found.push(uri);
    }
    this.#options.progress?.(0, this.#found.length);
    return folders;
  }

  /** What is in force for the entries of a folder: what was above it, its own `.gitignore` and its own project file. */
  async #rulesIn(visit: Visit, entries: readonly DirectoryEntry[]): Promise<Visit> {
    let { ignored, ignorePath, leftOut } = visit;
    const kindOf = (name: string): string | undefined => entries.find((entry) => entry.name === name)?.kind;
    // A repository within: the patterns of the one around it end here.
    if (visit.path !== '' && kindOf('.git') !== undefined) {
      ignorePath = '';
      ignored = await this.#with(GitIgnore.none(this.#fs.ignoresCase), '', visit.uri, '.git/info/exclude');
    }
    if (kindOf('.gitignore') === 'file') ignored = await this.#with(ignored, ignorePath, visit.uri, '.gitignore');
    const projectUri = childOf(visit.uri, PROJECT_FILE);
    const kind = kindOf(PROJECT_FILE);
    if ((kind === 'file' || kind === 'link') && this.#options.projectFiles !== false && !ignored.ignores(joined(ignorePath, PROJECT_FILE), false)) {
      if (kind === 'link') this.#links.add(projectUri);
      const file = await this.#readProject(projectUri);
      const { open } = this.#options;
      const counts = open?.(projectUri) ?? file;
      if (counts) leftOut = exclusionOf(await this.#bases.resolve(counts, open));
    }
    return { ...visit, ignored, ignorePath, leftOut };
  }

  /** The patterns of the repository that the walked folder lies in, from its root down to the folder's parent. */
  async #rulesAbove(): Promise<{ ignored: GitIgnore; path: string }> {
    const none = GitIgnore.none(this.#fs.ignoresCase);
    const above: string[] = [];
    for (let uri: string | undefined = this.#folder; uri !== undefined; uri = parentOf(uri)) {
      if (!(await this.#exists(childOf(uri, '.git')))) {
        above.unshift(uri);
        continue;
      }
      let ignored = await this.#with(none, '', uri, '.git/info/exclude');
      let path = '';
      for (const inner of above) {
        ignored = await this.#with(ignored, path, parentOf(inner) ?? uri, '.gitignore');
        path = joined(path, uriName(inner));
      }
      // Whoever names an ignored folder wants what is in it.
      return path !== '' && ignored.ignoresAllOf(path) ? { ignored: none, path: '' } : { ignored, path };
    }
    return { ignored: none, path: '' };
  }

  /** With the patterns of a file below a folder. Git follows no link to them either, but for those within its own folder. */
  async #with(ignored: GitIgnore, path: string, folder: string, name: string): Promise<GitIgnore> {
    const end = await new Boundary([folder]).reached(this.#fs, childOf(folder, name));
    if ('reason' in end) return ignored;
    try {
      return ignored.with(path, new TextDecoder().decode(await this.#fs.readFile(end.uri)));
    } catch {
      return ignored;
    }
  }

  async #exists(uri: string): Promise<boolean> {
    if ((await this.#fs.linkTarget(uri)) !== undefined) return true;
    return this.#fs.stat(uri).then(
      () => true,
      () => false,
    );
  }
}

function exclusionOf(project: Project): (uri: string) => boolean {
  return (uri) => project.exclude.some((glob) => glob.matches(uri));
}

function joined(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** A normalised URI of something below a folder. */
function childOf(folder: string, path: string): string {
  const uri = URI.parse(folder);
  return uri.with({ path: `${uri.path.replace(/\/$/, '')}/${path}` }).toString();
}

/** The folder above; `undefined` for a root. */
function parentOf(folder: string): string | undefined {
  const uri = URI.parse(folder);
  const path = uri.path.replace(/\/[^/]*\/?$/, '');
  return uri.path === '/' || uri.path === '' ? undefined : uri.with({ path: path === '' ? '/' : path }).toString();
}

/** Works through a list, a limited number at one time. What `work` returns is worked through as well. */
async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<readonly T[]>, signal: AbortSignal | undefined): Promise<void> {
  const pending = [...items];
  let active = 0;
  await new Promise<void>((resolve, reject) => {
    const next = (): void => {
      if (signal?.aborted) reject(abortReason(signal));
      else if (pending.length === 0 && active === 0) resolve();
      while (active < AT_ONCE && !signal?.aborted) {
        const item = pending.pop();
        if (item === undefined) break;
        active++;
        work(item).then((more) => {
          active--;
          append(pending, more);
          next();
        }, reject);
      }
    };
    next();
  });
}

function abortReason(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('The walk was aborted.');
}
