import * as assert from 'node:assert';
import { suite, suiteSetup, suiteTeardown, test } from 'mocha';
import * as vscode from 'vscode';
import { CLIENT, filesOf, hasFindings, restore, select, show, until } from './editor.ts';
import { hover, needsWindow, press, screenshot, texts, waitFor } from './host.ts';

const STATUS = '#status\\.languageStatus';
const HOVER = '.hover-language-status';

/** What the status bar says of the file when one points at it. */
async function status(): Promise<string> {
  await hover('.monaco-editor');
  await hover(STATUS);
  await waitFor(HOVER);
  return (await texts(HOVER)).join('\n');
}

suite('the status of a file', () => {
  let before: Record<string, string>;
  suiteSetup(async () => {
    before = await filesOf(CLIENT);
  });
  suiteTeardown(() => restore(before));

  test('names the deployment and what will become of it, and follows an edit', async function () {
    needsWindow(this);
    const editor = await show(CLIENT);
    await hasFindings(CLIENT, ['policy-mismatch Group14', 'crypto-weak PFS2']);
    await until(status, (text) => text.includes('contoso: will fail (13868)'));
    await screenshot('file-status');
    assert.match(await status(), /1 error, 1 warning; 5 problems in the deployment/);
    assert.match(await status(), /Show Deployment/);
    await editor.edit((edit) => edit.replace(select(editor, 'Group14'), 'ECP384'));
    await hasFindings(CLIENT, ['crypto-weak PFS2']);
    await until(status, (text) => text.includes('contoso: agree'));
  });

  test('is not there for a document that is none of ours', async function () {
    needsWindow(this);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'xml', content: '<html/>' }));
    await until(status, (text) => !/compare|contoso|aovpn/i.test(text));
    await press('Escape');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
