import * as assert from 'node:assert';
import { suite, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import { CLIENT, SERVER, select, show, until, uriOf } from './editor.ts';
import { needsWindow, press, screenshot, type, waitFor } from './host.ts';

/** Opens a script that has no file, with the cursor behind what is being typed. */
async function opened(text: string, behind = text): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ language: 'powershell', content: text });
  const editor = await vscode.window.showTextDocument(document);
  const at = document.positionAt(text.indexOf(behind) + behind.length);
  editor.selection = new vscode.Selection(at, at);
  return editor;
}

const labelOf = ({ label }: vscode.CompletionItem): string => (typeof label === 'string' ? label : label.label);

/** What is offered at the cursor, as soon as an item of this name is. */
async function offered({ document, selection }: vscode.TextEditor, name: string): Promise<vscode.CompletionItem[]> {
  const { items } = await until(
    () => vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, selection.active),
    (list) => list.items.some((item) => labelOf(item) === name),
  );
  return items;
}

/** The code lenses of a file, as soon as they say this. */
async function lenses(path: string, title: string): Promise<vscode.CodeLens[]> {
  const ask = () => vscode.commands.executeCommand<vscode.CodeLens[] | undefined>('vscode.executeCodeLensProvider', uriOf(path));
  return (await until(ask, (found) => found?.some(({ command }) => command?.title === title) ?? false)) ?? [];
}

const DIFFERS = 'differs from rras.ps1 in 1: DHGroup';

suite('PowerShell', () => {
  teardown(async () => {
    while (vscode.window.tabGroups.all.some(({ tabs }) => tabs.length > 0)) {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  });

  test('parameters of the set that is chosen are offered once each', async () => {
    const editor = await opened('Set-VpnServerConfiguration -RevertToDefault -');
    const names = (await offered(editor, 'TunnelType')).map(labelOf);
    assert.deepStrictEqual(
      names.filter((name) => ['TunnelType', 'PassThru', 'CustomPolicy', 'DHGroup', 'RevertToDefault'].includes(name)),
      ['TunnelType', 'PassThru'],
    );
  });

  test('a key of a hashtable that is splatted is completed with its sign', async () => {
    const editor = await opened('$p = @{\n  DH\n}\nSet-VpnServerConfiguration -CustomPolicy @p\n', '  DH');
    const item = (await offered(editor, 'DHGroup')).find((each) => labelOf(each) === 'DHGroup');
    assert.ok(item?.range instanceof vscode.Range, 'it has no range');
    assert.strictEqual(editor.document.getText(item.range), 'DH');
    assert.strictEqual(item.insertText instanceof vscode.SnippetString ? item.insertText.value : item.insertText, 'DHGroup = ');
  });

  test('the syntax of a cmdlet comes up while it is typed', async function () {
    needsWindow(this);
    await opened('Set-VpnServerConfiguration -DHGroup');
    await type(' ');
    await waitFor('.parameter-hints-widget:has-text("Set-VpnServerConfiguration")');
    await screenshot('signature');
    await press('Escape');
  });

  test('the active parameter follows the cursor', async () => {
    const editor = await opened('Set-VpnServerConfiguration -CustomPolicy -DHGroup ');
    const help = await until(
      () =>
        vscode.commands.executeCommand<vscode.SignatureHelp | undefined>('vscode.executeSignatureHelpProvider', editor.document.uri, editor.selection.active),
      (found) => found !== undefined,
    );
    const signature = help?.signatures[0];
    const label = signature?.parameters[signature.activeParameter ?? help?.activeParameter ?? -1]?.label;
    assert.ok(Array.isArray(label), 'no parameter is active');
    assert.strictEqual(signature?.label.slice(label[0], label[1]), '[-DHGroup <DHGroup>]');
  });

  test('a value leads to the other side and back', async () => {
    await show(CLIENT);
    for (const [from, value, to, target] of [
      [CLIENT, 'Group14', SERVER, 'ECP384'],
      [SERVER, 'ECP384', CLIENT, 'Group14'],
    ] as const) {
      await lenses(CLIENT, DIFFERS);
      const editor = await show(from);
      const { start } = select(editor, value);
      const places = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        editor.document.uri,
        start.translate(0, 1),
      );
      const own = places.map((place) => ('targetUri' in place ? ([place.targetUri, place.targetRange] as const) : ([place.uri, place.range] as const)));
      const [uri, range] = own.find(([each]) => each.toString() === uriOf(to).toString()) ?? assert.fail(`${value} leads nowhere`);
      assert.strictEqual((await vscode.workspace.openTextDocument(uri)).getText(range), target);
    }
  });

  test('a code lens says how the two sides differ, and opens the comparison beside', async () => {
    const editor = await show(CLIENT);
    const lens = (await lenses(CLIENT, DIFFERS)).find(({ command }) => command?.title === DIFFERS) ?? assert.fail('no code lens');
    assert.strictEqual(editor.document.getText(lens.range), 'CryptographySuite');
    const { command = '', arguments: values = [] } = lens.command ?? {};
    await vscode.commands.executeCommand(command, ...(values as unknown[]));
    const shown = await until(
      () => vscode.window.activeTextEditor,
      (active) => active?.document.uri.scheme === 'aovpn-shown',
    );
    assert.match(shown?.document.getText() ?? '', /^profile-user\.xml differs from rras\.ps1 in 1: DHGroup\n[^#]*\nDIFFERS +Group14 +ECP384 +DHGroup\n/);
    assert.strictEqual(shown?.document.languageId, 'plaintext');
    await screenshot('comparison');
  });

  test('the same comparison is a command that works at the cursor', async () => {
    const editor = await show(SERVER);
    await lenses(SERVER, 'differs from profile-user.xml in 1: DHGroup');
    select(editor, 'ECP384');
    await vscode.commands.executeCommand('aovpn.showComparison');
    await until(
      () => vscode.window.activeTextEditor?.document.getText() ?? '',
      (text) => text.includes('rras.ps1 differs from profile-user.xml in 1: DHGroup'),
    );
  });

  test('the commands that verify the deployment are copied', async () => {
    await show(CLIENT);
    await lenses(CLIENT, DIFFERS);
    await vscode.env.clipboard.writeText('');
    await vscode.commands.executeCommand('aovpn.copyVerificationCommands');
    const copied = await until(
      () => vscode.env.clipboard.readText(),
      (text) => text !== '',
    );
    assert.match(copied, /^Get-VpnServerIPsecConfiguration$/m);
    assert.match(copied, /^Get-VpnConnection -Name '<name of the connection>' \| Select-Object -ExpandProperty IPsecCustomPolicy$/m);
  });
});
