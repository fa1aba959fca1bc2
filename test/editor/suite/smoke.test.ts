import * as assert from 'node:assert';
import * as vscode from 'vscode';
import { suite, test } from 'mocha';
import { screenshot } from './host.ts';

suite('editor', () => {
  test('has the extension', () => {
    assert.ok(vscode.extensions.getExtension('aovpn.always-on-vpn'));
  });

  test('opens a copy of the workspace', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    assert.notStrictEqual((await vscode.workspace.findFiles('**/*')).length, 0);
  });

  test('shows its window', async () => {
    await screenshot('window');
  });
});
