import type { Edit } from '../../core/edit.ts';
import type { Change } from '../../model/change.ts';
import type { Reading } from '../artefact.ts';
import { writeComments } from '../read-only.ts';
import type { BatchTree } from './read.ts';

/** The edits that make these changes; `undefined` where one cannot be made without guessing. */
export function writeBatch(reading: Reading<BatchTree>, changes: readonly Change[]): Edit[] | undefined {
  return writeComments(reading, reading.tree.script.comments, changes);
}
