import { CodeActionKind, CodeActionTriggerKind, type CodeAction as ProtocolAction, type CodeActionParams } from 'vscode-languageserver';
import { uriName } from '../core/uri.ts';
import type { Edit } from '../core/edit.ts';
import { overlaps, type Span } from '../core/span.ts';
import { baselineActions } from '../features/baseline-actions.ts';
import { codeActions, fixAll } from '../features/code-actions.ts';
import { registryRewritings } from '../features/refactorings/registry-notation.ts';
import { suppressActions } from '../features/suppress.ts';
import { isSameWork, refactorings } from '../features/refactorings.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { ClientFeatures } from './client-features.ts';
import type { Converter } from './convert.ts';
import type { Documents } from './documents.ts';
import { FIX_APPLIED, OPEN_TEXT, type OpenText } from './protocol.ts';

/** Kind of the action that applies every safe fix of a file. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.aovpn`;

/** How long a text may be for suppressions to be offered when nobody has asked for actions, in UTF-16 units. */
const MOST_UNASKED = 50_000;

/** The actions for a range, worked out from the text as it is: nothing is remembered between requests. */
export function protocolActions(
  { textDocument, range, context }: CodeActionParams,
  workspace: Workspace,
  documents: Documents,
  converter: Converter,
  features: ClientFeatures,
): ProtocolAction[] {
  const file = documents.get(textDocument.uri) ?? workspace.analysisOf(textDocument.uri)?.file;
  if (!file) return [];
  const wants = (kind: string): boolean => context.only?.some((only) => kind === only || kind.startsWith(`${only}.`)) ?? true;
  const actions: ProtocolAction[] = [];
  const span = { start: converter.offset(file, range.start), end: converter.offset(file, range.end) };
  const fixes = wants(CodeActionKind.QuickFix) ? codeActions(workspace, file.uri, span) : [];
  for (const action of fixes) {
    const edit = converter.workspaceEdit(action.edits);
    if (!edit) continue;
    actions.push({
      title: action.title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [converter.diagnostic(action.finding, (location) => workspace.current(location))],
      isPreferred: action.preferred,
      edit,
      ...announced(action.edits, file.uri, documents, features),
    });
  }
  // To see what a comment does, a file is read anew: not for a long one at each move of the cursor.
  const isAsked = context.triggerKind !== CodeActionTriggerKind.Automatic || file.text.length <= MOST_UNASKED;
  if (isAsked && wants(CodeActionKind.QuickFix))
    actions.push(...suppressing(workspace, file.uri, span, converter, (edits) => announced(edits, file.uri, documents, features)));
  for (const { title, edits } of wants(CodeActionKind.RefactorRewrite) ? refactorings(workspace, file.uri, span) : []) {
    const edit = converter.workspaceEdit(edits);
    if (edit && !fixes.some((fix) => isSameWork(fix.edits, edits))) actions.push({ title, kind: CodeActionKind.RefactorRewrite, edit });
  }
  for (const rewriting of wants(CodeActionKind.RefactorRewrite) ? registryRewritings(workspace, file.uri, span) : []) {
    const { title } = rewriting;
    const edit = 'edits' in rewriting ? converter.workspaceEdit(rewriting.edits) : undefined;
    if (edit) actions.push({ title, kind: CodeActionKind.RefactorRewrite, edit });
    if ('document' in rewriting && features.opensTexts)
      actions.push({ title, kind: CodeActionKind.RefactorRewrite, command: { title, command: OPEN_TEXT, arguments: [rewriting.document satisfies OpenText] } });
  }
  if (wants(CodeActionKind.QuickFix)) actions.push(...acceptances(file.uri, span, workspace, converter));
  // Only when asked for: an editor would otherwise list it beside every fix.
  if (context.only?.some((only) => FIX_ALL === only || FIX_ALL.startsWith(`${only}.`))) {
    const edits = fixAll(workspace, file.uri);
    const edit = edits.length > 0 ? converter.workspaceEdit(edits) : undefined;
    if (edit) actions.push({ title: 'Apply every safe fix of Always On VPN', kind: FIX_ALL, edit });
  }
  return actions;
}

type Announcement = Pick<ProtocolAction, 'command'>;

/** The command that tells about changes of other files than the one that the action is asked for in, where the client has it. */
function announced(edits: readonly Edit[], uri: string, documents: Documents, { announcesFixes }: ClientFeatures): Announcement {
  const changed = [...new Set(edits.map(({ file }) => file.uri))];
  if (!announcesFixes || changed.every((each) => each === uri)) return {};
  return {
    command: { title: `Changed ${changed.map(uriName).join(', ')}`, command: FIX_APPLIED, arguments: changed.map((each) => documents.clientUri(each)) },
  };
}

function suppressing(
  workspace: Workspace,
  uri: string,
  span: Span,
  converter: Converter,
  announcement: (edits: readonly Edit[]) => Announcement,
): ProtocolAction[] {
  const met = workspace.findings(uri).filter((finding) => overlaps(finding.at.span, span));
  return suppressActions(workspace, met).flatMap(({ title, finding, edits }) => {
    const edit = converter.workspaceEdit(edits);
    const diagnostics = [converter.diagnostic(finding, (location) => workspace.current(location))];
    return edit ? [{ title, kind: CodeActionKind.QuickFix, diagnostics, isPreferred: false, edit, ...announcement(edits) }] : [];
  });
}

/** The actions that put a finding into the baseline file. */
function acceptances(uri: string, span: Span, workspace: Workspace, converter: Converter): ProtocolAction[] {
  return baselineActions(workspace, uri, span).flatMap(({ title, finding, edits, creates }) => {
    const edit = converter.workspaceEdit(edits, { onlyNew: creates });
    const diagnostics = [converter.diagnostic(finding, (location) => workspace.current(location))];
    return edit ? [{ title, kind: CodeActionKind.QuickFix, diagnostics, edit }] : [];
  });
}
