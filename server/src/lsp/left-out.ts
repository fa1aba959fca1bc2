import { isUnder } from '../workspace/folders.ts';

/** What the last walk of each workspace folder has left out because it is ignored or excluded: its changes are nobody's business. */
export class LeftOut {
  /** URIs of files and folders, by workspace folder. */
  #byRoot = new Map<string, Set<string>>();

  /** Begins anew. */
  clear(): void {
    this.#byRoot = new Map();
  }

  /** Where to put what is left out of a folder. */
  of(root: string): Pick<Set<string>, 'add'> {
    const uris = new Set<string>();
    this.#byRoot.set(root, uris);
    return uris;
  }

  /** Whether no workspace folder brings a file, so far as is known. */
  has(uri: string): boolean {
    return [...this.#byRoot].every(([root, uris]) => !isUnder(uri, root) || uris.has(uri) || liesIn(uri, uris));
  }

  /** Forgets a file, or a folder, that has gone: something else may come in its place. */
  forget(uri: string): void {
    for (const uris of this.#byRoot.values()) uris.delete(uri);
  }
}

/** Whether something lies in one of some folders. */
export function liesIn(uri: string, folders: ReadonlySet<string>): boolean {
  for (let end = uri.lastIndexOf('/'); end > 0; end = uri.lastIndexOf('/', end - 1)) if (folders.has(uri.slice(0, end))) return true;
  return false;
}
