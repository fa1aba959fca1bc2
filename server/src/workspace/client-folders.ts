import { parentUri } from '../core/uri.ts';
import type { Analysis } from './analysis.ts';
import { folderKey, folderOf, rootOf } from './folders.ts';

/** The folders that hold a client, with all folders above them, by `folderKey`. */
export interface ClientFolders {
  readonly all: ReadonlySet<string>;
  /** Those with a client that somebody wrote, and that was not printed. */
  readonly written: ReadonlySet<string>;
}

/** Of a folder with thousands of clients, one is looked at. */
export function clientFolders(analyses: readonly Analysis[], roots: readonly string[]): ClientFolders {
  const [all, written] = [new Map<string, string>(), new Map<string, string>()];
  for (const { file, facts, isPlain } of analyses) {
    const folder = parentUri(file.uri);
    if (isPlain && written.has(folder)) continue;
    for (const { side, superseded, printed } of facts.policies) {
      if (side !== 'client' || superseded) continue;
      if (!all.has(folder)) all.set(folder, file.uri);
      if (!printed && !written.has(folder)) written.set(folder, file.uri);
    }
  }
  return { all: withThoseAbove(all.values(), roots), written: withThoseAbove(written.values(), roots) };
}

function withThoseAbove(uris: Iterable<string>, roots: readonly string[]): Set<string> {
  const folders = new Set<string>();
  for (const uri of uris) {
    const root = rootOf(uri, roots);
    const folder = folderOf(uri);
    for (let depth = folder.length; depth >= 0; depth--) folders.add(folderKey(root, folder.slice(0, depth)));
  }
  return folders;
}
