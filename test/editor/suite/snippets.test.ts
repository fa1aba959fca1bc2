import * as assert from 'node:assert';
import { suite, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import { until } from './editor.ts';
import { needsWindow, press, screenshot, type, waitFor } from './host.ts';

/** Opens a document that has no file yet. */
async function opened(language: string, content: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
}

async function offered(language: string): Promise<string[]> {
  const { document } = await opened(language, 'aovpn');
  const list = await until(
    () => vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, new vscode.Position(0, 5)),
    ({ items }) => items.length > 0,
  );
  return list.items
    .filter(({ kind }) => kind === vscode.CompletionItemKind.Snippet)
    .map(({ label }) => (typeof label === 'string' ? label : label.label))
    .filter((label) => label.startsWith('aovpn'))
    .sort();
}

suite('typing aovpn', () => {
  teardown(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  test('offers registry commands, policies and the commands that show them in PowerShell, each once', async () => {
    assert.deepStrictEqual(await offered('powershell'), [
      'aovpn-auto-trigger-opt-outs',
      'aovpn-auto-trigger-profile',
      'aovpn-client-policy-enhanced',
      'aovpn-client-policy-minimum',
      'aovpn-device-tunnel-in-ui',
      'aovpn-firewall-ikev2',
      'aovpn-firewall-ping',
      'aovpn-firewall-sstp',
      'aovpn-ikev2-crl-check',
      'aovpn-ikev2-fragmentation',
      'aovpn-ikev2-sa-limit',
      'aovpn-kemp-ikev2',
      'aovpn-kemp-sstp',
      'aovpn-l2tp-ipsec',
      'aovpn-l2tp-nat-traversal',
      'aovpn-negotiate-aes256',
      'aovpn-nps-no-revocation-eap-tls',
      'aovpn-nps-no-revocation-peap',
      'aovpn-server-policy-enhanced',
      'aovpn-server-policy-minimum',
      'aovpn-show-client-policy',
      'aovpn-show-server-policy',
      'aovpn-sstp-offload',
      'aovpn-tls-cipher-suites',
      'aovpn-tls-old-versions-off',
      'aovpn-tunnel-mtu',
    ]);
  });

  test('offers rules of Windows Firewall in batch files', async () => {
    assert.deepStrictEqual(
      (await offered('bat')).filter((label) => label.includes('netsh')),
      ['aovpn-netsh-ikev2', 'aovpn-netsh-ping', 'aovpn-netsh-sstp'],
    );
  });

  test('offers the registry values in batch files and in registry files, each once', async () => {
    for (const language of ['bat', 'reg']) {
      const labels = await offered(language);
      assert.deepStrictEqual(
        [labels.length, labels.filter((label) => label === 'aovpn-ikev2-fragmentation')],
        [new Set(labels).size, ['aovpn-ikev2-fragmentation']],
      );
    }
  });

  test('offers a user tunnel and a device tunnel in XML', async () => {
    const labels = await offered('xml');
    for (const label of ['aovpn-user-tunnel', 'aovpn-device-tunnel']) assert.ok(labels.includes(label), `${label} is missing in ${labels.join()}`);
  });

  test('inserts the one that is taken', async function () {
    needsWindow(this);
    const editor = await opened('powershell', '');
    await type('aovpn');
    await waitFor('.suggest-widget .monaco-list-row[aria-label*="ikev2-fragmentation"]');
    await screenshot('snippets');
    await type('-ikev2-f');
    await waitFor('.suggest-widget .monaco-list-row.focused[aria-label*="ikev2-fragmentation"]');
    await press('Enter');
    await until(
      () => editor.document.getText(),
      (text) => text.includes('EnableServerFragmentation') && text.includes('Restart-Service RemoteAccess'),
    );
  });
});
