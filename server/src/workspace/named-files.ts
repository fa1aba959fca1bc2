import type { BaselineFiles, BrokenBaseline } from './baseline-files.ts';
import { OUTSIDE, type Boundary } from './boundary.ts';
import type { ProjectFiles } from './project-files.ts';

/** The files that settings and project files name, which the host hands in: chosen project files, those that are extended, and baseline files. */
export class NamedFiles {
  readonly #projects: ProjectFiles;
  readonly #baselines: BaselineFiles;

  constructor(projects: ProjectFiles, baselines: BaselineFiles) {
    this.#projects = projects;
    this.#baselines = baselines;
  }

  /** What project files may name; a chosen project file may lie anywhere. */
  get boundary(): Boundary {
    return this.#projects.boundary;
  }

  isChosen(uri: string): boolean {
    return this.#projects.chosen.uris.has(uri);
  }

  all(): ReadonlySet<string> {
    return new Set([...this.#projects.bases(), ...this.#projects.baselines()]);
  }

  /** Those of them that nobody has handed in or taken in. */
  missing(): string[] {
    return [...this.#projects.missing(), ...[...this.#projects.baselines()].filter((uri) => !this.#baselines.isKnown(uri))];
  }

  /** Forgets what was handed in and is named no more: it is to be read again when it is named again. */
  forgetOthers(): void {
    const named = this.all();
    this.#projects.forgetOthers(named);
    this.#baselines.forgetOthers(named);
  }

  has(uri: string): boolean {
    return this.#projects.bases().has(uri) || this.isBaseline(uri);
  }

  /** The URI of the baseline file that the project file names for a file; `undefined` where it names none, or may not. */
  baselineOf(uri: string): string | undefined {
    const project = this.#projects.governed.of(uri);
    return project && this.#projects.baselineOf(project);
  }

  /** Why a baseline file that a project file names keeps nothing back; `undefined` where it is in order, or nobody has looked for it. */
  brokenBaseline(uri: string): BrokenBaseline | undefined {
    return this.boundary.holds(uri) ? this.#baselines.broken(uri) : { reason: `${OUTSIDE}.` };
  }

  isBaseline(uri: string): boolean {
    return this.#projects.baselines().has(uri);
  }
}
