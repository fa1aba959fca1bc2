import type { Span } from '../core/span.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { placeAt } from './place.ts';

/** So often can a selection grow. Nobody goes on for longer, and the chain of ranges that an editor is told could not be written. */
const MOST = 500;

/** What a selection at an offset grows to, the smallest first; `undefined` where nothing of it is known. */
export function selection(workspace: Workspace, uri: string, offset: number): Span[] | undefined {
  const place = placeAt(workspace, uri, offset);
  const spans = place?.analysis.artefact.selectionAt?.(place.analysis.reading, place.offset);
  return spans?.slice(0, MOST).flatMap((span) => place?.toFile(span) ?? []);
}

/** Whether a file is one in which selections grow. */
export function growsSelections(workspace: Workspace, uri: string): boolean {
  return workspace.analysisOf(uri)?.artefact.selectionAt !== undefined;
}
