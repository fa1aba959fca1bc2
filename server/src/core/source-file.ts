import type { Span } from './span.ts';

/** One text as it was at one moment. Immutable: a change makes a new object, so identity tells whether something is still valid. */
export interface SourceFile {
  /** Normalised URI: every end writes the same file the same way. The file's identity over its versions. */
  readonly uri: string;
  /** The whole text without a byte order mark. */
  readonly text: string;
  /** The editor's language id; absent for a file that was read from disk. */
  readonly languageId?: string;
}

/**
 * A place in a file. `key` names what stands there independently of offsets (`policy/0/DHGroup`), so that a place
 * remembered from an older version of the file can be found again in the newer one.
 */
export interface Location {
  readonly file: SourceFile;
  readonly span: Span;
  readonly key?: string;
}

/** A value together with the text that states it and the place of that text. */
export interface Written<T> {
  readonly value: T;
  readonly text: string;
  readonly at: Location;
}
