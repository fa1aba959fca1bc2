import { encode } from '../../core/encoding.ts';
import { reasonOf } from '../../workspace/file-system.ts';
import { notice, type Io } from '../io.ts';
import type { Fixed } from './fix.ts';
import type { Loaded, LoadedFile } from './loaded.ts';
import { printable } from '../printable.ts';

/**
 * Writes what the fixes made, in the encoding of each file. Nothing is written when one of the files is not any more what
 * was checked: a fix may belong to several files. Returns whether all was written.
 */
export async function writeFixed(fixed: Fixed, loaded: Loaded, io: Io): Promise<boolean> {
  const changes: { file: LoadedFile; bytes: Uint8Array }[] = [];
  for (const [uri, text] of fixed.texts) {
    const file = loaded.files.get(uri);
    const bytes = file && encode(text, file.encoding);
    if (!file || !bytes || !(await isUnchanged(file, io))) {
      notice(io, `${printable(file?.shown ?? uri)} has changed since it was read; nothing was written`);
      return false;
    }
    changes.push({ file, bytes });
  }
  for (const { file, bytes } of changes) {
    try {
      await io.writeFile(file.path, bytes);
    } catch (error) {
      notice(io, `${printable(file.shown)} ${reasonOf(error)}`);
      return false;
    }
  }
  return true;
}

/** Whether the file still holds the bytes that were read, which are also the ones that its encoding gives its text. */
async function isUnchanged(file: LoadedFile, io: Io): Promise<boolean> {
  const before = encode(file.text, file.encoding);
  try {
    const now = await io.files.readFile(file.uri);
    return before?.length === now.length && now.every((byte, index) => byte === before[index]);
  } catch {
    return false;
  }
}
