import type { SourceFile } from '../core/source-file.ts';
import { parentUri } from '../core/uri.ts';
import type { NamedBaseline } from '../knowledge/baselines.ts';
import type { Severity } from '../rules/rule.ts';
import { Boundary, OUTSIDE } from './boundary.ts';
import { baselineUri } from './findings-baseline.ts';
import { ChosenProjects } from './chosen-projects.ts';
import { isUnder } from './folders.ts';
import { basesOf, configuredSeverity, Governed, resolveProject, type Base, type Project } from './project-extends.ts';
import { readProject, type StatedProject } from './project-file.ts';

/** The project files of a workspace and those that they extend. */
export class ProjectFiles {
  readonly #files = new Map<string, SourceFile>();
  /** Those that are only extended, by their URI. */
  readonly #bases = new Map<string, Base>();
  readonly #read = reader();
  #chosen: ChosenProjects = new ChosenProjects();
  /** Those that are looked at and govern nothing; without a text until it is taken in. */
  readonly #apart = new Map<string, SourceFile | undefined>();
  #projects: readonly Project[] | undefined;
  #extended: ReadonlySet<string> | undefined;
  #baselines: ReadonlySet<string> | undefined;
  #governed: Governed | undefined;
  /** The folders in which project files may name files. */
  #reach: readonly string[] = [];
  #boundary: Boundary | undefined;

  /** Every project file with what it extends. */
  get projects(): readonly Project[] {
    // In the order of their URIs, so that nothing depends on which of them came first.
    this.#projects ??= [...this.#chosen.inForce(this.#files, this.#bases), ...this.#apartFiles()].map(({ file, covers }) => ({
      ...this.resolve(file),
      ...(covers && { covers }),
    }));
    return this.#projects;
  }

  /** Has a file looked at as a project file, whatever it is called, though it governs nothing. */
  setApart(uri: string): void {
    this.#apart.set(uri, undefined);
    this.#forget();
  }

  isApart(uri: string): boolean {
    return this.#apart.has(uri);
  }

  #apartFiles(): { readonly file: SourceFile; readonly covers: () => boolean }[] {
    return [...this.#apart.values()].flatMap((file) => (file ? [{ file, covers: () => false }] : []));
  }

  /** Says which project file holds for a workspace folder instead of those that are called so. */
  choose(chosen: ChosenProjects): void {
    this.#chosen = chosen;
    this.#forget();
  }

  /** Says in which folders project files may name files: those of the workspace. */
  setReach(folders: readonly string[]): void {
    this.#reach = folders;
    this.#forget();
  }

  /**
   * What project files may name. The folder of one that somebody has chosen counts as well, and so does that of one which is opened without any folder around it: it is
   * the file that has been asked for.
   */
  get boundary(): Boundary {
    this.#boundary ??= new Boundary([
      ...this.#reach,
      ...[...this.#chosen.uris].map(parentUri),
      ...[...this.#files.keys(), ...this.#apart.keys()].map(parentUri).filter((folder) => !this.#reach.some((each) => isUnder(folder, each))),
    ]);
    return this.#boundary;
  }

  get chosen(): ChosenProjects {
    return this.#chosen;
  }

  /** Why a file that is to be handed in cannot be read; `undefined` where it can, or nobody has looked. */
  unread(uri: string): string | undefined {
    const base = this.#bases.get(uri);
    return base && 'reason' in base ? base.reason : undefined;
  }

  /** Finds the project that governs a file. */
  get governed(): Governed {
    this.#governed ??= new Governed(this.projects);
    return this.#governed;
  }

  /** A project file, or what one may become, with what it extends. */
  resolve(file: SourceFile): Project {
    const find = (uri: string): Base | undefined => (this.boundary.holds(uri) ? (this.#files.get(uri) ?? this.#bases.get(uri)) : { reason: OUTSIDE });
    return resolveProject(file, find, this.#read);
  }

  /** Whether the project that governs a file says that it is not checked. */
  isExcluded(uri: string): boolean {
    return this.governed.of(uri)?.exclude.some((glob) => glob.matches(uri)) ?? false;
  }

  /** The severities that the project that governs a file sets for rules in it. */
  severities(uri: string): (ruleId: string) => Severity | 'off' | undefined {
    const project = this.governed.of(uri);
    return (ruleId) => project && configuredSeverity(project, uri, ruleId);
  }

  /** Takes a project file in. Returns whether it says something else than before. */
  set(file: SourceFile): boolean {
    const files = this.#apart.has(file.uri) ? this.#apart : this.#files;
    if (files.get(file.uri)?.text === file.text) return false;
    files.set(file.uri, file);
    if (this.#bases.has(file.uri)) this.#bases.set(file.uri, file);
    this.#forget();
    return true;
  }

  /** Takes in what is to be known of a file that is extended, or why it cannot be read. */
  setBase(uri: string, base: Base): boolean {
    const known = this.#bases.get(uri);
    if (known && ('text' in known ? 'text' in base && known.text === base.text : 'reason' in base && known.reason === base.reason)) return false;
    this.#bases.set(uri, base);
    this.#forget();
    return true;
  }

  /** Forgets a file, also as one that was handed in: what it is besides being open or in a folder has to be looked at again. */
  remove(uri: string): boolean {
    const wasBase = this.#bases.delete(uri);
    const known = this.#files.delete(uri) || wasBase;
    if (known) this.#forget();
    return known;
  }

  /** Forgets what was handed in and is not among these. Nobody says any more when it changes. */
  forgetOthers(named: ReadonlySet<string>): void {
    for (const uri of this.#bases.keys()) if (!named.has(uri)) this.#bases.delete(uri);
  }

  /** The text of a project file as it was taken in last. */
  fileOf(uri: string): SourceFile | undefined {
    return this.#files.get(uri) ?? this.#apart.get(uri);
  }

  /** The files that are extended or chosen and that no folder brings: the host is to hand them in. */
  bases(): ReadonlySet<string> {
    this.#extended ??= new Set(
      [...this.#chosen.uris, ...this.projects.flatMap(({ layers }) => layers.flatMap(basesOf))].filter(
        (uri) => !this.#files.has(uri) && (this.#chosen.uris.has(uri) || this.boundary.holds(uri)),
      ),
    );
    return this.#extended;
  }

  /** Those of them that have not been handed in. */
  missing(): string[] {
    return [...this.bases()].filter((uri) => !this.#bases.has(uri));
  }

  /** The baseline files that they name. */
  baselines(): ReadonlySet<string> {
    this.#baselines ??= new Set(this.projects.flatMap((project) => this.baselineOf(project) ?? []));
    return this.#baselines;
  }

  /** The baseline file that a project names, where it may name it. */
  baselineOf(project: Project): string | undefined {
    const uri = baselineUri(project);
    return uri !== undefined && this.boundary.holds(uri) ? uri : undefined;
  }

  /** Every file that is in force, a base as well, each as stated. */
  stated(): StatedProject[] {
    return [...new Map(this.projects.flatMap(({ layers }) => layers.map((layer) => [layer.file.uri, layer] as const))).values()];
  }

  /** Those of them that are project files, or lie in one of these folders. */
  statedIn(folders: readonly string[]): StatedProject[] {
    const own = new Set(this.projects.map(({ file }) => file.uri));
    return this.stated().filter(({ file: { uri } }) => own.has(uri) || folders.some((folder) => isUnder(uri, folder)));
  }

  #forget(): void {
    this.#boundary = undefined;
    this.#projects = undefined;
    this.#extended = undefined;
    this.#baselines = undefined;
    this.#governed = undefined;
  }
}

/** Reads each version of a file once: hundreds may extend the same one. */
function reader(): typeof readProject {
  const known = new Map<
    string,
    { readonly file: SourceFile; readonly read: { readonly inherited: readonly NamedBaseline[]; readonly stated: StatedProject }[] }
  >();
  return (file, chosen) => {
    const inherited = chosen ?? [];
    const last = known.get(file.uri);
    const version = last?.file === file ? last : { file, read: [] };
    known.set(file.uri, version);
    const found = version.read.find((each) => each.inherited.length === inherited.length && each.inherited.every((one, index) => one === inherited[index]));
    if (found) return found.stated;
    const stated = readProject(file, inherited);
    version.read.push({ inherited, stated });
    return stated;
  };
}
