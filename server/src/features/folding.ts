import type { Fold } from '../artefacts/editing.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { partsOf } from './place.ts';

export type { Fold } from '../artefacts/editing.ts';

/** What can be folded in a file; `undefined` where nothing of it is known, so that an editor folds by its own means. */
export function folds(workspace: Workspace, uri: string): Fold[] | undefined {
  const found = partsOf(workspace, uri).flatMap(({ analysis, toFile }) =>
    (analysis.artefact.folds?.(analysis.reading) ?? []).flatMap((fold) => {
      const span = toFile(fold.span);
      return span ? [{ ...fold, span }] : [];
    }),
  );
  return found.length > 0 ? found : undefined;
}
