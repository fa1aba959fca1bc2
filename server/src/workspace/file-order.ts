import { firstNotBefore } from '../core/search.ts';
import { compareTexts } from '../core/texts.ts';

/** Files in an order of their own, of which those of a folder are found without going through all. */
export class FileOrder {
  readonly #places: ReadonlyMap<string, number>;
  /** By their texts: what lies in a folder stands together. */
  readonly #sorted: readonly string[];

  constructor(uris: readonly string[]) {
    this.#places = new Map(uris.map((uri, index) => [uri, index]));
    this.#sorted = [...this.#places.keys()].sort(compareTexts);
  }

  /** The files at or below a folder, in their order. */
  below(folder: string): string[] {
    const itself = folder.endsWith('/') ? folder.slice(0, -1) : folder;
    const found = [itself];
    for (let index = firstNotBefore(this.#sorted, (uri) => uri < `${itself}/`); this.#sorted[index]?.startsWith(`${itself}/`); index++)
      found.push(this.#sorted[index] ?? '');
    return this.among(new Set(found));
  }

  /** Those of some files that are here, in their order. */
  among(uris: ReadonlySet<string>): string[] {
    return [...uris].filter((uri) => this.#places.has(uri)).sort((a, b) => (this.#places.get(a) ?? 0) - (this.#places.get(b) ?? 0));
  }
}
