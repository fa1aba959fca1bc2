import type { Edit } from '../core/edit.ts';
import { endedAsThere, narrowed } from '../core/line-ends.ts';
import { overlaps, type Span } from '../core/span.ts';
import { uriName } from '../core/uri.ts';
import { entryFor, printFindingsBaseline } from '../workspace/findings-baseline.ts';
import type { Finding } from '../workspace/settle.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Accepts a finding: what is to be changed in the baseline file for that. */
export interface BaselineAction {
  readonly title: string;
  readonly finding: Finding;
  readonly edits: readonly Edit[];
  /** Whether the baseline file is not known, so that it must not be there: one that cannot be read must not be written into. */
  readonly creates: boolean;
}

/** For each finding that a span touches the entry in the baseline file; none where the project file names no such file, may not name it, or it is broken. */
export function baselineActions(workspace: Workspace, uri: string, span: Span): BaselineAction[] {
  const target = workspace.named.baselineOf(uri);
  const baseline = workspace.baselineOf(uri);
  if (target === undefined || (baseline && (baseline.file.uri !== target || baseline.errors.length > 0))) return [];
  const file = baseline?.file ?? { uri: target, text: '' };
  return workspace
    .reported(uri)
    .told.filter(({ at }) => overlaps(at.span, span))
    .map((finding) => {
      const text = printFindingsBaseline([...(baseline?.entries ?? []), entryFor(finding, target)]);
      const title = `Add this ${finding.rule.id} to the baseline (${uriName(target)})`;
      return {
        title,
        finding,
        edits: [narrowed(file.text, endedAsThere(file.text, { file, span: { start: 0, end: file.text.length }, newText: text }))],
        creates: baseline === undefined,
      };
    });
}
