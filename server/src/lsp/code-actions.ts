import {
  CodeActionKind,
  CodeActionTriggerKind,
  LSPErrorCodes,
  ResponseError,
  type CodeAction as ProtocolAction,
  type CodeActionParams,
} from 'vscode-languageserver';
import { uriName } from '../core/uri.ts';
import type { Edit } from '../core/edit.ts';
import type { SourceFile } from '../core/source-file.ts';
import { overlaps, type Span } from '../core/span.ts';
import { baselineActions } from '../features/baseline-actions.ts';
import { chosenEdits, codeActions, fixAll, type ChosenAction, type CodeAction } from '../features/code-actions.ts';
import { explainActions } from '../features/explain-actions.ts';
import { registryRewritings } from '../features/refactorings/registry-notation.ts';
import { suppressActions } from '../features/suppress.ts';
import { isSameWork, refactorings } from '../features/refactorings.ts';
import type { Finding } from '../workspace/settle.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { ClientFeatures } from './client-features.ts';
import type { Converter } from './convert.ts';
import type { Documents } from './documents.ts';
import { EXPLAIN_RULE, FIX_APPLIED, OPEN_TEXT, type OpenText } from './protocol.ts';

/** Kind of the action that applies every safe fix of a file. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.aovpn`;

/** Kind of what writes something differently; each has its own below this one. */
export const REWRITE = `${CodeActionKind.RefactorRewrite}.aovpn`;

/** What changes more files than this is written once it is chosen, where the client can ask for it: to write it takes reading them all. */
const MOST_AT_ONCE = 100;

/** So many files are named after a fix. */
const MOST_NAMED = 5;

/** How long a text may be for suppressions to be offered when nobody has asked for actions, in UTF-16 units. */
const MOST_UNASKED = 50_000;

/**
 * The actions for a range, worked out from the text as it is: nothing is remembered between requests. First what mends a finding, then what writes
 * something differently, then what keeps a finding away, and at the end what tells about it.
 */
export function protocolActions(
  { textDocument, range, context }: CodeActionParams,
  workspace: Workspace,
  documents: Documents,
  converter: Converter,
  features: ClientFeatures,
): ProtocolAction[] {
  const file = documents.get(textDocument.uri) ?? workspace.analysisOf(textDocument.uri)?.file;
  if (!file) return [];
  const span = { start: converter.offset(file, range.start), end: converter.offset(file, range.end) };
  const place = new Place(file, span, workspace, documents, converter, features);
  const wants = (kind: string): boolean => context.only?.some((only) => isWithin(kind, only)) ?? true;
  const wantsRewrites = context.only?.some((only) => isWithin(only, REWRITE) || isWithin(REWRITE, only)) ?? true;
  const wantsFixes = wants(CodeActionKind.QuickFix);
  // What a refactoring would do as well is offered once, as the fix.
  const fixes = wantsFixes ? codeActions(workspace, file.uri, span, features.resolvesActions ? MOST_AT_ONCE : undefined) : [];
  // To see what a comment does, a file is read anew: not for a long one at each move of the cursor.
  const isAsked = context.triggerKind !== CodeActionTriggerKind.Automatic || file.text.length <= MOST_UNASKED;
  return [
    ...place.fixes(fixes),
    ...(wantsRewrites ? place.rewrites(fixes).filter(({ kind }) => wants(kind)) : []),
    ...(wantsFixes && isAsked ? place.suppressions() : []),
    ...(wantsFixes ? [...place.acceptances(), ...place.explanations()] : []),
    // Only when asked for: an editor would otherwise list it beside every fix.
    ...(context.only?.some((only) => isWithin(FIX_ALL, only)) ? place.fixAll() : []),
  ];
}

/**
 * The action with what it lacked while nobody had chosen it.
 * @throws ResponseError where it fits no longer, or not to all files that it would change
 */
export function resolvedAction(
  action: ProtocolAction,
  workspace: Workspace,
  documents: Documents,
  converter: Converter,
  features: ClientFeatures,
): ProtocolAction {
  if (!isLeft(action.data)) return action;
  const { uri, ...chosen } = action.data;
  const edits = chosenEdits(workspace, uri, chosen);
  const edit = edits && converter.workspaceEdit(edits);
  if (!edit) throw new ResponseError(LSPErrorCodes.RequestFailed, `Nothing was changed: "${action.title}" does not fit all files that it is about any more.`);
  return { ...action, edit, ...announced(edits, uri, documents, features) };
}

/** What tells again which action it is that was left until it is chosen. */
type Left = ChosenAction & { readonly uri: string };

function isLeft(data: unknown): data is Left {
  return typeof data === 'object' && data !== null && 'uri' in data && 'rule' in data && 'span' in data && 'title' in data;
}

/** The command that tells about changes of other files than this one, where the client has it. */
function announced(edits: readonly Edit[], uri: string, documents: Documents, features: ClientFeatures): Pick<ProtocolAction, 'command'> {
  const changed = [...new Set(edits.map(({ file }) => file.uri))];
  if (!features.announcesFixes || changed.every((each) => each === uri)) return {};
  const uris = changed.map((each) => documents.clientUri(each));
  const names = changed.length > MOST_NAMED ? `${changed.length} files` : changed.map(uriName).join(', ');
  return { command: { title: `Changed ${names}`, command: FIX_APPLIED, arguments: uris } };
}

/** Whether a kind is another one, or below it. */
function isWithin(kind: string, other: string): boolean {
  return kind === other || kind.startsWith(`${other}.`);
}

/** A range of a document, and the actions that are offered there, kind by kind. */
class Place {
  readonly #file: SourceFile;
  readonly #span: Span;
  readonly #workspace: Workspace;
  readonly #documents: Documents;
  readonly #converter: Converter;
  readonly #features: ClientFeatures;

  constructor(file: SourceFile, span: Span, workspace: Workspace, documents: Documents, converter: Converter, features: ClientFeatures) {
    this.#file = file;
    this.#span = span;
    this.#workspace = workspace;
    this.#documents = documents;
    this.#converter = converter;
    this.#features = features;
  }

  fixes(actions: readonly CodeAction[]): ProtocolAction[] {
    return actions.flatMap(({ title, finding, edits, preferred }): ProtocolAction[] => {
      const about = { ...this.#about([finding]), title, isPreferred: preferred };
      if (!edits) return [{ ...about, data: { uri: this.#file.uri, rule: finding.rule.id, span: finding.at.span, title } satisfies Left }];
      const edit = this.#converter.workspaceEdit(edits);
      return edit ? [{ ...about, edit, ...announced(edits, this.#file.uri, this.#documents, this.#features) }] : [];
    });
  }

  rewrites(fixes: readonly CodeAction[]): (ProtocolAction & { kind: string })[] {
    const { uri } = this.#file;
    const own = refactorings(this.#workspace, uri, this.#span).flatMap(({ title, name, edits }) => {
      const edit = this.#converter.workspaceEdit(edits);
      return edit && !fixes.some((fix) => fix.edits && isSameWork(fix.edits, edits)) ? [{ title, kind: `${REWRITE}.${name}`, edit }] : [];
    });
    const kind = `${REWRITE}.registryNotation`;
    const ofRegistry = registryRewritings(this.#workspace, uri, this.#span).flatMap((rewriting): (ProtocolAction & { kind: string })[] => {
      const { title } = rewriting;
      const edit = 'edits' in rewriting ? this.#converter.workspaceEdit(rewriting.edits) : undefined;
      if (edit) return [{ title, kind, edit }];
      if (!('document' in rewriting) || !this.#features.opensTexts) return [];
      return [{ title, kind, command: { title, command: OPEN_TEXT, arguments: [rewriting.document satisfies OpenText] } }];
    });
    return [...own, ...ofRegistry];
  }

  suppressions(): ProtocolAction[] {
    const met = this.#workspace.findings(this.#file.uri).filter((finding) => overlaps(finding.at.span, this.#span));
    return suppressActions(this.#workspace, met).flatMap(({ title, finding, edits }) => {
      const edit = this.#converter.workspaceEdit(edits);
      return edit ? [{ ...this.#about([finding]), title, isPreferred: false, edit, ...announced(edits, this.#file.uri, this.#documents, this.#features) }] : [];
    });
  }

  /** What puts a finding into the baseline file. */
  acceptances(): ProtocolAction[] {
    return baselineActions(this.#workspace, this.#file.uri, this.#span).flatMap(({ title, finding, edits, creates }) => {
      const edit = this.#converter.workspaceEdit(edits, { onlyNew: creates });
      return edit ? [{ ...this.#about([finding]), title, edit }] : [];
    });
  }

  explanations(): ProtocolAction[] {
    if (!this.#features.showsRules) return [];
    return explainActions(this.#workspace, this.#file.uri, this.#span).map(({ title, rule, findings }) => ({
      ...this.#about(findings),
      title,
      command: { title, command: EXPLAIN_RULE, arguments: [rule] },
    }));
  }

  fixAll(): ProtocolAction[] {
    const edits = fixAll(this.#workspace, this.#file.uri);
    const edit = edits.length > 0 ? this.#converter.workspaceEdit(edits) : undefined;
    return edit ? [{ title: 'Apply every safe fix of Always On VPN', kind: FIX_ALL, edit }] : [];
  }

  #about(findings: readonly Finding[]): Pick<ProtocolAction, 'kind' | 'diagnostics'> {
    const diagnostics = findings.map((finding) => this.#converter.diagnostic(finding, (location) => this.#workspace.current(location)));
    return { kind: CodeActionKind.QuickFix, diagnostics };
  }
}
