import * as assert from 'node:assert';
import { suite, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import { CLIENT, remove, show, until, uriOf } from './editor.ts';
import { click, needsWindow, press, round, screenshot, texts, type, waitFor } from './host.ts';

const ROOT_CA = '4d1f6a930c58b2e7712e9a05c3448df61b8057ae';
const ISSUING_CA = 'c2903e7b15f468d10a5c87e349b622fd71049e3a';

/** Waits for the step of this number and name. */
async function step(label: string, number: number): Promise<void> {
  await until(
    async () => (await texts('.quick-input-title')).join(),
    (title) => title.includes(`: ${label} (${number}/`),
  );
}

async function enter(text = ''): Promise<void> {
  if (text !== '') await type(text);
  await press('Enter');
}

suite('authoring', () => {
  teardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    while (vscode.window.tabGroups.all.some(({ tabs }) => tabs.length > 0)) {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  });

  test('a new profile by the keyboard, with a wrong answer and a way back', async function () {
    needsWindow(this);
    this.timeout(90_000);
    void vscode.commands.executeCommand('aovpn.newProfile');
    await step('Tunnel', 1);
    await screenshot('authoring-tunnel');
    await enter();
    await step('Protocol', 2);
    await screenshot('authoring-protocol');
    await enter();
    await step('VPN servers', 3);
    await type('203.0.113.10');
    await waitFor('.quick-input-message:has-text("is an address")');
    await screenshot('authoring-wrong-server');
    await press('Enter');
    await step('VPN servers', 3);
    await press('Control+a');
    await enter('vpn.fabrikam.com');
    await step('IPsec policy', 4);
    await screenshot('authoring-policy');
    // Back, as Linux has it, and what was typed is still there.
    await press('Control+Alt+-');
    await step('VPN servers', 3);
    await screenshot('authoring-back');
    await enter();
    await step('IPsec policy', 4);
    await press('ArrowDown');
    await enter();
    await step('Routing', 5);
    await enter();
    await step('Routes', 6);
    await enter('10.20.0.0/16');
    await step('Authentication', 7);
    await screenshot('authoring-eap');
    await enter();
    await step('NPS servers', 8);
    await enter('nps1.corp.fabrikam.com');
    await step('Root CA of NPS', 9);
    await screenshot('authoring-root-ca');
    await enter(ROOT_CA);
    await step('Conditional Access', 10);
    await enter();
    await step('Issuing CA', 11);
    await enter(ISSUING_CA);
    await step('DNS suffix', 12);
    await enter('corp.fabrikam.com');
    await step('Internal zones', 13);
    await screenshot('authoring-zones');
    await enter();
    await step('DNS servers', 14);
    await enter('10.20.0.10');
    await step('Trusted networks', 15);
    await enter();
    await step('Register in DNS', 16);
    await enter();
    await step('Summary', 17);
    await screenshot('authoring-summary');
    await enter();
    const editor = await until(
      () => vscode.window.activeTextEditor,
      (active) => active?.document.isUntitled === true,
    );
    assert.ok(editor);
    const { document } = editor;
    assert.strictEqual(document.languageId, 'xml');
    assert.match(document.getText(), /^<VPNProfile>\n[^]*<Servers>vpn\.fabrikam\.com<\/Servers>[^]*<\/VPNProfile>\n$/);
    // The code lens stands there once the document has been read.
    await until(
      () =>
        vscode.commands.executeCommand<vscode.Hover[]>(
          'vscode.executeHoverProvider',
          document.uri,
          document.positionAt(document.getText().indexOf('<AlwaysOn>') + 2),
        ),
      (hovers) => hovers.length > 0,
    );
    assert.deepStrictEqual(vscode.languages.getDiagnostics(document.uri), []);
    await screenshot('authoring-document');
  });

  test('a new server policy, changed from the summary', async function () {
    needsWindow(this);
    this.timeout(60_000);
    void vscode.commands.executeCommand('aovpn.newServerPolicy');
    await step('Server', 1);
    await enter();
    await step('IPsec policy', 2);
    await screenshot('authoring-client-policy');
    await enter();
    await step('Tunnels', 3);
    await screenshot('authoring-tunnels');
    await enter();
    await step('Summary', 4);
    await type('Tunnels');
    await enter();
    await step('Tunnels', 3);
    await click('.quick-input-list-entry:has-text("Device tunnels")');
    await enter();
    await step('Root CA of machines', 4);
    await enter(ROOT_CA);
    await step('Revoked machines', 5);
    await enter();
    await step('Summary', 6);
    await screenshot('authoring-server-summary');
    await enter();
    const editor = await until(
      () => vscode.window.activeTextEditor,
      (active) => active?.document.isUntitled === true,
    );
    assert.strictEqual(editor?.document.languageId, 'powershell');
    assert.match(editor.document.getText(), /-UserAuthProtocolAccepted Certificate, EAP -RootCertificateNameToAccept \$root\n/);
    await screenshot('authoring-server-document');
  });

  test('a new server policy as a file', async function () {
    needsWindow(this);
    this.timeout(60_000);
    const file = uriOf('azure-gateway.ps1');
    void vscode.commands.executeCommand('aovpn.newServerPolicy');
    await step('Server', 1);
    await press('ArrowDown');
    await enter();
    await step('IPsec policy', 2);
    // The policy of the profile here has a word for everything in Azure.
    await enter();
    await step('Gateway', 3);
    await enter('vpn-gateway');
    await step('Resource group', 4);
    await enter('rg-vpn');
    await step('Summary', 5);
    await type('Save As');
    await enter();
    await waitFor('.quick-input-title:has-text("Save the New File")');
    await screenshot('authoring-save-as');
    await enter();
    const editor = await until(
      () => vscode.window.activeTextEditor,
      (active) => active?.document.uri.path === file.path,
    );
    assert.match(editor?.document.getText() ?? '', /-Name 'vpn-gateway' -ResourceGroupName 'rg-vpn'\n/);
    assert.strictEqual(editor?.document.isDirty, false);
    await remove(file);
  });

  test('Escape ends it, and nothing is said', async function () {
    needsWindow(this);
    void vscode.commands.executeCommand('aovpn.newProfile');
    await step('Tunnel', 1);
    await press('Escape');
    await waitFor('.quick-input-widget', 'hidden');
    assert.deepStrictEqual(await texts('.notification-toast'), []);
    assert.deepStrictEqual(
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs),
      [],
    );
  });

  test('New File… has both', async function () {
    needsWindow(this);
    void vscode.commands.executeCommand('welcome.showNewFileEntries');
    await waitFor('.quick-input-list .label-name:has-text("Always On VPN Profile")');
    await waitFor('.quick-input-list .label-name:has-text("Always On VPN Server Policy")');
    await screenshot('authoring-new-file');
    await press('ArrowDown', 'ArrowDown');
    await enter();
    await step('Server', 1);
    await press('Escape');
  });

  test('a server policy from a profile, not saved yet and beside it', async function () {
    needsWindow(this);
    await show(CLIENT);
    void vscode.commands.executeCommand('aovpn.generate');
    await waitFor('.quick-input-list .label-name:has-text("Matching server policy")');
    await screenshot('generate-choices');
    await enter();
    const editor = await until(
      () => vscode.window.activeTextEditor,
      (active) => active?.document.isUntitled === true,
    );
    assert.ok(editor);
    assert.strictEqual(editor.document.languageId, 'powershell');
    assert.strictEqual(editor.viewColumn, vscode.ViewColumn.Two);
    // Where the folder is on no disk, nothing that is not saved can have a name there.
    assert.match(editor.document.uri.path, round.virtual ? /^Untitled-\d+$/ : /\/client\/rras\.ps1$/);
    assert.match(editor.document.getText(), /^\$policy = @\{\n[^]*DHGroup = 'Group14'[^]*Restart-Service -Name RemoteAccess -Force\n$/);
    await screenshot('generate-server-policy');
  });

  test('where nothing can be generated, a sentence says why', async function () {
    needsWindow(this);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'powershell', content: 'Get-Date\n' }));
    await vscode.commands.executeCommand('aovpn.generate');
    await waitFor('.notification-toast:has-text("nothing to generate from")');
    await vscode.commands.executeCommand('notifications.clearAll');
  });
});
