import * as assert from 'node:assert';
import * as vscode from 'vscode';

export const CLIENT = 'client/profile-user.xml';
export const SERVER = 'server/rras.ps1';

/** A file of the opened folder. */
export function uriOf(path: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'no folder is open');
  return vscode.Uri.joinPath(folder.uri, path);
}

/** Opens a file in the editor and puts the focus there. */
export async function show(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uriOf(path)));
}

/** Selects the first place of a text in the active editor. */
export function select(editor: vscode.TextEditor, text: string): vscode.Range {
  const offset = editor.document.getText().indexOf(text);
  assert.notStrictEqual(offset, -1, `${text} is not in the document`);
  const range = new vscode.Range(editor.document.positionAt(offset), editor.document.positionAt(offset + text.length));
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenter);
  return range;
}

/** The findings of a file that come from this extension, as the Problems panel has them. */
export function findings(path: string): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uriOf(path)).filter(({ source }) => source === 'aovpn');
}

/** The text that a finding underlines, with its rule. */
function underlined(path: string): string[] {
  const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uriOf(path).toString());
  return findings(path).map(({ range, code }) => `${ruleOf(code)} ${document?.getText(range) ?? '?'}`);
}

export function ruleOf(code: vscode.Diagnostic['code']): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Longest wait for something in seconds: shorter than a test may take, so that the failure says what was there instead. */
const LONGEST = 25;

/** Waits until something is so. */
export async function until<T>(ask: () => T | Thenable<T>, isSo: (answer: T) => boolean): Promise<T> {
  const end = performance.now() + LONGEST * 1000;
  for (;;) {
    const answer = await ask();
    if (isSo(answer)) return answer;
    if (performance.now() > end) assert.fail(`for ${LONGEST} s not what is awaited, but still ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Waits until a file has exactly these findings, in any order. */
export async function hasFindings(path: string, expected: readonly string[]): Promise<void> {
  const wanted = [...expected].sort().join('\n');
  await until(
    () => underlined(path).sort().join('\n'),
    (actual) => actual === wanted,
  );
}

/** The whole text of a file as the editor has it, saved or not. */
export async function textOf(path: string): Promise<string> {
  return (await vscode.workspace.openTextDocument(uriOf(path))).getText();
}

/**
 * Takes every change back that a test has made, and saves each document: `saveAll` leaves out what has no tab yet, as a file that a fix elsewhere has changed. Its tab
 * comes a moment later, is closed by the next test, and with it the text goes back to what was saved before.
 */
export async function restore(texts: Readonly<Record<string, string>>): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  for (const [path, text] of Object.entries(texts)) {
    const document = await vscode.workspace.openTextDocument(uriOf(path));
    edit.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), document.positionAt(document.getText().length)), text);
  }
  await vscode.workspace.applyEdit(edit);
  await Promise.all(vscode.workspace.textDocuments.filter(({ isDirty, isUntitled }) => isDirty && !isUntitled).map((document) => document.save()));
  await vscode.commands.executeCommand('notifications.clearAll');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** The names of the files in a folder of the workspace. */
export async function filesOf(...paths: string[]): Promise<Record<string, string>> {
  return Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await textOf(path)] as const)));
}

/**
 * Deletes files and folders as a person does in the Explorer. What is deleted past the editor it goes on holding for minutes, if it has been open, and a file
 * that is open counts.
 */
export async function remove(...uris: vscode.Uri[]): Promise<void> {
  for (const uri of uris) {
    const edit = new vscode.WorkspaceEdit();
    edit.deleteFile(uri, { recursive: true, ignoreIfNotExists: true });
    await vscode.workspace.applyEdit(edit);
    await until(
      () => vscode.workspace.textDocuments.some((document) => `${document.uri.toString()}/`.startsWith(`${uri.toString()}/`)),
      (isOpen) => !isOpen,
    );
  }
}
