import * as assert from 'node:assert';
import { setup, suite, suiteSetup, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import { CLIENT, filesOf, findings, hasFindings, restore, ruleOf, SERVER, select, show, textOf, until, uriOf } from './editor.ts';
import { click, needsWindow, openLightBulb, press, screenshot, texts, waitFor } from './host.ts';

const MISMATCH = 'policy-mismatch Group14';
const WEAK = 'crypto-weak PFS2';
/** Both sides then agree on a group that is weaker than the cipher. */
const UNEVEN = 'crypto-uneven Group14';
const MIRROR = 'policy-mismatch ECP384';
const REGISTRY = 'reg-path HKLM:\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters';

/** The rules of a file's findings, for a file that may not be open. */
const rulesOf = (path: string): string =>
  findings(path)
    .map(({ code }) => ruleOf(code))
    .sort()
    .join(' ');

suite('two files that disagree', () => {
  let before: Record<string, string>;

  suiteSetup(async () => {
    before = await filesOf(CLIENT, SERVER);
  });

  setup(async () => {
    await show(CLIENT);
    await hasFindings(CLIENT, [MISMATCH, WEAK]);
  });

  teardown(() => restore(before));

  test('the value in the profile is underlined, and the message says what will happen', async () => {
    const [finding] = findings(CLIENT).filter(({ code }) => ruleOf(code) === 'policy-mismatch');
    assert.ok(finding);
    assert.strictEqual(finding.severity, vscode.DiagnosticSeverity.Error);
    assert.match(finding.message, /^DHGroup is Group14 here but ECP384 on the server \(rras\.ps1\)\. IKEv2 main mode fails and the client shows error 13868/);
    const [related] = finding.relatedInformation ?? [];
    assert.strictEqual(related?.location.uri.toString(), uriOf(SERVER).toString());
    const server = await vscode.workspace.openTextDocument(uriOf(SERVER));
    assert.strictEqual(server.getText(related.location.range), 'ECP384');
  });

  test("and the reverse on the server's side", async () => {
    await show(SERVER);
    await hasFindings(SERVER, [MIRROR, WEAK, REGISTRY]);
    const [finding] = findings(SERVER).filter(({ code }) => ruleOf(code) === 'policy-mismatch');
    assert.strictEqual(finding?.severity, vscode.DiagnosticSeverity.Information);
    assert.match(finding.message, /^DHGroup is ECP384 here, but profile-user\.xml asks for Group14/);
    const [related] = finding.relatedInformation ?? [];
    assert.strictEqual(related?.location.uri.toString(), uriOf(CLIENT).toString());
    const client = await vscode.workspace.openTextDocument(uriOf(CLIENT));
    assert.strictEqual(client.getText(related.location.range), 'Group14');
  });

  test('the light bulb offers both directions and the whole suite', async () => {
    const editor = await show(CLIENT);
    const range = select(editor, 'Group14');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', editor.document.uri, range, 'quickfix');
    assert.deepStrictEqual(
      actions.map(({ title }) => title),
      [
        "Use the server's value here (ECP384)",
        "Use the client's value on the server (Group14)",
        'Align all six values with the server',
        'Suppress policy-mismatch on this line',
        'Suppress policy-mismatch in this file',
        'Turn policy-mismatch off in aovpn.json (everywhere here)',
        'Explain policy-mismatch',
      ],
    );
  });

  test("with two keys the server's value is here, and the finding is gone on both sides without saving", async function () {
    needsWindow(this);
    const editor = await show(CLIENT);
    select(editor, 'Group14');
    await screenshot('mismatch');
    await openLightBulb();
    await screenshot('light-bulb');
    await press('Enter');
    await hasFindings(CLIENT, [WEAK]);
    await until(
      () => rulesOf(SERVER),
      (rules) => rules === 'crypto-weak reg-path',
    );
    assert.strictEqual(await textOf(CLIENT), before[CLIENT]?.replace('Group14', 'ECP384'));
    assert.ok(editor.document.isDirty, 'the fix must not save');
  });

  test("the client's value goes to the server, one message says so and offers to save", async function () {
    needsWindow(this);
    const editor = await show(CLIENT);
    select(editor, 'Group14');
    await openLightBulb();
    await press('ArrowDown', 'Enter');
    await hasFindings(CLIENT, [UNEVEN, WEAK]);
    assert.strictEqual(await textOf(SERVER), before[SERVER]?.replace('-DHGroup ECP384', '-DHGroup Group14'));
    assert.strictEqual(await textOf(CLIENT), before[CLIENT]);
    // Newer editors put a message into the list at once where their window is not in front.
    await vscode.commands.executeCommand('notifications.showList');
    const messages = await until(
      () => texts('.notification-list-item-message'),
      (list) => list.length > 0,
    );
    assert.deepStrictEqual(messages, ['Always On VPN changed server/rras.ps1. Not saved yet.']);
    await screenshot('fix-in-another-file');
    const server = await vscode.workspace.openTextDocument(uriOf(SERVER));
    assert.ok(server.isDirty, 'the fix must not save by itself');
    await press('Escape');
    await vscode.commands.executeCommand('notifications.showList');
    const save = '.notification-list-item .monaco-button:has-text("Save")';
    await waitFor(save);
    await click(save);
    await until(
      () => server.isDirty,
      (isDirty) => !isDirty,
    );
  });

  test('the whole suite is aligned at once', async () => {
    const editor = await show(CLIENT);
    await editor.edit((edit) => {
      for (const [value, other] of [
        ['SHA384', 'SHA256'],
        ['AES_GCM_256', 'AES256'],
      ] as const)
        edit.replace(select(editor, value), other);
    });
    await hasFindings(CLIENT, [MISMATCH, WEAK, 'policy-mismatch SHA256', 'policy-mismatch AES256']);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      editor.document.uri,
      select(editor, 'Group14'),
      'quickfix',
    );
    const align = actions.find(({ title }) => title === 'Align all six values with the server');
    assert.ok(align?.edit);
    await vscode.workspace.applyEdit(align.edit);
    await hasFindings(CLIENT, [WEAK]);
    assert.strictEqual(await textOf(CLIENT), before[CLIENT]?.replace('Group14', 'ECP384'));
  });

  test('a value that is typed on the server is compared at once', async () => {
    const editor = await show(SERVER);
    await hasFindings(SERVER, [MIRROR, WEAK, REGISTRY]);
    await editor.edit((edit) => {
      edit.replace(select(editor, 'ECP384'), 'Group14');
    });
    await hasFindings(SERVER, [UNEVEN, WEAK, REGISTRY]);
    await show(CLIENT);
    await hasFindings(CLIENT, [UNEVEN, WEAK]);
  });

  test('files that nobody opened are in the Problems panel as well', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await until(
      () => rulesOf(SERVER),
      (rules) => rules === 'crypto-weak policy-mismatch reg-path',
    );
  });
});
