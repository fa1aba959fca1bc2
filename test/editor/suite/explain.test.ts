import * as assert from 'node:assert';
import { suite, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import { CLIENT, hasFindings, select, show, until } from './editor.ts';
import { click, needsWindow, openLightBulb, press, screenshot, texts, type, waitFor } from './host.ts';

const tabs = (): string[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
const shows = (rule: string): Promise<unknown> => until(tabs, (labels) => labels.some((label) => label.includes(rule)));

suite('explain a rule', () => {
  teardown(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  test('the light bulb offers it last, and the page is shown beside the file', async function () {
    needsWindow(this);
    const editor = await show(CLIENT);
    await hasFindings(CLIENT, ['policy-mismatch Group14', 'crypto-weak PFS2']);
    const range = select(editor, 'Group14');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', editor.document.uri, range, 'quickfix');
    assert.strictEqual(actions.at(-1)?.title, 'Explain policy-mismatch');
    await openLightBulb();
    await screenshot('explain-light-bulb');
    await press('ArrowUp', 'Enter');
    await shows('policy-mismatch');
    await waitFor('webview:h1:has-text("policy-mismatch")');
    await screenshot('explain-page');
  });

  test('without a rule one is chosen, and its page leads to others', async function () {
    needsWindow(this);
    void vscode.commands.executeCommand('aovpn.explainRule');
    await waitFor('.quick-input-widget input');
    await waitFor('.quick-input-list .monaco-list-row:has-text("alwayson-off")');
    await screenshot('explain-choose');
    await type('policy-one-sided');
    await press('Enter');
    await waitFor('webview:h1:has-text("policy-one-sided")');
    await click('webview:a:has-text("crypto-missing")');
    await waitFor('webview:h1:has-text("crypto-missing")');
  });

  test('a rule that is not there is named', async function () {
    needsWindow(this);
    await vscode.commands.executeCommand('aovpn.explainRule', '../../README');
    await until(
      () => texts('.notification-list-item-message'),
      (list) => list.includes('There is no rule ../../README.'),
    );
    await vscode.commands.executeCommand('notifications.clearAll');
    assert.deepStrictEqual(tabs(), []);
  });
});
