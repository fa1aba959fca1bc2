import * as assert from 'node:assert';
import { suite, test } from 'mocha';
import * as vscode from 'vscode';
import { CLIENT, SERVER, select, show, until } from './editor.ts';
import { needsWindow, screenshot, waitFor } from './host.ts';

/** What this extension says about a text of a file. */
async function hoverOf(path: string, text: string): Promise<string> {
  const editor = await show(path);
  const range = select(editor, text);
  const ask = async (): Promise<string> => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', editor.document.uri, range.start.translate(0, 1));
    return hovers.flatMap(({ contents }) => contents.map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))).join('\n');
  };
  return until(ask, (answer) => answer !== '');
}

suite('hover', () => {
  test('a value in the profile: meaning, strength, every spelling, source', async () => {
    const text = await hoverOf(CLIENT, 'AES_GCM_256');
    for (const part of ['AES-GCM, 256-bit key', 'strong', '`AES_GCM_256`', '`GCMAES256`', 'Azure IkeEncryption', 'vpnv2-csp', 'set-vpnserverconfiguration'])
      assert.ok(text.includes(part), `${part} is missing in ${text}`);
  });

  test('a weak value in the script says so and who says it', async () => {
    assert.match(await hoverOf(SERVER, 'PFS2 `'), /weak: replace.*Microsoft calls 1024-bit MODP not secure/s);
  });

  test('an element of the CryptographySuite', async () => {
    assert.match(await hoverOf(CLIENT, 'IntegrityCheckMethod>'), /pseudo-random function of the IKE SA.*SHA196/s);
    assert.match(await hoverOf(CLIENT, 'CryptographySuite>'), /six values that must be the server's/);
  });

  test('a parameter', async () => {
    assert.match(await hoverOf(SERVER, 'CustomPolicy'), /bind only together with this switch/);
    assert.match(await hoverOf(SERVER, 'SALifeTimeSeconds'), /need not match the client/);
  });

  test('a registry value of the catalogue', async () => {
    assert.match(await hoverOf(SERVER, 'EnableServerFragmentation'), /error 809.*RemoteAccess.*Ikev2.*DWord.*Restart-Service RemoteAccess/s);
  });

  test('is shown', async function () {
    needsWindow(this);
    await hoverOf(CLIENT, 'AES_GCM_256');
    await vscode.commands.executeCommand('editor.action.showHover');
    await waitFor('.monaco-hover:has-text("AES-GCM")');
    await screenshot('hover');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
