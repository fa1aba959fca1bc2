import { suite, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import { CLIENT, findings, SERVER, select, until, uriOf } from './editor.ts';
import { needsWindow, openLightBulb, press, screenshot, waitFor } from './host.ts';

suite('the picture of the README', () => {
  teardown(async () => {
    await press('Escape');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('workbench.action.closePanel');
    await vscode.workspace.getConfiguration('editor').update('minimap.enabled', undefined, vscode.ConfigurationTarget.Global);
  });

  // Copy it to docs/images/mismatch.png when something that it shows has changed.
  test('both files, the light bulb and the Problems panel', async function () {
    needsWindow(this);
    await vscode.workspace.getConfiguration('editor').update('minimap.enabled', false, vscode.ConfigurationTarget.Global);
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uriOf(SERVER)), { viewColumn: vscode.ViewColumn.Two, preview: false });
    const document = await vscode.workspace.openTextDocument(uriOf(CLIENT));
    const editor = await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One, preview: false });
    await until(
      () => findings(CLIENT).length + findings(SERVER).length,
      (count) => count === 5,
    );
    await vscode.commands.executeCommand('workbench.actions.view.problems');
    await waitFor('.markers-panel .monaco-list-row');
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One, preview: false });
    select(editor, 'Group14');
    await vscode.commands.executeCommand('workbench.action.focusFirstEditorGroup');
    await openLightBulb();
    await screenshot('picture');
  });
});
