import * as assert from 'node:assert';
import { suite, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import { until } from './editor.ts';
import { needsWindow, press, screenshot, type, waitFor } from './host.ts';

const BEFORE = '<VPNProfile>\n  <AlwaysOn>true</AlwaysOn>\n  ';
const BEHIND = '\n</VPNProfile>\n';

/** Opens a profile that has no file yet, with the cursor behind what is being typed. */
async function opened(typed: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ language: 'xml', content: BEFORE + typed + BEHIND });
  const editor = await vscode.window.showTextDocument(document);
  const at = document.positionAt(BEFORE.length + typed.length);
  editor.selection = new vscode.Selection(at, at);
  return editor;
}

const labelOf = ({ label }: vscode.CompletionItem): string => (typeof label === 'string' ? label : label.label);

/** The item of a name that is offered at the cursor. */
async function offered({ document, selection }: vscode.TextEditor, name: string): Promise<vscode.CompletionItem> {
  const { items } = await until(
    () => vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, selection.active),
    (list) => list.items.some((item) => labelOf(item) === name),
  );
  return items.find((item) => labelOf(item) === name) ?? assert.fail(`${name} is not offered`);
}

suite('completion of a profile', () => {
  teardown(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  test('an element takes the place of what is typed, with what it must have and in the layout of the document', async () => {
    const editor = await opened('<Rou');
    const item = await offered(editor, 'Route');
    assert.ok(item.insertText instanceof vscode.SnippetString, 'it is no snippet');
    assert.ok(item.range instanceof vscode.Range, 'it has no range');
    assert.strictEqual(editor.document.getText(item.range), '<Rou');
    assert.strictEqual(item.filterText, '<Route');
    await editor.insertSnippet(item.insertText, item.range, { undoStopBefore: true, undoStopAfter: true, keepWhitespace: item.keepWhitespace === true });
    assert.strictEqual(
      editor.document.getText().replaceAll('\r\n', '\n'),
      `${BEFORE}<Route>\n    <Address>{{address}}</Address>\n    <PrefixSize>{{number of bits}}</PrefixSize>\n  </Route>${BEHIND}`,
    );
  });

  test('what is there already is not offered', async () => {
    const editor = await opened('<');
    await offered(editor, 'NativeProfile');
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      editor.document.uri,
      editor.selection.active,
    );
    assert.ok(!items.some((item) => labelOf(item) === 'AlwaysOn' && item.filterText === '<AlwaysOn'));
  });

  test('comes up with the bracket, and is accepted with a key', async function () {
    needsWindow(this);
    const editor = await opened('');
    // The server answers by now, and the window has learnt where the cursor was put.
    await offered(editor, 'DnsSuffix');
    await waitFor('text=Ln 3, Col 3');
    await type('<');
    await waitFor('.suggest-widget .monaco-list-row[aria-label*="DnsSuffix"]');
    await type('DeviceT');
    await waitFor('.suggest-widget .monaco-list-row.focused[aria-label*="DeviceTunnel"]');
    await screenshot('completion');
    await press('Enter');
    await until(
      () => editor.document.getText(),
      (text) => text.includes('  <DeviceTunnel>true</DeviceTunnel>'),
    );
  });
});
