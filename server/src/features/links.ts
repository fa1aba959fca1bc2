import type { PageLink } from '../artefacts/editing.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { partsOf } from './place.ts';

/** The places of a file that lead to a page of documentation. */
export function pageLinks(workspace: Workspace, uri: string): PageLink[] {
  return partsOf(workspace, uri).flatMap(({ analysis, toFile }) =>
    (analysis.artefact.links?.(analysis.reading) ?? []).flatMap((link) => {
      const span = toFile(link.span);
      return span ? [{ ...link, span }] : [];
    }),
  );
}
