import type { SourceFile } from '../core/source-file.ts';
import { baselineUri, isFindingsBaseline, readFindingsBaseline, type FindingsBaseline } from './findings-baseline.ts';
import type { Project } from './project-extends.ts';

/** The baseline files of a workspace, in force or not. */
export class BaselineFiles {
  readonly #files = new Map<string, FindingsBaseline>();
  #only: string | undefined;

  get(uri: string): SourceFile | undefined {
    return this.#files.get(uri)?.file;
  }

  /** Takes up a text that is a baseline file, or was one. Returns whether findings may differ. */
  take(file: SourceFile): boolean {
    if (!isFindingsBaseline(file.text)) return this.#files.delete(file.uri);
    const isNew = this.#files.get(file.uri)?.file.text !== file.text;
    if (isNew) this.#files.set(file.uri, readFindingsBaseline(file));
    return isNew;
  }

  remove(uri: string): boolean {
    return this.#files.delete(uri);
  }

  /** Puts this one in force for all files, whatever project files say. */
  use(uri: string): void {
    this.#only = uri;
  }

  /** The one in force where this project file governs; `undefined` where there is none. */
  of(project: () => Project | undefined): FindingsBaseline | undefined {
    if (this.#files.size === 0) return undefined;
    const named = this.#only === undefined ? project() : undefined;
    return this.#files.get(this.#only ?? (named && baselineUri(named)) ?? '');
  }
}
