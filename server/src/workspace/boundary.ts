import type { Decoded, NotText } from '../core/encoding.ts';
import { parentUri } from '../core/uri.ts';
import { readText, type FileSystem } from './file-system.ts';
import { isUnder } from './folders.ts';

/** Why a file that a project file names is not read: the rest of a sentence that begins with the path. */
export const OUTSIDE = 'lies outside of the workspace, so it is not read. Open, or check, a folder that holds both';
const LINKED_OUTSIDE = `is a link, or lies behind one, to what ${OUTSIDE}`;

/** So many links one after the other are followed, as in most systems. */
const MOST_LINKS = 40;

/**
 * What project files may name: files in these folders. A project file comes with a folder that nobody has looked at yet, and a path in it could lead to any file of this
 * computer, or of another one, which would be sent the name and the proof of the password of whoever is logged in.
 */
export class Boundary {
  /** Normalised URIs. */
  readonly folders: readonly string[];

  constructor(folders: readonly string[]) {
    this.folders = [...new Set(folders)];
  }

  /** Whether a path lies in one of the folders, by what it says. Asks nobody. */
  holds(uri: string): boolean {
    return this.folders.some((folder) => isUnder(uri, folder));
  }

  /** What a path leads to where all links on the way stay inside as well, else why it is not looked at. Looks at nothing that lies outside, and never rejects. */
  async reached(files: FileSystem, uri: string): Promise<{ readonly uri: string } | { readonly reason: string }> {
    if (!this.holds(uri)) return { reason: OUTSIDE };
    let at = uri;
    for (let links = 0; links <= MOST_LINKS; links++) {
      const folder = this.folders.find((each) => isUnder(at, each));
      if (folder === undefined) return { reason: LINKED_OUTSIDE };
      const followed = await firstLink(files, folder, at);
      if (followed === undefined) return { uri: at };
      at = followed;
    }
    return { reason: 'cannot be read (its symbolic links lead in a circle)' };
  }

  /** Reads a file that a project file names. Never rejects: what is not read says why. */
  async read(files: FileSystem, uri: string, maxSize?: number): Promise<Decoded | NotText> {
    const reached = await this.reached(files, uri);
    return 'reason' in reached ? reached : readText(files, reached.uri, maxSize);
  }
}

/** Where the outermost link on the way from a folder to a file leads the file; `undefined` where there is none. */
async function firstLink(files: FileSystem, folder: string, uri: string): Promise<string | undefined> {
  for (const part of partsBelow(folder, uri)) {
    const target = await files.linkTarget(part);
    if (target !== undefined) return `${target}${uri.slice(part.length)}`;
  }
  return undefined;
}

/** The folders on the way from a folder to a file, outermost first, and the file. */
function partsBelow(folder: string, uri: string): string[] {
  const base = folder.replace(/\/$/, '').length;
  const parts: string[] = [];
  for (let at = uri; at.length > base; at = parentUri(at)) parts.unshift(at);
  return parts;
}
