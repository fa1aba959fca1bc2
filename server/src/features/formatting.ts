import type { LayoutStyle } from '../artefacts/editing.ts';
import type { Edit } from '../core/edit.ts';
import { endedAsThere } from '../core/line-ends.ts';
import type { Workspace } from '../workspace/workspace.ts';

/**
 * The edits that lay a file out without changing what it says; `undefined` where that is not certain. Never for a document
 * inside another file, whose indentation is that file's.
 */
export function formatting(workspace: Workspace, uri: string, style: LayoutStyle): readonly Edit[] | undefined {
  const analysis = workspace.analysisOf(uri);
  return analysis?.artefact.format?.(analysis.reading, style)?.map((edit) => endedAsThere(analysis.file.text, edit));
}

/** Whether a file is one that can be laid out. */
export function isFormatted(workspace: Workspace, uri: string): boolean {
  return workspace.analysisOf(uri)?.artefact.format !== undefined;
}
