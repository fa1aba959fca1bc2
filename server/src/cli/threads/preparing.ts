import type { SourceFile } from '../../core/source-file.ts';
import type { Base } from '../../workspace/project-extends.ts';
import type { Prepared } from '../../workspace/prepared.ts';
import { Workspace } from '../../workspace/workspace.ts';

/** What the files of a check are prepared in the light of. It is the first message to a thread. */
export interface Surroundings {
  readonly roots: readonly string[];
  /** See `Workspace.setRoots`. */
  readonly reach: readonly string[];
  readonly projects: readonly SourceFile[];
  readonly bases: readonly (readonly [uri: string, base: Base])[];
}

/** What has become of some files: one entry for each, absent for those that the caller has to read itself. */
export interface PreparedFiles {
  readonly prepared: readonly (Prepared | undefined)[];
  /** What has to be told of rules that failed. */
  readonly log: readonly string[];
}

/** Answers each list of files in a thread of its own with what can be worked out of every one alone. */
export class Preparing {
  readonly #workspace: Workspace;
  #log: string[] = [];

  constructor({ roots, reach, projects, bases }: Surroundings) {
    this.#workspace = new Workspace((message) => this.#log.push(message));
    this.#workspace.setRoots(roots, reach);
    for (const project of projects) this.#workspace.setFile(project);
    for (const [uri, base] of bases) this.#workspace.setBase(uri, base);
  }

  prepare(files: readonly SourceFile[]): PreparedFiles {
    this.#log = [];
    const prepared = files.map((file) => this.#workspace.prepare(file));
    return { prepared, log: this.#log };
  }
}
