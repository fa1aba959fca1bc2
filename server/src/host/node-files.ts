import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Dirent, Stats } from 'node:fs';
import { URI } from 'vscode-uri';
import { FileError, type EntryKind, type FileSystem } from '../workspace/file-system.ts';

/** The normalised URI of a path: the one that an editor gives the same file, with the drive letter in lower case. */
export function uriOf(path: string): string {
  return URI.file(resolve(path)).toString();
}

/** The path of a `file:` URI. */
export function pathOf(uri: string): string {
  return URI.parse(uri).fsPath;
}

/** The disk. */
export const nodeFiles: FileSystem = {
  ignoresCase: process.platform === 'win32' || process.platform === 'darwin',
  readDirectory: async (uri) => (await failing(readdir(pathOf(uri), { withFileTypes: true }))).map((entry) => ({ name: entry.name, kind: kindOf(entry) })),
  readFile: (uri) => failing(readFile(pathOf(uri))),
  stat: async (uri) => {
    const found = await failing(stat(pathOf(uri)));
    const kind = kindOf(found);
    return { kind: kind === 'link' ? 'other' : kind, size: found.size, modified: found.mtimeMs };
  },
  linkTarget: async (uri) => {
    const path = pathOf(uri);
    // Systems disagree about how this fails for what is no link.
    const target = await readlink(path).catch(() => undefined);
    return target === undefined ? undefined : uriOf(resolve(dirname(path), target));
  },
};

function kindOf(entry: Dirent | Stats): EntryKind {
  if (entry.isSymbolicLink()) return 'link';
  if (entry.isDirectory()) return 'folder';
  return entry.isFile() ? 'file' : 'other';
}

/** Turns the errors of the operating system into plain English. */
export async function failing<T>(operation: Promise<T>, doing = 'read'): Promise<T> {
  try {
    return await operation;
  } catch (error) {
    throw asFileError(error, doing);
  }
}

const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EBUSY: 'another program is using it',
  ELOOP: 'its symbolic links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
};

function asFileError(error: unknown, doing: string): FileError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') return new FileError('does not exist', 'missing');
  return new FileError(`cannot be ${doing} (${WORDS[code] ?? (code === '' ? String(error) : code)})`);
}
