import * as assert from 'node:assert';
import { suite, suiteTeardown, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import { findings, hasFindings, remove, restore, ruleOf, show, textOf, until, uriOf } from './editor.ts';
import { needsWindow, openLightBulb, press, screenshot, type, waitFor } from './host.ts';

const KEY = 'SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2';
const REG = 'registry/vpn.reg';
const BATCH = 'registry/vpn.cmd';

/** The type is wrong in both. */
const REG_TEXT = `Windows Registry Editor Version 5.00

; revoked device tunnel certificates
[HKEY_LOCAL_MACHINE\\${KEY}]
"EnableServerFragmentation"=dword:00000001
"CertAuthFlags"="4"
`;
const BATCH_TEXT = `@echo off
rem revoked device tunnel certificates
set KEY=HKLM\\${KEY}
reg add "%KEY%" /v CertAuthFlags /t REG_SZ /d 4 /f
net stop RemoteAccess /y
net start RemoteAccess
`;

async function opened(path: string, text: string): Promise<vscode.TextEditor> {
  await vscode.workspace.fs.writeFile(uriOf(path), new TextEncoder().encode(text));
  return show(path);
}

/** Mends the one finding of a file by the keys of a person. */
async function mended(editor: vscode.TextEditor, path: string, picture: string): Promise<string> {
  const [finding] = await until(
    () => findings(path),
    (found) => found.map(({ code }) => ruleOf(code)).join() === 'reg-type',
  );
  assert.ok(finding);
  editor.selection = new vscode.Selection(finding.range.start, finding.range.start);
  editor.revealRange(finding.range, vscode.TextEditorRevealType.InCenter);
  await openLightBulb();
  await screenshot(picture);
  await press('Enter');
  await hasFindings(path, []);
  return (await textOf(path)).replaceAll('\r\n', '\n');
}

suite('the registry', () => {
  teardown(async () => {
    await vscode.workspace.saveAll(false);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await restore({});
  });

  suiteTeardown(async () => {
    await remove(vscode.Uri.joinPath(uriOf(REG), '..'));
  });

  test('a registry file is coloured, checked, and mended by two keys', async function () {
    needsWindow(this);
    const editor = await opened(REG, REG_TEXT);
    assert.strictEqual(editor.document.languageId, 'reg');
    assert.strictEqual(await mended(editor, REG, 'registry-file'), REG_TEXT.replace('"4"', 'dword:00000004'));
  });

  test('a batch file is coloured, checked, and mended by two keys', async function () {
    needsWindow(this);
    const editor = await opened(BATCH, BATCH_TEXT);
    assert.strictEqual(editor.document.languageId, 'bat');
    assert.strictEqual(await mended(editor, BATCH, 'batch-file'), BATCH_TEXT.replace('REG_SZ', 'REG_DWORD'));
  });

  test('a line of a registry file comes up as it is typed', async function () {
    needsWindow(this);
    const editor = await opened(REG, REG_TEXT.replace('"CertAuthFlags"="4"\n', ''));
    await until(
      () => vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', editor.document.uri, new vscode.Position(5, 0)),
      ({ items }) => items.some(({ label }) => label === 'CertAuthFlags'),
    );
    editor.selection = new vscode.Selection(5, 0, 5, 0);
    await waitFor('text=Ln 6, Col 1');
    await type('"');
    await waitFor('.suggest-widget .monaco-list-row[aria-label*="CertAuthFlags"]');
    await type('Cert');
    await waitFor('.suggest-widget .monaco-list-row.focused[aria-label*="CertAuthFlags"]');
    await screenshot('registry-file-name');
    await press('Enter');
    await until(
      () => editor.document.lineAt(5).text,
      (line) => line === '"CertAuthFlags"=',
    );
    await type('d');
    await waitFor('.suggest-widget .monaco-list-row.focused[aria-label*="dword:00000004"]');
    await screenshot('registry-file-data');
    await press('Enter');
    await until(
      () => editor.document.lineAt(5).text,
      (line) => line === '"CertAuthFlags"=dword:00000004',
    );
  });

  test('a command of a batch file comes up as it is typed', async function () {
    needsWindow(this);
    const editor = await opened(BATCH, `${BATCH_TEXT.replace('REG_SZ', 'REG_DWORD')}reg add`);
    await hasFindings(BATCH, []);
    const end = new vscode.Position(6, 7);
    await until(
      () => vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', editor.document.uri, new vscode.Position(3, 30)),
      ({ items }) => items.some(({ label }) => label === 'CertAuthFlags'),
    );
    editor.selection = new vscode.Selection(end, end);
    await waitFor('text=Ln 7, Col 8');
    await type(' "');
    await waitFor('.suggest-widget .monaco-list-row[aria-label*="Ikev2"]');
    await type('HKLM\\SYSTEM\\CurrentControlSet\\Services\\Sst');
    await waitFor('.suggest-widget .monaco-list-row.focused[aria-label*="SstpSvc"]');
    await screenshot('batch-file-key');
    await press('Enter', 'End');
    await type(' /v ');
    await waitFor('.suggest-widget .monaco-list-row[aria-label*="UseHttps"]');
    await type('Use');
    await waitFor('.suggest-widget .monaco-list-row.focused[aria-label*="UseHttps"]');
    await press('Enter');
    await until(
      () => editor.document.lineAt(6).text,
      (line) => line === 'reg add "HKLM\\SYSTEM\\CurrentControlSet\\Services\\SstpSvc\\Parameters" /v UseHttps',
    );
  });

  test('a registry file becomes a script in a new document', async () => {
    const { document } = await opened(REG, REG_TEXT.replace('"4"', 'dword:00000004'));
    const at = new vscode.Range(5, 3, 5, 3);
    const [action] = await until(
      () =>
        vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, at, vscode.CodeActionKind.RefactorRewrite.value),
      (actions) => actions.length > 0,
    );
    assert.strictEqual(action?.title, 'Write the registry value as PowerShell in a new document');
    const { command } = action;
    assert.ok(command);
    await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
    const shown = vscode.window.activeTextEditor?.document;
    assert.strictEqual(shown?.languageId, 'powershell');
    assert.ok(shown.getText().includes('-Name CertAuthFlags -PropertyType DWord -Value 4 -Force'));
    await screenshot('registry-file-as-script');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
