import { dirname } from 'node:path';
import { decode } from '../../core/encoding.ts';
import { uriName } from '../../core/uri.ts';
import { pathOf, uriOf } from '../../host/node-files.ts';
import { Boundary } from '../../workspace/boundary.ts';
import { governing } from '../../workspace/project-extends.ts';
import { readText, tooLarge } from '../../workspace/file-system.ts';
import type { SourceFile } from '../../core/source-file.ts';
import type { Project } from '../../workspace/project-extends.ts';
import { isProjectFile, PROJECT_FILE } from '../../workspace/project-file.ts';
import { BaseReader } from '../../workspace/read-bases.ts';
import { isTakenUp, walk } from '../../workspace/walk.ts';
import { Failure, type Io } from '../io.ts';
import { absolute, isWithin, shownPath } from '../paths.ts';
import { isAskedFor, type Loaded, type LoadedFile } from './loaded.ts';
import { configured, projectAbove, reachOf } from './project-files.ts';
import { surroundingsOf, type Preparation } from './preparation.ts';
import type { CheckRequest } from './request.ts';
import { folderOf, rootsOf, targetsOf, type Target } from './targets.ts';

/**
 * Reads all that a call asks for. What cannot be read is listed, not thrown.
 * @param preparation is handed what has been read so far
 */
export async function load(request: CheckRequest, io: Io, preparation?: Preparation): Promise<Loaded> {
  const { targets, missing } = await targetsOf(request.paths, io);
  const stdin = request.stdin ? await stdinOf(request, io) : undefined;
  const all = stdin && 'target' in stdin ? [...targets, stdin.target] : targets;
  const roots = rootsOf(all, io.cwd);
  const above = request.config === undefined ? await projectsAbove(all, request, io) : [await configured(request.config, request.maxSize, io)];
  // What governs from above is part of what is checked, and so is what lies beside it.
  const reach = await reachOf([...roots, ...all.map(folderOf), ...above.map(({ path }) => dirname(path))], io);
  const boundary = new Boundary(reach.map(uriOf));
  const loader = new Loader(request, { roots: roots.map(uriOf), boundary, preparation }, io);
  if (stdin) loader.stdin(stdin);
  for (const { given, shown, reason, missing: gone } of missing) loader.failed.set(shown, { file: gone ? given : shown, reason, missing: gone });
  for (const each of above) await loader.govern(each);
  for (const target of targets) await (target.kind === 'file' ? loader.file(target) : loader.folder(target));
  await loader.around(all);
  return await loader.loaded(targets.filter(({ kind }) => kind === 'folder').map(({ path }) => path));
}

/** Where a check takes place, and who is handed what is read in it. */
interface Surrounded {
  /** As URIs. */
  readonly roots: readonly string[];
  readonly boundary: Boundary;
  readonly preparation: Preparation | undefined;
}

class Loader {
  readonly failed = new Map<string, Loaded['failed'][number]>();
  readonly #request: CheckRequest;
  readonly #roots: readonly string[];
  readonly #boundary: Boundary;
  readonly #preparation: Preparation | undefined;
  readonly #io: Io;
  readonly #files = new Map<string, LoadedFile>();
  /** Those above what is named. */
  readonly #governing = new Map<string, Project>();
  readonly #projectFiles = new Map<string, SourceFile>();
  readonly #bases: BaseReader;
  readonly #skipped = new Map<string, { file: string; reason: string }>();
  readonly #excluded = new Set<string>();
  readonly #apart = new Set<string>();
  readonly #around = new Set<string>();

  constructor(request: CheckRequest, { roots, boundary, preparation }: Surrounded, io: Io) {
    this.#request = request;
    this.#roots = roots;
    this.#boundary = boundary;
    this.#preparation = preparation;
    this.#io = io;
    this.#bases = new BaseReader(io.files, boundary, request.maxSize);
  }

  async govern(found: LoadedFile): Promise<void> {
    const { uri, text } = found;
    this.#projectFiles.set(uri, { uri, text });
    this.#governing.set(uri, await this.#bases.resolve({ uri, text }));
    if (!this.#files.has(uri)) this.#files.set(uri, found);
  }

  /** Takes standard input up. */
  stdin(input: StdIn): void {
    if ('reason' in input) this.failed.set(input.file, { file: input.file, reason: input.reason, missing: false });
    else this.#add(input.file);
  }

  /** Takes up a folder, or those files of it that a pattern means. */
  async folder(target: Target): Promise<void> {
    const { matches } = target;
    const above = governing(target.uri, [...this.#governing.values()]);
    const walked = await walk(target.uri, this.#io.files, {
      boundary: this.#boundary,
      maxSize: this.#request.maxSize,
      projectFiles: this.#request.config === undefined,
      ...(above && { project: above }),
      ...(matches && { only: matches }),
      found: (uris, projects) => this.#begin(uris, projects),
      seen: (file) => this.#preparation?.offer(file),
    });
    const isMeant = ({ uri }: { uri: string }): boolean => matches?.(uri) ?? true;
    if (![...walked.files, ...walked.skipped].some(isMeant) && matches) {
      this.failed.set(target.given, { file: target.given, reason: 'matches no file that is checked', missing: false });
      return;
    }
    for (const file of walked.files) {
      const path = pathOf(file.uri);
      this.#add({ ...file, path, shown: shownPath(path, this.#io.cwd), origin: isMeant(file) ? 'walked' : 'governing' });
    }
    for (const { uri, reason } of walked.skipped) {
      const shown = shownPath(pathOf(uri), this.#io.cwd);
      if (uri === target.uri) this.failed.set(shown, { file: shown, reason, missing: false });
      else if (uriName(uri) === PROJECT_FILE) throw new Failure(`The project file ${shown} ${reason}.`);
      else this.#skipped.set(shown, { file: shown, reason });
    }
  }

  async file({ uri, path }: Target): Promise<void> {
    const shown = shownPath(path, this.#io.cwd);
    if (this.#isExcluded(uri)) {
      this.#excluded.add(shown);
      return;
    }
    const read = await readText(this.#io.files, uri, this.#request.maxSize);
    if ('reason' in read) this.failed.set(shown, { file: shown, reason: read.reason, missing: false });
    else this.#add({ uri, path, shown, ...read, origin: 'named' });
  }

  /** Where nothing is named but project files: what lies in their folders, so that it can be said what they select. */
  async around(targets: readonly Target[]): Promise<void> {
    const files = targets.map(({ kind, uri }) => (kind === 'file' ? this.#files.get(uri) : undefined));
    if (files.length === 0 || !files.every((file) => file && isAskedFor(file) && this.#isProject(file))) return;
    for (const folder of new Set(targets.map(({ path }) => dirname(path)))) {
      this.#around.add(folder);
      const walked = await walk(uriOf(folder), this.#io.files, {
        maxSize: this.#request.maxSize,
        boundary: this.#boundary,
        projectFiles: this.#request.config === undefined,
      });
      for (const file of walked.files) {
        const path = pathOf(file.uri);
        if (!this.#files.has(file.uri)) this.#add({ ...file, path, shown: shownPath(path, this.#io.cwd), origin: 'around' });
      }
    }
  }

  async loaded(folders: readonly string[]): Promise<Loaded> {
    const known = (uri: string): SourceFile | undefined => this.#projectFiles.get(uri);
    const apart = [...this.#apart].flatMap((uri) => this.#files.get(uri) ?? []);
    const projects = await Promise.all([...this.#projectFiles.values(), ...apart].map((file) => this.#bases.resolve(file, known)));
    const bases = new Map([...this.#bases.read].filter(([uri]) => !known(uri)));
    for (const [uri, base] of bases) {
      const path = pathOf(uri);
      if ('text' in base && base.encoding && !this.#files.has(uri))
        this.#files.set(uri, { uri, path, shown: shownPath(path, this.#io.cwd), text: base.text, encoding: base.encoding, origin: 'governing' });
    }
    for (const file of this.failed.keys()) this.#skipped.delete(file);
    const isWalked = ({ path }: LoadedFile): boolean => folders.some((folder) => isWithin(path, folder));
    // The file of --config is taken up by no walk, since its name may be another.
    for (const file of this.#files.values()) if (file.origin === 'governing' && isWalked(file)) this.#files.set(file.uri, { ...file, origin: 'walked' });
    return {
      files: this.#files,
      projects: projects.map((project) => (this.#apart.has(project.file.uri) ? { ...project, covers: () => false } : project)),
      bases,
      apart: [...this.#apart],
      around: [...this.#around],
      roots: this.#roots,
      boundary: this.#boundary,
      folders,
      skipped: [...this.#skipped.values()],
      failed: [...this.failed.values()],
      excluded: [...this.#excluded],
    };
  }

  /** Has those files prepared that have been found, in the light of the project files that are known by now. */
  async #begin(uris: readonly string[], found: readonly SourceFile[]): Promise<void> {
    await this.#preparation?.begin(uris, async () => {
      const files = new Map([...this.#projectFiles, ...(this.#request.config === undefined ? found.map((file) => [file.uri, file] as const) : [])]);
      const known = (uri: string): SourceFile | undefined => files.get(uri);
      // What these extend may be extended by nobody in the end.
      const bases = new BaseReader(this.#io.files, this.#boundary, this.#request.maxSize);
      for (const file of files.values()) await bases.resolve(file, known);
      return surroundingsOf(this.#roots, this.#boundary.folders, [...files.values()], bases.read);
    });
  }

  /** A file that is named and found in a folder as well counts once, as named. What comes from standard input replaces the one on disk. */
  #add(file: LoadedFile): void {
    const isProject = uriName(file.uri) === PROJECT_FILE;
    const known = this.#files.get(file.uri);
    if (file.origin === 'named' || file.origin === 'stdin') this.#nameProject(file, known);
    if (isProject && this.#request.config !== undefined && !this.#apart.has(file.uri)) return;
    // Met on the way to the files of a pattern.
    if (file.origin === 'governing' && known) return;
    if (known && (known.origin === 'stdin' || (known.origin === 'named' && file.origin === 'walked'))) return;
    this.#files.set(file.uri, file);
    if (isProject && !this.#apart.has(file.uri)) this.#projectFiles.set(file.uri, { uri: file.uri, text: file.text });
  }

  /** A project file that is named is checked, whether or not it governs anything. */
  #nameProject(file: LoadedFile, known: LoadedFile | undefined): void {
    const hasConfig = this.#request.config !== undefined;
    if (!this.#isProject(file) || (uriName(file.uri) === PROJECT_FILE && !hasConfig)) return;
    if (!known) this.#apart.add(file.uri);
    else if (known.path === file.path) this.#files.set(file.uri, { ...known, origin: file.origin });
    else
      this.failed.set(file.shown, { file: file.shown, reason: 'cannot be checked beside the project file that --config names in its folder', missing: false });
  }

  #isProject({ uri, text }: LoadedFile): boolean {
    return isProjectFile({ uri, text }) || this.#bases.read.has(uri);
  }

  #isExcluded(uri: string): boolean {
    return governing(uri, [...this.#governing.values()])?.exclude.some((glob) => glob.matches(uri)) ?? false;
  }
}

/** Standard input as a file, or why it is none. */
type StdIn = { readonly file: LoadedFile; readonly target: Target } | { readonly file: string; readonly reason: string };

/** Reads standard input under its name; without one its text says in which notation it is. */
async function stdinOf({ stdinFilename: given, maxSize }: CheckRequest, io: Io): Promise<StdIn> {
  const bytes = await io.stdin();
  const read = bytes.length > maxSize ? tooLarge(maxSize, bytes.length) : decode(bytes, given ?? 'stdin.ps1');
  if ('reason' in read) return { file: given ?? 'standard input', reason: read.reason };
  const path = absolute(given ?? nameFor(read.text), io.cwd);
  const uri = uriOf(path);
  return { file: { uri, path, shown: shownPath(path, io.cwd), ...read, origin: 'stdin' }, target: { kind: 'file', path, uri, given: '-' } };
}

/** The project files that govern what is named from above. */
async function projectsAbove(targets: readonly Target[], { maxSize }: CheckRequest, io: Io): Promise<LoadedFile[]> {
  const found: LoadedFile[] = [];
  for (const target of targets) {
    const project = await projectAbove(folderOf(target), maxSize, io);
    if (project) found.push(project);
  }
  return found;
}

/** How texts begin that are surely of a notation. */
const BEGINNINGS: readonly (readonly [beginning: RegExp, name: string])[] = [
  [/^\s*(?:<|&(?:amp;)*lt;)/, 'stdin.xml'],
  [/^\s*(?:Windows Registry Editor |REGEDIT4|\[-?HKEY_)/i, 'stdin.reg'],
  [/^\s*(?:@echo|rem|::)(?!\w)/i, 'stdin.cmd'],
  [/^\s*\[[^\]\r\n]+\]\s+Encoding=/, 'stdin.pbk'],
];
/** Notations that are known by their content, with what a script that only speaks of them does not have. */
const CONTENTS: readonly (readonly [sign: RegExp, name: string])[] = [
  [/^\s*(?:\{|\[\s*\{)/, 'stdin.json'],
  [/^/, 'stdin.txt'],
  [/^[ \t]*(?:stream|server)\s*\{/m, 'stdin.conf'],
  [/^(?:frontend|listen|backend|udp-lb)[ \t]+\S/m, 'stdin.cfg'],
  [/^resource[ \t]+\w+[ \t]+'/m, 'stdin.bicep'],
];

/** The name of a text that has none. */
function nameFor(text: string): string {
  const begun = BEGINNINGS.find(([beginning]) => beginning.test(text));
  const known = begun ?? CONTENTS.find(([sign, name]) => sign.test(text) && isTakenUp({ uri: `file:///${name}`, text }));
  return known?.[1] ?? 'stdin.ps1';
}
