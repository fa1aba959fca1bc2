import * as assert from 'node:assert';
import { suite, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import { CLIENT, select, show, until } from './editor.ts';
import { needsWindow, press, screenshot, type, waitFor } from './host.ts';

const EVENT = `Log Name:      Application
Source:        RasClient
Event ID:      20227
Level:         Error
Computer:      laptop7.contoso.com
Description:
CoId={11111111-2222-3333-4444-555555555555}: The user CONTOSO\\max dialed a connection named profile-user which has failed. The error code returned on failure is 13868.
`;

const TITLE = 'Diagnosis of Error 13868.md';
const diagnosis = (): vscode.TextDocument | undefined => vscode.window.activeTextEditor?.document;
const isDiagnosed = (): Promise<unknown> => until(diagnosis, (document) => document?.fileName.endsWith(TITLE) === true);

suite('diagnose', () => {
  teardown(async () => {
    while (vscode.window.tabGroups.all.some(({ tabs }) => tabs.length > 0)) {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  });

  test('the open log, with links to the places', async function () {
    needsWindow(this);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'log', content: EVENT }));
    await vscode.commands.executeCommand('aovpn.diagnose');
    await isDiagnosed();
    await waitFor('.detected-link');
    await screenshot('diagnosis');
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    select(editor, `${CLIENT}:20`);
    await vscode.commands.executeCommand('editor.action.openLink');
    const opened = await until(
      () => vscode.window.activeTextEditor,
      (active) => active?.document.uri.path.endsWith(CLIENT) === true,
    );
    assert.strictEqual(opened?.selection.active.line, 19);
  });

  test('what is selected, and nothing else', async function () {
    const editor = await vscode.window.showTextDocument(
      await vscode.workspace.openTextDocument({ language: 'markdown', content: `# Monday\n\nError 809 again.\n\nOn the VPN, error 13868 for Max.\n` }),
    );
    const found = select(editor, 'error 13868 for Max');
    editor.selection = new vscode.Selection(found.start, found.end);
    await vscode.commands.executeCommand('aovpn.diagnose');
    await isDiagnosed();
  });

  test('a text that is pasted, once it names something', async function () {
    needsWindow(this);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: EVENT }));
    await waitFor('.monaco-editor.focused');
    await press('Control+a', 'Control+c');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('aovpn.diagnose');
    await waitFor('.quick-input-widget input');
    await type('no idea');
    await press('Enter');
    await waitFor('.quick-input-message:has-text("names neither")');
    await screenshot('diagnosis-nothing');
    await press('Control+a');
    // A box has one line: the line ends of what is pasted become blanks.
    await press('Control+v');
    await screenshot('diagnosis-pasted');
    await press('Enter');
    await isDiagnosed();
    await waitFor('.quick-input-widget', 'hidden');
  });

  test('a code in a runbook is told about where one points at it, and never underlined', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: 'When the VPN shows error 809, look at the firewall.\n' });
    await vscode.window.showTextDocument(document);
    const [hover] = await until(
      () => vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, new vscode.Position(0, 27)),
      (hovers) => hovers.length > 0,
    );
    const [content] = hover?.contents ?? [];
    assert.match(content instanceof vscode.MarkdownString ? content.value : '', /the server did not answer in time/);
    assert.deepStrictEqual(vscode.languages.getDiagnostics(document.uri), []);
  });

  test('a document that tells of nothing leads to the box', async function () {
    needsWindow(this);
    await show(CLIENT);
    await vscode.commands.executeCommand('aovpn.diagnose');
    await waitFor('.quick-input-widget input');
    await press('Escape');
    await waitFor('.quick-input-widget', 'hidden');
  });
});
