import { randomBytes } from 'node:crypto';
import { chmod, chown, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { failing } from './node-files.ts';

/**
 * Replaces a file's content in one step: whoever reads it meanwhile sees the old or the new content, and a failure leaves
 * the old one. Its mode is kept, its owner where that is allowed, and a symbolic link stays one. Rejects with a `FileError`.
 */
export async function writeFileAtomically(path: string, bytes: Uint8Array): Promise<void> {
  const target = await failing(realpath(path), 'written');
  const { mode, uid, gid } = await failing(stat(target), 'written');
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    await failing(writeFile(temporary, bytes, { flag: 'wx' }), 'written');
    await chown(temporary, uid, gid).catch(() => undefined);
    await failing(chmod(temporary, mode & 0o7777), 'written');
    await failing(rename(temporary, target), 'written');
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}
