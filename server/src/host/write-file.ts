import { randomBytes } from 'node:crypto';
import { chmod, chown, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FileError } from '../workspace/file-system.ts';
import { failing } from './node-files.ts';

/** A file that is to have another content. */
export interface FileChange {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** What it holds now: anything else, and nothing is written. Absent: it is replaced whatever it holds, and created if it is not there. */
  readonly before?: Uint8Array;
}

/** Why a file could not be written. The message is the rest of a sentence that begins with the file's name. */
export class WriteError extends FileError {
  readonly path: string;
  /** Whether files were changed all the same, because the disk did not let them have their old content back. */
  readonly partial: boolean;

  constructor(path: string, cause: unknown, partial = false) {
    super(cause instanceof Error ? cause.message : String(cause), cause instanceof FileError ? cause.kind : 'other');
    this.path = path;
    this.partial = partial;
  }
}

/** A change whose new content is on the disk, beside the file that it is to replace. */
interface Staged {
  readonly change: FileChange;
  readonly target: string;
  readonly temporary: string;
}

/**
 * Replaces the contents of files, all or none as far as a disk allows that. Each is replaced in one step: whoever reads it
 * meanwhile sees the old or the new content. All new contents are on the disk before the first file is replaced; when one
 * cannot be, those before it get their old content back. Modes are kept, owners where that is allowed, and symbolic links
 * stay links. Rejects with a `WriteError`.
 * @param move renames a file over another one; for tests.
 */
export async function replaceFiles(changes: readonly FileChange[], move: typeof rename = rename): Promise<void> {
  const staged: Staged[] = [];
  const replaced: { readonly path: string; readonly target: string; readonly old: Uint8Array | undefined }[] = [];
  try {
    for (const change of changes) staged.push(await naming(change.path, stage(change)));
    const olds: (Uint8Array | undefined)[] = [];
    for (const { change, target } of staged) olds.push(await naming(change.path, verified(change, target)));
    for (const [index, { change, target, temporary }] of staged.entries()) {
      await naming(change.path, failing(move(temporary, target), 'written'));
      replaced.push({ path: change.path, target, old: olds[index] });
    }
  } catch (error) {
    for (const { temporary } of staged) await rm(temporary, { force: true }).catch(() => undefined);
    for (const { path, target, old } of replaced) {
      await restore(target, old).catch(() => {
        throw new WriteError(path, new FileError('was changed and could not be changed back, because another file could not be written'), true);
      });
    }
    throw error;
  }
}

async function naming<T>(path: string, operation: Promise<T>): Promise<T> {
  try {
    return await operation;
  } catch (error) {
    throw error instanceof WriteError ? error : new WriteError(path, error);
  }
}

/** Writes the new content into a file of its own, which has all that the old one had but its name. */
async function stage(change: FileChange): Promise<Staged> {
  const target = await failing(realpath(change.path), 'written').catch((error: unknown) => {
    if (change.before === undefined && error instanceof FileError && error.kind === 'missing') return change.path;
    throw error;
  });
  const present = target === change.path && change.before === undefined ? await stat(target).catch(() => undefined) : await failing(stat(target), 'written');
  if (present && !present.isFile()) throw new FileError('cannot be written (it is no file)');
  // A rename does not ask for this: whoever protected the file would find it changed all the same.
  if (present && (present.mode & 0o222) === 0) throw new FileError('cannot be written (it is read-only)');
  // Its name is not longer than any that the folder may hold.
  const temporary = join(dirname(target), `.aovpn-${randomBytes(6).toString('hex')}.tmp`);
  try {
    const file = await failing(open(temporary, 'wx'), 'written').catch((error: unknown) => {
      throw error instanceof FileError && error.kind === 'missing' ? new FileError('cannot be written (its folder does not exist)') : error;
    });
    try {
      await failing(file.writeFile(change.bytes), 'written');
      await failing(file.sync(), 'written');
    } finally {
      await file.close();
    }
    if (present) {
      await chown(temporary, present.uid, present.gid).catch(() => undefined);
      await failing(chmod(temporary, present.mode & 0o7777), 'written');
    }
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  return { change, target, temporary };
}

/** The old content of a file, which is still what it is thought to be; `undefined` where there is none. */
async function verified({ before }: FileChange, target: string): Promise<Uint8Array | undefined> {
  const now = await readFile(target).catch(() => undefined);
  if (before === undefined || (now?.length === before.length && now.every((byte, index) => byte === before[index]))) return now;
  throw new FileError('has changed since it was read');
}

async function restore(target: string, old: Uint8Array | undefined): Promise<void> {
  if (old === undefined) return rm(target, { force: true });
  const { temporary } = await stage({ path: target, bytes: old });
  await failing(rename(temporary, target), 'written');
}
