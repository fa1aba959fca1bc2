import type { Edit } from '../core/edit.ts';
import { encloses, type Span } from '../core/span.ts';
import type { Change } from '../model/change.ts';
import type { Reading } from './artefact.ts';

/** The edits of a file that is never written but for its comments, which say what is suppressed. */
export function writeComments({ file }: Reading, comments: readonly Span[], changes: readonly Change[]): Edit[] | undefined {
  const edits: Edit[] = [];
  for (const change of changes) {
    if (change.kind !== 'replace' || !comments.some((comment) => encloses(comment, change.at.span))) return undefined;
    edits.push({ file, span: change.at.span, newText: change.text });
  }
  return edits;
}
