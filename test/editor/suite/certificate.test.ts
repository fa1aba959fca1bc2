import * as assert from 'node:assert';
import { suite, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import CERTIFICATE from '../../certificates/files/vpn.pem';
import { select, uriOf } from './editor.ts';
import { needsNode, needsWindow, round, screenshot, waitFor } from './host.ts';

const HASH = '22E0FBAFE9BC5C11F147DF2083DDC27F704E8CF445891B7C8611121B6C1A6059';

suite('certificate', () => {
  teardown(async () => {
    while (vscode.window.tabGroups.all.some(({ tabs }) => tabs.length > 0)) {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  });

  test('its SHA-256 hash is written where the cursor is, and the editor says whether it does', async function () {
    needsWindow(this);
    needsNode(this);
    const document = await vscode.workspace.openTextDocument({ language: 'powershell', content: "Enable-SstpOffload -CertificateHash '5CE8598E' -Restart\n" });
    const editor = await vscode.window.showTextDocument(document);
    select(editor, '5CE8598E');
    const certificate = uriOf('server/vpn.cer');
    await vscode.workspace.fs.writeFile(certificate, new TextEncoder().encode(CERTIFICATE));
    await vscode.commands.executeCommand('aovpn.insertCertificateHash', certificate);
    assert.strictEqual(document.getText(), `Enable-SstpOffload -CertificateHash '${HASH}' -Restart\n`);
    await waitFor('.notification-list-item:has-text("vpn.contoso.com")');
    await screenshot('certificate');
  });

  test('in a browser a sentence says where it can be read', async function () {
    needsWindow(this);
    if (round.host === 'node') this.skip();
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'powershell', content: 'Enable-SstpOffload -CertificateHash ' }));
    const certificate = uriOf('server/vpn.cer');
    await vscode.workspace.fs.writeFile(certificate, new TextEncoder().encode(CERTIFICATE));
    await vscode.commands.executeCommand('aovpn.insertCertificateHash', certificate);
    await waitFor('.notification-list-item:has-text("Open the folder in the desktop application")');
  });
});
