import { overlaps, type Span } from '../core/span.ts';
import type { Finding } from '../workspace/settle.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Leads to the page of the rule that findings at one place are of. */
export interface ExplainAction {
  readonly title: string;
  /** The id of the rule. */
  readonly rule: string;
  readonly findings: readonly Finding[];
}

/** One action for each rule that has a finding which a span touches, in the order of the findings. */
export function explainActions(workspace: Workspace, uri: string, span: Span): ExplainAction[] {
  const byRule = new Map<string, Finding[]>();
  for (const finding of workspace.reported(uri).told) {
    if (!overlaps(finding.at.span, span)) continue;
    byRule.set(finding.rule.id, [...(byRule.get(finding.rule.id) ?? []), finding]);
  }
  return [...byRule].map(([rule, findings]) => ({ title: `Explain ${rule}`, rule, findings }));
}
