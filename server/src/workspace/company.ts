import { compareTexts } from '../core/texts.ts';
import type { Analysis, RestingAnalysis } from './analysis.ts';
import { Bearings } from './bearing.ts';
import { Deployments } from './deployments.ts';
import { FilePaths } from './file-paths.ts';
import { Population } from './population.ts';
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

const nothing = (): undefined => undefined;

/** Who meets whom, worked out when somebody asks and kept as long as nothing has changed that it rests on. */
export class Company {
  readonly #around: Surroundings;
  readonly #bearings = new Bearings();
  #order: readonly string[] | undefined;
  #paths: FilePaths | undefined;
  #population: Population | undefined;
  #deployments: Deployments | undefined;
  #nobody: Deployments | undefined;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** All pairings; none until all files have been taken in. */
  get deployments(): Deployments {
    if (!this.#deployments) {
      const { analyses, projects, roots, saw } = this.#around;
      // A twin in a file that has not been read would be missing.
      const find = (uri: string): Analysis | undefined => {
        saw(uri);
        return analyses.get(uri);
      };
      this.#deployments = new Deployments(this.#everybody, find, roots(), projects.projects, this.#around.isComplete());
    }
    return this.#deployments;
  }

  /** Pairings in which everybody is alone. */
  get nobody(): Deployments {
    this.#nobody ??= new Deployments(this.#populationOf([], nothing), nothing, this.#around.roots(), this.#around.projects.projects, false);
    return this.#nobody;
  }

  /** Whoever takes part. */
  get #everybody(): Population {
    const { projects, analyses, isComplete } = this.#around;
    this.#population ??= this.#populationOf(isComplete() ? this.inOrder().filter(({ file }) => !projects.isExcluded(file.uri)) : [], (uri) =>
      analyses.get(uri),
    );
    return this.#population;
  }

  #populationOf(analyses: readonly Analysis[], analysisOf: (uri: string) => Analysis | undefined): Population {
    return new Population(analyses, analysisOf, this.#around.roots(), this.#around.projects.projects);
  }

  /** Every recognised file in the order of its URI, so that what is found does not depend on the order of arrival. */
  inOrder(): readonly Analysis[] {
    const { analyses } = this.#around;
    this.#order ??= [...analyses.values()].sort((a, b) => compareTexts(a.file.uri, b.file.uri)).map(({ file }) => file.uri);
    return this.#order.flatMap((uri) => analyses.get(uri) ?? []);
  }

  /** The URIs of the same files, of which globs select some. */
  paths(): FilePaths {
    this.#paths ??= new FilePaths(this.inOrder().map(({ file }) => file.uri));
    return this.#paths;
  }

  /** Takes note of what a file says now. Returns whether it is something else that decides who meets whom. */
  bears(uri: string): boolean {
    const bearing = this.#bearings.change(uri, this.#around.analyses.get(uri));
    if (bearing === 'population') this.#population = undefined;
    return bearing !== undefined;
  }

  /** Who takes part may be different: a file has come or gone, or all of them have been taken in. */
  forgetPopulation(): void {
    this.#order = undefined;
    this.#paths = undefined;
    this.#population = undefined;
  }

  /** A project file says something else. */
  reconfigured(): void {
    this.#population = undefined;
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
