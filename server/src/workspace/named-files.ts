import type { BaselineFiles } from './baseline-files.ts';
import type { ProjectFiles } from './project-files.ts';

/** The files that settings and project files name, which the host hands in wherever they lie: chosen project files, those that are extended, and baseline files. */
export class NamedFiles {
  readonly #projects: ProjectFiles;
  readonly #baselines: BaselineFiles;

  constructor(projects: ProjectFiles, baselines: BaselineFiles) {
    this.#projects = projects;
    this.#baselines = baselines;
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

  isBaseline(uri: string): boolean {
    return this.#projects.baselines().has(uri);
  }
}
