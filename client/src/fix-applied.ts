import { Uri, window, workspace } from 'vscode';

const SAVE = 'Save';

/** Says once which files a fix has changed, and offers to save those that are not saved yet. */
export async function announceFix(...changed: unknown[]): Promise<void> {
  const uris = changed.filter((uri) => typeof uri === 'string').map((uri) => Uri.parse(uri));
  const names = uris.map((uri) => workspace.asRelativePath(uri)).join(', ');
  const isUnsaved = (uri: Uri): boolean => workspace.textDocuments.some((document) => document.isDirty && document.uri.toString() === uri.toString());
  if (!uris.some(isUnsaved)) {
    window.setStatusBarMessage(`Always On VPN changed and saved ${names}`, 10_000);
    return;
  }
  const answer = await window.showInformationMessage(`Always On VPN changed ${names}. Not saved yet.`, SAVE);
  if (answer !== SAVE) return;
  const unsaved = workspace.textDocuments.filter((document) => uris.some((uri) => uri.toString() === document.uri.toString()));
  await Promise.all(unsaved.map((document) => document.save()));
}
