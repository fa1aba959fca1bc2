import * as assert from 'node:assert';
import { suite, suiteTeardown, test } from 'mocha';
import * as vscode from 'vscode';
import { findings, remove, ruleOf, select, textOf, until, uriOf } from './editor.ts';
import { needsWindow, openLightBulb, press, screenshot, texts, type, view, waitFor } from './host.ts';

const NEW = 'client/new.xml';
const EXPORTED = 'contoso.csv';

/** What is typed at each step of the wizard; nothing where what is offered first is right. */
const ANSWERS: readonly (readonly [step: string, answer: string])[] = [
  ['Tunnel', ''],
  ['Protocol', ''],
  ['VPN servers', 'vpn.fabrikam.com'],
  // That of the server in this folder.
  ['IPsec policy', ''],
  ['Routing', ''],
  ['Routes', '10.20.0.0/16'],
  ['Authentication', ''],
  ['NPS servers', 'nps1.corp.fabrikam.com'],
  ['Root CA of NPS', '4d1f6a930c58b2e7712e9a05c3448df61b8057ae'],
  ['Conditional Access', ''],
  ['Issuing CA', 'c2903e7b15f468d10a5c87e349b622fd71049e3a'],
  ['DNS suffix', 'corp.fabrikam.com'],
  ['Internal zones', ''],
  ['DNS servers', '10.20.0.10'],
  ['Trusted networks', ''],
  ['Register in DNS', ''],
  ['Summary', ''],
];

/** One person's way from no profile at all to a report about it, by keys and mouse. */
suite('from nothing to a report', () => {
  suiteTeardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await remove(uriOf(NEW), uriOf(EXPORTED));
  });

  test('a profile is made, broken, mended, seen and exported', async function () {
    needsWindow(this);
    this.timeout(120_000);
    // Made, and saved beside the others.
    void vscode.commands.executeCommand('aovpn.newProfile');
    for (const [step, answer] of ANSWERS) {
      await until(
        async () => (await texts('.quick-input-title')).join(),
        (title) => title.includes(`: ${step} (`),
      );
      if (answer !== '') await type(answer);
      await press('Enter');
    }
    const draft = await until(
      () => vscode.window.activeTextEditor,
      (editor) => editor?.document.isUntitled === true,
    );
    await vscode.workspace.fs.writeFile(uriOf(NEW), new TextEncoder().encode(draft?.document.getText()));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uriOf(NEW)));
    const whole = editor.document.getText();
    // Broken: the group is another than the server's.
    const group = select(editor, 'ECP384');
    await editor.edit((edit) => edit.replace(group, 'Group14'));
    await until(
      () => findings(NEW).map(({ code }) => ruleOf(code)),
      (rules) => rules.includes('policy-mismatch'),
    );
    await waitFor('.squiggly-error');
    await screenshot('from-nothing-broken');
    // Mended with two keys.
    select(editor, 'Group14');
    await openLightBulb();
    await press('Enter');
    await until(
      () => textOf(NEW),
      (text) => text === whole,
    );
    await editor.document.save();
    // Seen: a cell leads into the file.
    await vscode.commands.executeCommand('aovpn.showDeployment');
    await until(
      () => view.texts('.summary'),
      ([summary]) => summary?.startsWith('✕Broken contoso: 2 clients, 1 server: 1 client will fail with 13868 (DHGroup)') === true,
    );
    const headings = await view.texts('.matrix thead th');
    const column = headings.findIndex((heading) => heading.includes('new.xml'));
    assert.ok(column > 0, headings.join(' | '));
    await view.click(`.matrix tbody tr:nth-of-type(3) td:nth-of-type(${column}) button.value`);
    const opened = await until(
      () => vscode.window.activeTextEditor,
      (active) => active?.document.uri.path.endsWith(NEW) === true && !active.selection.isEmpty,
    );
    assert.strictEqual(opened?.document.getText(opened.selection), 'ECP384');
    await screenshot('from-nothing-view');
    // Exported.
    await view.click('.actions button:has-text("CSV")');
    await waitFor('.quick-input-widget .monaco-inputbox');
    await press('Enter');
    const report = await until(
      async () =>
        new TextDecoder().decode(
          await vscode.workspace.fs.readFile(uriOf(EXPORTED)).then(
            (bytes) => bytes,
            () => new Uint8Array(),
          ),
        ),
      (text) => text !== '',
    );
    assert.match(report, /\r\nclient,new\.xml,client\/new\.xml:\d+,ProfileXML: agree,AES_GCM_256,SHA384,ECP384,/);
  });
});
