import * as assert from 'node:assert';
import { suite, suiteSetup, suiteTeardown, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import { CLIENT, filesOf, remove, restore, select, SERVER, show, textOf, until, uriOf } from './editor.ts';
import { needsWindow, press, resize, screenshot, texts, view, waitFor } from './host.ts';

const PRINTED = `EncryptionMethod                    : AES_GCM_256
IntegrityCheckMethod                : SHA384
DHGroup                             : ECP384
CipherTransformConstants            : GCMAES256
AuthenticationTransformConstants    : GCMAES256
PfsGroup                            : PFS2
`;

const THEMES = { dark: 'Default Dark Modern', light: 'Default Light Modern', contrast: 'Default High Contrast' } as const;

suite('the deployment view', () => {
  let before: Record<string, string>;

  suiteSetup(async function () {
    needsWindow(this);
    before = await filesOf(CLIENT, SERVER);
  });

  teardown(async () => {
    await press('Escape');
    await restore(before);
  });

  suiteTeardown(async () => {
    await vscode.workspace.getConfiguration('workbench').update('colorTheme', undefined, vscode.ConfigurationTarget.Global);
    await resize(1280, 800);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  const summary = async (): Promise<string> => (await view.texts('.summary'))[0] ?? '';
  /** Mocha's time limit would hide what is shown instead. */
  const shows = async (text: string): Promise<void> => {
    const end = Date.now() + 10_000;
    const found = await until(summary, (each) => each === text || Date.now() > end);
    assert.strictEqual(found, text);
  };
  const BROKEN = '✕Broken contoso: 1 client, 1 server: will fail with 13868 (DHGroup)';
  const AGREE = '✕Broken contoso: 1 client, 1 server: agree, apart from other errors';
  const open = async (): Promise<vscode.TextEditor> => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const editor = await show(CLIENT);
    await vscode.commands.executeCommand('aovpn.showDeployment');
    await shows(BROKEN);
    return editor;
  };

  test('shows path, matrix and negotiation of the active file, in every theme and size', async () => {
    await open();
    for (const [name, theme] of Object.entries(THEMES)) {
      await vscode.workspace.getConfiguration('workbench').update('colorTheme', theme, vscode.ConfigurationTarget.Global);
      for (const [width, height] of [
        [1280, 800],
        [800, 600],
      ] as const) {
        await resize(width, height);
        await screenshot(`deployment-view-${name}-${width}`);
        assert.deepStrictEqual(await view.accessibility(), [], `${theme}, ${width}×${height}`);
      }
    }
    await resize(1280, 800);
    await vscode.workspace.getConfiguration('workbench').update('colorTheme', undefined, vscode.ConfigurationTarget.Global);
    assert.deepStrictEqual(await view.texts('.matrix tr.differs .value'), ['Group14', 'ECP384']);
    assert.deepStrictEqual(await view.texts('.phases h3'), ['Main mode ✕stops here', 'Quick mode (first child SA) ?is not reached', 'Rekey ?is not reached']);
  });

  test('a part of the path and a cell lead to the source, and the keys lead through the table', async () => {
    await open();
    await view.click('.picture .box[data-id^="server"]');
    const opened = await until(
      () => vscode.window.activeTextEditor,
      (editor) => editor?.document.uri.path.endsWith(SERVER) === true,
    );
    assert.strictEqual(opened?.document.getText(opened.selection), 'Set-VpnServerConfiguration');
    await view.click('.matrix tr.differs td:nth-of-type(1) button.value');
    const client = await until(
      () => vscode.window.activeTextEditor,
      (editor) => editor?.document.uri.path.endsWith(CLIENT) === true,
    );
    assert.strictEqual(client?.document.getText(client.selection), 'Group14');
    // One stop for the Tab key, and arrows from there.
    await view.evaluate('document.querySelector("[data-cell][tabindex=\'0\']").focus()');
    await press('ArrowDown', 'ArrowRight');
    await until(
      () => view.evaluate('document.activeElement.getAttribute("data-cell")'),
      (cell) => cell === '4 1',
    );
    assert.strictEqual(await view.evaluate('document.querySelectorAll(".matrix button.value[tabindex=\'0\']").length'), 1);
  });

  test('only differences can be shown', async () => {
    await open();
    await view.click('.filter input');
    assert.deepStrictEqual(
      await until(
        () => view.texts('.matrix tbody th'),
        (rows) => rows.length === 1,
      ),
      ['DHGroup\nmain mode\n≠ differs'],
    );
    assert.deepStrictEqual(await view.accessibility(), []);
    await view.click('.filter input');
  });

  test('follows what is typed, and keeps place and focus', async () => {
    const editor = await open();
    await view.evaluate('document.querySelector("[data-cell=\'3 0\']").focus({ preventScroll: true })');
    await view.evaluate('window.scrollTo(0, 300)');
    const group = select(editor, 'Group14');
    await editor.edit((edit) => edit.replace(group, 'ECP384'));
    await shows(AGREE);
    assert.strictEqual(await view.evaluate('document.activeElement.getAttribute("data-cell")'), '3 0');
    assert.strictEqual(await view.evaluate('window.scrollY'), 300);
    await vscode.commands.executeCommand('undo');
  });

  test('a cell offers its fix, which is done without saving', async () => {
    await open();
    await view.click('.matrix tr.differs td:nth-of-type(1) .fix');
    await waitFor('.quick-input-widget .monaco-list-row');
    await screenshot('deployment-view-fix');
    assert.deepStrictEqual(
      (await texts('.quick-input-widget .monaco-list-row .quick-input-list-row:first-child .label-name')).map((text) => text.trim()),
      ["Use the server's value here (ECP384)", "Use the client's value on the server (Group14)", 'Align all six values with the server'],
    );
    await press('Enter');
    await shows(AGREE);
    assert.strictEqual(await textOf(CLIENT), before[CLIENT]?.replace('Group14', 'ECP384'));
  });

  test('is there again after the page has been hidden', async () => {
    await open();
    await view.evaluate('window.scrollTo(0, 250)');
    await until(
      () => view.evaluate('window.scrollY'),
      (top) => top === 250,
    );
    await vscode.commands.executeCommand('workbench.action.focusSecondEditorGroup');
    await vscode.commands.executeCommand('workbench.action.files.newUntitledFile');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await shows(BROKEN);
    assert.strictEqual(
      await until(
        () => view.evaluate('window.scrollY'),
        (top) => top === 250,
      ),
      250,
    );
  });

  test('exports as Markdown, CSV and SVG', async () => {
    await open();
    const read = async (uri: vscode.Uri): Promise<string> => new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    for (const [format, name, pattern] of [
      ['Markdown', 'contoso.md', /^# contoso\n\ncontoso: 1 client, 1 server: will fail with 13868 \(DHGroup\)\n/],
      ['CSV', 'contoso.csv', /^Kind,Name,Place,Detail,EncryptionMethod,.*\r\nclient,profile-user\.xml,client\/profile-user\.xml:16,/],
      ['SVG', 'contoso.svg', /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg".*<\/svg>\n$/s],
    ] as const) {
      await shows(BROKEN);
      await view.click(`.actions button:has-text("${format}")`);
      await waitFor('.quick-input-widget .monaco-inputbox');
      await press('Enter');
      const text = await until(
        () => read(uriOf(name)).catch(() => ''),
        (found) => found !== '',
      );
      assert.match(text, pattern);
      await until(
        () => vscode.window.activeTextEditor?.document.uri.path,
        (path) => path?.endsWith(name) === true,
      );
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      await remove(uriOf(name));
    }
  });

  test('compares what was printed with the open file', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await show(CLIENT);
    await vscode.env.clipboard.writeText(PRINTED);
    await vscode.commands.executeCommand('aovpn.compareWithClipboard');
    await shows('✕Different profile-user.xml and the pasted text differ in DHGroup');
    await screenshot('deployment-view-clipboard');
    assert.deepStrictEqual(await view.accessibility(), []);
  });

  test('a file of no deployment says what to do', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'plaintext', content: 'Nothing of a VPN.\n' }));
    await vscode.commands.executeCommand('aovpn.showDeployment');
    await until(
      () => view.texts('.advice'),
      ([text]) => text?.startsWith('This file belongs to no deployment') === true,
    );
    await screenshot('deployment-view-empty');
    assert.deepStrictEqual(await view.accessibility(), []);
  });
});
