import { EditSet } from '../core/edit-set.ts';
import type { Edit } from '../core/edit.ts';
import { append } from '../core/lists.ts';
import { compareSpans, overlaps, type Span } from '../core/span.ts';
import type { Change } from '../model/change.ts';
import { SEVERITIES } from '../rules/rule.ts';
import type { Finding } from '../workspace/settle.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** A fix, for the text as it is now. */
export interface CodeAction {
  readonly title: string;
  readonly finding: Finding;
  /** Absent where it changes so many files that they are worked out once it is chosen. */
  readonly edits?: readonly Edit[];
  /** The one that an editor applies when asked to fix without choosing: the only fix, and a safe one. */
  readonly preferred: boolean;
}

/**
 * The fixes of all findings that a span touches, each finding's best one first. Fixes that cannot be written are left out.
 * @param most the edits of what changes more files than this are left for `chosenEdits`
 */
export function codeActions(workspace: Workspace, uri: string, span: Span, most = Number.POSITIVE_INFINITY): CodeAction[] {
  return workspace
    .reported(uri)
    .told.filter((finding) => overlaps(finding.at.span, span))
    .flatMap((finding) => actionsOf(workspace, finding, most));
}

/** The edits of an action that came without; `undefined` where they cannot be written, or nothing of the kind is to be mended any more. */
export function chosenEdits(workspace: Workspace, uri: string, { rule, span, title }: ChosenAction): readonly Edit[] | undefined {
  const finding = workspace.reported(uri).told.find((each) => each.rule.id === rule && compareSpans(each.at.span, span) === 0);
  return finding && workspace.chosenFix(finding, title)?.edits;
}

/** By what an action is known again. */
export interface ChosenAction {
  readonly rule: string;
  readonly span: Span;
  readonly title: string;
}

/** The edits of all safe fixes of a file that do not get in each other's way. The worst come first: a hint must not stand in the way of an error. */
export function fixAll(workspace: Workspace, uri: string): Edit[] {
  let taken = new EditSet();
  const changes: Change[] = [];
  const findings = [...workspace.reported(uri).told].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  for (const finding of findings) {
    const [only, ...others] = workspace.fixesOf(finding, (fixes) => fixes.some(({ safe }) => safe));
    if (!only?.fix.safe || others.length > 0 || only.edits.some((edit) => edit.file.uri !== uri)) continue;
    const met = only.edits.flatMap((edit) => taken.meeting(uri, edit.span).map((other) => [edit.span, other.span] as const));
    if (met.length === 0) taken.add(only.edits);
    else {
      // What is written as a whole, such as a profile in base64, has one place for all edits: they are made in one go.
      const isOnePlace = met.every(([one, other]) => compareSpans(one, other) === 0);
      const together = isOnePlace ? workspace.edits({ title: 'All', safe: true, changes: [...changes, ...only.fix.changes] }) : undefined;
      if (!together) continue;
      taken = new EditSet(together);
    }
    append(changes, only.fix.changes);
  }
  return taken.all();
}

function actionsOf(workspace: Workspace, finding: Finding, most: number): CodeAction[] {
  const fixes = workspace.offeredFixes(finding, most);
  return fixes.map(({ fix, edits }) => ({ title: fix.title, finding, ...(edits && { edits }), preferred: fix.safe && fixes.length === 1 }));
}
