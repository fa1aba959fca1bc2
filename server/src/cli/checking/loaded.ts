import type { Encoding } from '../../core/encoding.ts';
import type { Boundary } from '../../workspace/boundary.ts';
import type { Base, Project } from '../../workspace/project-extends.ts';

/** A text that takes part in a check. */
export interface LoadedFile {
  readonly uri: string;
  readonly path: string;
  /** Its path in the output. */
  readonly shown: string;
  /** As it was read. */
  readonly text: string;
  readonly encoding: Encoding;
  /**
   * Where it comes from. A `governing` project file lies outside of what was named: it is obeyed, but neither reported
   * about nor fixed. What lies `around` a project file was read to see what that selects, and is not obeyed either.
   */
  readonly origin: 'named' | 'walked' | 'stdin' | 'governing' | 'around';
}

/** Whether the call is about a file, which is reported about and fixed then. */
export function isAskedFor(file: LoadedFile | undefined): boolean {
  return file?.origin !== 'governing' && file?.origin !== 'around';
}

/** A file that is not checked. */
export interface Skipped {
  readonly file: string;
  /** The rest of a sentence that begins with the file. */
  readonly reason: string;
}

/** Everything that a check works on. */
export interface Loaded {
  readonly files: ReadonlyMap<string, LoadedFile>;
  readonly projects: readonly Project[];
  /** What they extend and nothing else brings, by URI: a file, which is in `files` as well, or why it cannot be read. */
  readonly bases: ReadonlyMap<string, Base>;
  /** Workspace folders, as URIs. */
  readonly roots: readonly string[];
  /** What project files may name. */
  readonly boundary: Boundary;
  /** The named folders, as paths: what lies in one was looked for completely. */
  readonly folders: readonly string[];
  /** Project files that are checked themselves and govern nothing of the check, as URIs. */
  readonly apart: readonly string[];
  /** The folders of project files, where nothing else was named, as paths: what lies in one was looked for completely, to see what they select. */
  readonly around: readonly string[];
  /** Files of a folder that are passed over. They change no exit code. */
  readonly skipped: readonly Skipped[];
  /** Paths named on the command line that cannot be read. */
  readonly failed: readonly (Skipped & { readonly missing: boolean })[];
  /** Named files that a project file excludes. */
  readonly excluded: readonly string[];
}
