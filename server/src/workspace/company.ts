import type { Analysis, RestingAnalysis } from './analysis.ts';
import { Bearings } from './bearing.ts';
import { Deployments } from './deployments.ts';
import type { ProjectFiles } from './project-files.ts';

/** What the company of files rests on. */
export interface Surroundings {
  readonly analyses: ReadonlyMap<string, RestingAnalysis>;
  readonly projects: ProjectFiles;
  readonly roots: () => readonly string[];
  /** Whether all files have been taken in. */
  readonly isComplete: () => boolean;
  /** Hears of each file that is looked up by its URI. */
  readonly saw: (uri: string) => void;
}

/** Who meets whom, worked out when somebody asks and kept as long as nothing has changed that it rests on. */
export class Company {
  readonly #around: Surroundings;
  readonly #bearings = new Bearings();
  #order: readonly string[] | undefined;
  #deployments: Deployments | undefined;
  #nobody: Deployments | undefined;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** All pairings; none until all files have been taken in. */
  get deployments(): Deployments {
    if (!this.#deployments) {
      const { analyses, projects, roots, saw } = this.#around;
      const isComplete = this.#around.isComplete();
      const paired = isComplete ? this.inOrder().filter(({ file }) => !projects.isExcluded(file.uri)) : [];
      // A twin in a file that has not been read would be missing.
      const find = (uri: string): Analysis | undefined => {
        saw(uri);
        return analyses.get(uri);
      };
      this.#deployments = new Deployments(paired, find, roots(), projects.projects, isComplete);
    }
    return this.#deployments;
  }

  /** Pairings in which everybody is alone. */
  get nobody(): Deployments {
    this.#nobody ??= new Deployments([], () => undefined, this.#around.roots(), this.#around.projects.projects, false);
    return this.#nobody;
  }

  /** Every recognised file in the order of its URI, so that what is found does not depend on the order of arrival. */
  inOrder(): readonly Analysis[] {
    const { analyses } = this.#around;
    this.#order ??= [...analyses.values()].sort((a, b) => (a.file.uri < b.file.uri ? -1 : 1)).map(({ file }) => file.uri);
    return this.#order.flatMap((uri) => analyses.get(uri) ?? []);
  }

  /** Whether a file says something else than when this was asked last that decides who meets whom. */
  bears(uri: string): boolean {
    return this.#bearings.differs(uri, this.#around.analyses.get(uri)?.facts);
  }

  /** A file has come or gone. */
  cameOrWent(): void {
    this.#order = undefined;
  }

  /** A project file says something else. */
  reconfigured(): void {
    this.#deployments = undefined;
    this.#nobody = undefined;
  }

  /** Who meets whom may be different. Returns whether anybody has asked yet. */
  forgetPairings(): boolean {
    const wasKnown = this.#deployments !== undefined;
    this.#deployments = undefined;
    return wasKnown;
  }
}
