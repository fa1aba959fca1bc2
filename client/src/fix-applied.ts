import { l10n, Uri, window, workspace } from 'vscode';

/** More are counted. */
const MOST_NAMED = 5;

/** Says once which files a fix has changed, and offers to save those that are not saved yet. */
export async function announceFix(...changed: unknown[]): Promise<void> {
  const uris = changed.filter((uri) => typeof uri === 'string').map((uri) => Uri.parse(uri));
  const names = uris.length > MOST_NAMED ? l10n.t('{0} files', uris.length) : uris.map((uri) => workspace.asRelativePath(uri)).join(', ');
  const isUnsaved = (uri: Uri): boolean => workspace.textDocuments.some((document) => document.isDirty && document.uri.toString() === uri.toString());
  if (!uris.some(isUnsaved)) {
    window.setStatusBarMessage(l10n.t('Always On VPN changed and saved {0}', names), 10_000);
    return;
  }
  const save = l10n.t('Save');
  const answer = await window.showInformationMessage(l10n.t('Always On VPN changed {0}. Not saved yet.', names), save);
  if (answer !== save) return;
  const unsaved = workspace.textDocuments.filter((document) => uris.some((uri) => uri.toString() === document.uri.toString()));
  await Promise.all(unsaved.map((document) => document.save()));
}
