import { uriSegments } from '../core/uri.ts';
import { firstNotBefore } from '../core/search.ts';
import { compareTexts } from '../core/texts.ts';
import type { Glob } from './glob.ts';

interface Entry {
  readonly uri: string;
  /** Its path as it is compared, with a slash at its end. */
  readonly path: string;
  readonly index: number;
}

/** Files of which a glob selects some: only those that lie where it can select any are gone through, since there may be as many globs as files. */
export class FilePaths {
  /** By path: what lies in a folder stands together. */
  readonly #entries: readonly Entry[];

  constructor(uris: readonly string[]) {
    const entries = uris.map((uri, index): Entry => ({ uri, path: pathOf(uriSegments(uri)), index }));
    this.#entries = entries.sort((a, b) => compareTexts(a.path, b.path) || a.index - b.index);
  }

  /** What a glob selects, in the order in which they were handed in. */
  selectedBy(glob: Glob): string[] {
    const start = pathOf(glob.start);
    const found: Entry[] = [];
    for (let index = firstNotBefore(this.#entries, ({ path }) => path < start); this.#entries[index]?.path.startsWith(start); index++) {
      const entry = this.#entries[index];
      if (entry && glob.matches(entry.uri)) found.push(entry);
    }
    return found.sort((a, b) => a.index - b.index).map(({ uri }) => uri);
  }
}

/** Letter case does not count in globs. */
function pathOf(segments: readonly string[]): string {
  return segments.map((segment) => `${segment.toLowerCase()}/`).join('');
}
