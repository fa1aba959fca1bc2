import { dirname } from 'node:path';
import { uriOf } from '../../host/node-files.ts';
import { FileError, reasonOf } from '../../workspace/file-system.ts';
import type { Io } from '../io.ts';
import { globOf } from './glob.ts';
import { absolute, isWithin, shownPath } from '../paths.ts';

/** A path of the command line that exists. */
export interface Target {
  /** A `glob` stands for files of a folder that is named here. */
  readonly kind: 'file' | 'folder' | 'glob';
  readonly path: string;
  readonly uri: string;
  /** As it was written. */
  readonly given: string;
  /** Which files of a `glob`'s folder are meant. */
  readonly matches?: (uri: string) => boolean;
}

/** A path of the command line that is not there, or cannot be looked at. */
export interface MissingTarget {
  readonly given: string;
  readonly shown: string;
  readonly reason: string;
  readonly missing: boolean;
}

/** What the named paths are, in the order given. A file or folder that has the name is what is meant, else the name may be a pattern. */
export async function targetsOf(paths: readonly string[], io: Io): Promise<{ targets: Target[]; missing: MissingTarget[] }> {
  const targets: Target[] = [];
  const missing: MissingTarget[] = [];
  for (const given of paths) {
    const path = absolute(given, io.cwd);
    const uri = uriOf(path);
    try {
      const { kind } = await io.files.stat(uri);
      // A pipe or a device is left to the reading, which refuses it.
      targets.push({ kind: kind === 'folder' ? 'folder' : 'file', path, uri, given });
    } catch (error) {
      const glob = globOf(given, io.cwd, { windows: process.platform === 'win32', ignoresCase: io.files.ignoresCase });
      if (glob) {
        targets.push({ kind: 'glob', path: glob.base, uri: uriOf(glob.base), given, matches: glob.matches });
        continue;
      }
      missing.push({ given, shown: shownPath(path, io.cwd), reason: reasonOf(error), missing: error instanceof FileError && error.kind === 'missing' });
    }
  }
  return { targets, missing };
}

/** The folder that a target is or lies in, as a path. */
export function folderOf({ kind, path }: Target): string {
  return kind === 'file' ? dirname(path) : path;
}

/**
 * The workspace folders of a call, as paths. Files are compared within one only: the working directory when it holds all
 * that is named; else each named folder, and the folder around the files that are named one by one.
 */
export function rootsOf(targets: readonly Target[], cwd: string): string[] {
  if (targets.every(({ path }) => isWithin(path, cwd))) return [cwd];
  const folders = targets.filter(({ kind }) => kind !== 'file').map(({ path }) => path);
  const files = targets.filter(({ kind }) => kind === 'file').map(({ path }) => path);
  const [first, ...others] = files;
  if (first === undefined) return folders;
  let common = dirname(first);
  while (!others.every((path) => isWithin(path, common)) && dirname(common) !== common) common = dirname(common);
  return [...folders, common];
}
