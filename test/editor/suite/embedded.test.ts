import * as assert from 'node:assert';
import { suite, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import { ruleOf, until } from './editor.ts';
import { canDrive, screenshot } from './host.ts';

const SCRIPT = `$xml = @'
<VPNProfile>
  <AlwaysOn>true</AlwaysOn>
  <NativeProfile>
    <Servers>vpn.fabrikam.com</Servers>
    <RoutingPolicyType>SplitTunnel</RoutingPolicyType>
    <NativeProtocolType>IKEv2</NativeProtocolType>
    <Authentication><MachineMethod>Certificate</MachineMethod></Authentication>
  </NativeProfile>
  <Route>
    <Address>10.20.0.1</Address>
    <PrefixSize>16</PrefixSize>
  </Route>
</VPNProfile>
'@
`;

async function opened(language: string, content: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
}

const rulesIn = (editor: vscode.TextEditor): string[] => vscode.languages.getDiagnostics(editor.document.uri).map(({ code }) => ruleOf(code));

suite('a profile in a script', () => {
  teardown(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  test('has its findings where it stands, and their fixes', async () => {
    const editor = await opened('powershell', SCRIPT);
    await until(
      () => rulesIn(editor),
      (rules) => rules.includes('route-host-bits'),
    );
    const found = vscode.languages.getDiagnostics(editor.document.uri).find(({ code }) => ruleOf(code) === 'route-host-bits') ?? assert.fail('no finding');
    assert.strictEqual(editor.document.getText(found.range), '10.20.0.1');
    editor.selection = new vscode.Selection(found.range.start, found.range.start);
    if (canDrive) await screenshot('embedded');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', editor.document.uri, found.range);
    const fix = actions.find(({ title }) => title.includes('10.20.0.0')) ?? assert.fail(`no fix among ${actions.map(({ title }) => title).join(', ')}`);
    assert.ok(fix.edit, 'the fix has no edit');
    await vscode.workspace.applyEdit(fix.edit);
    assert.strictEqual(editor.document.getText(), SCRIPT.replace('10.20.0.1', '10.20.0.0'));
  });

  test('is copied for Intune as it is', async () => {
    const editor = await opened('powershell', SCRIPT);
    await until(
      () => rulesIn(editor),
      (rules) => rules.length > 0,
    );
    const at = new vscode.Position(3, 4);
    editor.selection = new vscode.Selection(at, at);
    await vscode.env.clipboard.writeText('');
    await vscode.commands.executeCommand('aovpn.copyForIntune');
    const copied = await until(
      () => vscode.env.clipboard.readText(),
      (text) => text !== '',
    );
    assert.strictEqual(copied, SCRIPT.split('\n').slice(1, -2).join('\n'));
  });

  test('is escaped for the WMI bridge, and back', async () => {
    const profile = SCRIPT.split('\n').slice(1, -2).join('\n');
    const editor = await opened('xml', profile);
    await until(
      () => rulesIn(editor),
      (rules) => rules.includes('route-host-bits'),
    );
    await vscode.commands.executeCommand('aovpn.escapeProfile');
    await until(
      () => editor.document.getText(),
      (text) => text.startsWith('&lt;VPNProfile&gt;'),
    );
    assert.ok(!editor.document.getText().includes('<'));
    await vscode.commands.executeCommand('aovpn.unescapeProfile');
    await until(
      () => editor.document.getText(),
      (text) => text === profile,
    );
  });
});
