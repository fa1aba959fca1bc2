import { encode } from '../../core/encoding.ts';
import { WriteError, type FileChange } from '../../host/write-file.ts';
import { reasonOf } from '../../workspace/file-system.ts';
import { notice, type Io } from '../io.ts';
import { shownPath } from '../paths.ts';
import { printable } from '../printable.ts';
import type { Fixed } from './fix.ts';
import type { Loaded } from './loaded.ts';

/**
 * Writes what the fixes made, in the encoding of each file. Nothing is written when one of the files is not any more what
 * was checked, or cannot be written: a fix may belong to several files. Returns whether all was written.
 */
export async function writeFixed(fixed: Fixed, loaded: Loaded, io: Io): Promise<boolean> {
  const changes: FileChange[] = [];
  for (const [uri, text] of fixed.texts) {
    const file = loaded.files.get(uri);
    const bytes = file && encode(text, file.encoding);
    // The bytes that were read are those that the encoding gives the text: else `applyFixes` would have left the file alone.
    const before = file && encode(file.text, file.encoding);
    if (!bytes || !before) throw new Error(`a fix of ${uri} cannot be written`);
    changes.push({ path: file.path, bytes, before });
  }
  if (changes.length === 0) return true;
  try {
    await io.writeFiles(changes);
    return true;
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    notice(io, `${printable(shownPath(error.path, io.cwd))} ${reasonOf(error)}${error.partial ? '' : '; nothing was written'}`);
    return false;
  }
}
