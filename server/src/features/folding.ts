import type { Fold } from '../artefacts/editing.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { partsOf } from './place.ts';

export type { Fold } from '../artefacts/editing.ts';

/**
 * What can be folded in a file, with the documents inside it; `undefined` where nothing is known of the file itself: an
 * editor that got the folds of a document inside it would no longer fold the rest by its own means.
 */
export function folds(workspace: Workspace, uri: string): Fold[] | undefined {
  const parts = partsOf(workspace, uri);
  if (!parts[0]?.analysis.artefact.folds) return undefined;
  const found = parts.flatMap(({ analysis, toFile }) =>
    (analysis.artefact.folds?.(analysis.reading) ?? []).flatMap((fold) => {
      const span = toFile(fold.span);
      return span ? [{ ...fold, span }] : [];
    }),
  );
  return found.length > 0 ? found : undefined;
}
