import { URI } from 'vscode-uri';
import { push } from '../core/groups.ts';
import { append } from '../core/lists.ts';
import type { SourceFile } from '../core/source-file.ts';
import type { Span } from '../core/span.ts';
import { parentUri } from '../core/uri.ts';
import type { NamedBaseline } from '../knowledge/baselines.ts';
import type { DeploymentTarget } from '../knowledge/deployment-targets.ts';
import type { WindowsRelease } from '../knowledge/windows.ts';
import type { Severity } from '../rules/rule.ts';
import { isUnder } from './folders.ts';
import type { Glob } from './glob.ts';
import { readProject, type ProjectDeployment, type StatedProject } from './project-file.ts';

/** A project file together with those that it extends: what is in force below its folder. */
export interface Project {
  readonly file: SourceFile;
  /** The file itself. */
  readonly own: StatedProject;
  /** It and all that it extends, each once; what a later one says counts before what an earlier one says. */
  readonly layers: readonly StatedProject[];
  /** Of all layers, the bases' first. */
  readonly deployments: readonly ProjectDeployment[];
  readonly exclude: readonly Glob[];
  readonly baseline?: NamedBaseline;
  readonly minimumWindows?: WindowsRelease;
  readonly target?: DeploymentTarget;
  /** Whether it may govern a file at or below its folder; absent where it may govern all of these. */
  readonly covers?: (uri: string) => boolean;
  /** What is wrong with any of the files. */
  readonly errors: readonly ProjectError[];
}

export interface ProjectError {
  readonly file: SourceFile;
  readonly span: Span;
  readonly message: string;
}

/** A file that is extended: its text, or why there is none. */
export type Base = SourceFile | { readonly reason: string };

/** Finds a file that is extended; `undefined` while nobody has looked for it. */
export type FindBase = (uri: string) => Base | undefined;

/** The URIs that a project file extends itself, in its order. */
export function basesOf(project: StatedProject): string[] {
  return project.extends.map(({ text }) => namedUri(project.file, text));
}

/** A project file with all that it extends. One that has not been looked for yet says nothing. */
export function resolveProject(file: SourceFile, find: FindBase = () => undefined, read = readProject): Project {
  const layers: StatedProject[] = [];
  const errors: ProjectError[] = [];
  add(file, [], { layers, errors, baselines: new Map(), find, read });
  const last = <T>(get: (layer: StatedProject) => T | undefined): T | undefined => layers.map(get).findLast((value) => value !== undefined);
  const baseline = last((layer) => layer.baseline);
  const minimumWindows = last((layer) => layer.minimumWindows);
  const target = last((layer) => layer.target);
  return {
    file,
    own: layers.at(-1) ?? read(file),
    layers,
    deployments: layers.flatMap(({ deployments }) => deployments),
    exclude: layers.flatMap(({ exclude }) => exclude),
    ...(baseline && { baseline }),
    ...(minimumWindows && { minimumWindows }),
    ...(target && { target }),
    errors,
  };
}

/** The severity that a project sets for a rule in a file: the last layer that says one; in a layer its last matching override, else its rules. */
export function configuredSeverity({ layers }: Project, uri: string, ruleId: string): Severity | 'off' | undefined {
  for (const { overrides, rules } of layers.toReversed()) {
    const override = overrides.findLast((each) => each.rules.some(({ id }) => id.text === ruleId) && each.files.some((glob) => glob.matches(uri)));
    const found = (override?.rules ?? rules).find(({ id }) => id.text === ruleId);
    if (found) return found.severity;
  }
  return undefined;
}

/** The project file that governs a file: the one in the nearest folder at or above it. */
export function governing<T extends Pick<Project, 'file' | 'covers'>>(uri: string, projects: readonly T[]): T | undefined {
  let best: T | undefined;
  for (const project of projects) {
    const folder = parentUri(project.file.uri);
    if (isUnder(uri, folder) && project.covers?.(uri) !== false && (best === undefined || folder.length > parentUri(best.file.uri).length)) best = project;
  }
  return best;
}

/** Projects by their folders, to find the one that governs each of many files. */
export class Governed {
  readonly #byFolder = new Map<string, Project[]>();

  constructor(projects: readonly Project[]) {
    for (const project of projects) push(this.#byFolder, parentUri(project.file.uri), project);
  }

  /** As `governing`. */
  of(uri: string): Project | undefined {
    if (this.#byFolder.size === 0) return undefined;
    for (let at = uri.lastIndexOf('/'); at >= 0; at = at === 0 ? -1 : uri.lastIndexOf('/', at - 1)) {
      const project = this.#byFolder.get(uri.slice(0, at))?.find(({ covers }) => covers?.(uri) !== false);
      if (project) return project;
    }
    return undefined;
  }
}

/** The URI that a path of a project file leads to. */
export function namedUri(file: SourceFile, path: string): string {
  const folder = URI.parse(parentUri(file.uri));
  const segments = folder.path.split('/').filter((segment) => segment !== '');
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return folder.with({ path: `/${segments.join('/')}` }).toString();
}

interface Work {
  readonly layers: StatedProject[];
  readonly errors: ProjectError[];
  /** The baselines that can be chosen in a file and in those that extend it, by the URI of the file. */
  readonly baselines: Map<string, readonly NamedBaseline[]>;
  readonly find: FindBase;
  readonly read: typeof readProject;
}

/** Adds what a file extends, then the file. Returns the baselines that it knows. */
function add(file: SourceFile, through: readonly string[], work: Work): readonly NamedBaseline[] {
  const inherited: NamedBaseline[] = [];
  const plain = work.read(file);
  for (const { text, span } of plain.extends) {
    const uri = namedUri(file, text);
    const fail = (message: string): number => work.errors.push({ file, span, message });
    const base = work.find(uri);
    if (uri === file.uri) fail('A project file cannot extend itself.');
    else if (through.includes(uri)) fail(`${text} extends this file in its turn, so neither of them can come first.`);
    else if (work.baselines.has(uri)) append(inherited, work.baselines.get(uri) ?? []);
    else if (!base) continue;
    else if ('reason' in base) fail(`${text} ${base.reason}.`);
    else append(inherited, add(base, [...through, file.uri], work));
  }
  const stated = inherited.length > 0 ? work.read(file, inherited) : plain;
  work.layers.push(stated);
  append(
    work.errors,
    stated.errors.map((error) => ({ file, ...error })),
  );
  const all = [...stated.baselines, ...inherited];
  work.baselines.set(file.uri, all);
  return all;
}
