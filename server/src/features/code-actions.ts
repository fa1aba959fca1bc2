import type { Edit } from '../core/edit.ts';
import { overlaps, type Span } from '../core/span.ts';
import { SEVERITIES } from '../rules/rule.ts';
import type { Finding } from '../workspace/settle.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** A fix with its edits, for the text as it is now. */
export interface CodeAction {
  readonly title: string;
  readonly finding: Finding;
  readonly edits: readonly Edit[];
  /** The one that an editor applies when asked to fix without choosing: the only fix, and a safe one. */
  readonly preferred: boolean;
}

/** The fixes of all findings that a span touches, each finding's best one first. Fixes that cannot be written are left out. */
export function codeActions(workspace: Workspace, uri: string, span: Span): CodeAction[] {
  return workspace
    .findings(uri)
    .filter((finding) => overlaps(finding.at.span, span))
    .flatMap((finding) => actionsOf(workspace, finding));
}

/** The edits of all safe fixes of a file that do not get in each other's way. The worst come first: a hint must not stand in the way of an error. */
export function fixAll(workspace: Workspace, uri: string): Edit[] {
  const taken: Edit[] = [];
  const findings = [...workspace.findings(uri)].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  for (const finding of findings) {
    const [action] = actionsOf(workspace, finding).filter(({ preferred }) => preferred);
    const free = action?.edits.every((edit) => edit.file.uri === uri && !taken.some((other) => overlaps(other.span, edit.span)));
    if (action && free) taken.push(...action.edits);
  }
  return taken;
}

function actionsOf(workspace: Workspace, finding: Finding): CodeAction[] {
  const fixes = workspace.fixesOf(finding);
  return fixes.map(({ fix, edits }) => ({ title: fix.title, finding, edits, preferred: fix.safe && fixes.length === 1 }));
}
