import * as assert from 'node:assert';
import * as vscode from 'vscode';
import { suite, test } from 'mocha';
import { CLIENT, show, textOf } from './editor.ts';
import { needsDisk, round, screenshot } from './host.ts';

const extension = (): vscode.Extension<unknown> | undefined => vscode.extensions.getExtension('aovpn.always-on-vpn');

suite('editor', () => {
  test('has the extension, installed from its file', () => {
    assert.match(extension()?.extensionUri.path ?? '', /\/extensions\/aovpn\.always-on-vpn-[\d.]+$/);
  });

  test('runs it where this round wants it', async () => {
    await show(CLIENT);
    await extension()?.activate();
    const hasProcess = typeof (globalThis as { process?: { versions?: unknown } }).process?.versions === 'object';
    assert.strictEqual(hasProcess, round.host === 'node');
    assert.strictEqual(extension()?.isActive, true);
  });

  test('opens a copy of the workspace', async function () {
    needsDisk(this);
    assert.notStrictEqual((await vscode.workspace.findFiles('**/*')).length, 0);
  });

  test('opens a folder of the kind that this round wants', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.strictEqual(['aovpn-memory', 'vscode-vfs'].includes(folder?.uri.scheme ?? ''), round.virtual);
    assert.match(await textOf(CLIENT), /<VPNProfile>/);
  });

  test('trusts the folder only if this round does', () => {
    assert.strictEqual(vscode.workspace.isTrusted, round.trusted);
  });

  test('shows its window', async () => {
    await screenshot('window');
  });
});
