import { commands, l10n, Range, ViewColumn, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { FIX_APPLIED, FIXES_AT, type PlaceFix, type ViewPlace } from '../../../server/src/lsp/protocol.ts';

/** Shows a place in the group of editors beside the view, so that both stay in sight. */
export async function openPlace(client: BaseLanguageClient, { uri, range }: ViewPlace, view: ViewColumn | undefined): Promise<void> {
  const { start, end } = range;
  const document = await workspace.openTextDocument(client.protocol2CodeConverter.asUri(uri));
  const viewColumn = view === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One;
  await window.showTextDocument(document, { selection: new Range(start.line, start.character, end.line, end.character), viewColumn, preview: true });
}

/** Offers the fixes at a place, and does the one that is chosen. Nothing is saved. */
export async function fixPlace(client: BaseLanguageClient, place: ViewPlace): Promise<void> {
  const fixes = await client.sendRequest<PlaceFix[]>(FIXES_AT, place);
  if (fixes.length === 0) {
    void window.showInformationMessage(l10n.t('There is no fix at {0} any more.', place.name));
    return;
  }
  const items = fixes.map((fix) => ({ label: fix.title, description: fix.changed.length > 1 ? l10n.t('changes {0} files', fix.changed.length) : '', fix }));
  const choice = await window.showQuickPick(items, { title: l10n.t('Fix {0}', place.name), placeHolder: l10n.t('Can be undone; nothing is saved') });
  if (!choice) return;
  const edit = await client.protocol2CodeConverter.asWorkspaceEdit(choice.fix.edit);
  if (await workspace.applyEdit(edit)) await commands.executeCommand(FIX_APPLIED, ...choice.fix.changed);
  else void window.showInformationMessage(l10n.t('The files have changed in the meantime. Try again.'));
}
