import type { OutlineEntry } from '../artefacts/editing.ts';
import type { Span } from '../core/span.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { partsOf } from './place.ts';

export type { OutlineEntry } from '../artefacts/editing.ts';

/** The outline of a file, with those of the documents inside it; `undefined` where nothing has one. */
export function outline(workspace: Workspace, uri: string): OutlineEntry[] | undefined {
  const entries = partsOf(workspace, uri).flatMap(({ analysis, toFile }) =>
    (analysis.artefact.outline?.(analysis.reading) ?? []).flatMap((entry) => mapped(entry, toFile)),
  );
  return entries.length > 0 ? entries : undefined;
}

function mapped(entry: OutlineEntry, toFile: (span: Span) => Span | undefined): OutlineEntry[] {
  const span = toFile(entry.span);
  const children = entry.children.flatMap((child) => mapped(child, toFile));
  return span ? [{ ...entry, span, nameSpan: toFile(entry.nameSpan) ?? span, children }] : children;
}
