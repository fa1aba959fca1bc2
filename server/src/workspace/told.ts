import type { Finding } from './settle.ts';

/** What is told of each file, as long as it holds, and of which files something else may be told than before. */
export class Told {
  /**
   * The findings of files; `undefined` while they have to be told anew. An entry is not taken out for that: a map that entries are taken out of and put
   * into gets a new table every few keystrokes, and each old one keeps what was in it, trees and all, until the whole memory is cleaned up.
   */
  readonly #findings = new Map<string, readonly Finding[] | undefined>();
  #touched = new Set<string>();

  /** The files of which something has been told. */
  get uris(): Iterable<string> {
    return this.#findings.keys();
  }

  /** What is told of a file; `tell` says it where it has to be told anew. */
  of(uri: string, tell: () => readonly Finding[]): readonly Finding[] {
    const known = this.#findings.get(uri);
    if (known) return known;
    const told = tell();
    this.#findings.set(uri, told);
    return told;
  }

  /** What is told of a file, or where its places stand, may be different now. */
  retell(uri: string): void {
    if (this.#findings.has(uri)) this.#findings.set(uri, undefined);
    this.#touched.add(uri);
  }

  /** Of a file something is told that does not hold for long. */
  touch(uri: string): void {
    this.#touched.add(uri);
  }

  /** A file is gone. */
  forget(uri: string): void {
    this.#findings.delete(uri);
    this.#touched.add(uri);
  }

  /** Of which files something else may be told since this was asked last. Whoever asks may add to it. */
  takeTouched(): Set<string> {
    const touched = this.#touched;
    this.#touched = new Set();
    return touched;
  }
}
