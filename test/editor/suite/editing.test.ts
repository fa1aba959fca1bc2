import * as assert from 'node:assert';
import { suite, suiteSetup, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import { CLIENT, filesOf, restore, SERVER, select, show, textOf, until, uriOf } from './editor.ts';

const FORMATTING = { tabSize: 2, insertSpaces: true };

/** Every name in an outline, the outer ones first. */
function namesOf(symbols: readonly vscode.DocumentSymbol[]): string[] {
  return symbols.flatMap(({ name, children }) => [name, ...namesOf(children)]);
}

async function formattingOf(path: string): Promise<vscode.TextEdit[] | undefined> {
  return vscode.commands.executeCommand<vscode.TextEdit[] | undefined>('vscode.executeFormatDocumentProvider', uriOf(path), FORMATTING);
}

async function hintsOf(path: string): Promise<string[]> {
  const document = await vscode.workspace.openTextDocument(uriOf(path));
  const all = new vscode.Range(new vscode.Position(0, 0), document.positionAt(document.getText().length));
  const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', document.uri, all);
  return hints.map(({ label }) => (typeof label === 'string' ? label : label.map(({ value }) => value).join('')));
}

suite('editing a profile', () => {
  let before: Record<string, string>;

  suiteSetup(async () => {
    before = await filesOf(CLIENT);
  });

  teardown(() => restore(before));

  test('the outline tells routes, servers and name rules apart', async () => {
    await show(CLIENT);
    const names = await until(
      async () =>
        namesOf((await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>('vscode.executeDocumentSymbolProvider', uriOf(CLIENT))) ?? []),
      (list) => list.length > 0,
    );
    for (const name of ['Route 10.20.0.0/16', 'NativeProfile vpn.fabrikam.com', 'DomainNameInformation .corp.fabrikam.com', 'Eap PEAP with EAP-TLS'])
      assert.ok(names.includes(name), `${name} is not among ${names.join(', ')}`);
  });

  test('both tags of an element are edited together', async () => {
    const editor = await show(CLIENT);
    const range = select(editor, 'AlwaysOn');
    const ask = () => vscode.commands.executeCommand<{ ranges: unknown[] } | undefined>('_executeLinkedEditingProvider', editor.document.uri, range.start);
    const answer = await until(ask, Boolean);
    assert.strictEqual(answer?.ranges.length, 2);
  });

  test('formatting mends the indentation and nothing else, and no file but a profile', async () => {
    const text = before[CLIENT] ?? '';
    const untidy = text.replace('\n  <AlwaysOn>', '\n        <AlwaysOn>').replace('\n    <Address>', ' <Address>');
    assert.notStrictEqual(untidy, text);
    await restore({ [CLIENT]: untidy });
    await show(CLIENT);
    const edits = await until(
      () => formattingOf(CLIENT),
      (found) => found !== undefined && found.length > 0,
    );
    const change = new vscode.WorkspaceEdit();
    change.set(uriOf(CLIENT), edits ?? []);
    await vscode.workspace.applyEdit(change);
    assert.strictEqual(await textOf(CLIENT), text);
    await show(SERVER);
    assert.deepStrictEqual((await formattingOf(SERVER)) ?? [], []);
  });

  test('hints are there only for those who want them', async () => {
    await show(CLIENT);
    assert.deepStrictEqual(await hintsOf(CLIENT), []);
    const settings = vscode.workspace.getConfiguration('aovpn');
    const set = (value: boolean | undefined) => settings.update('inlayHints.prefixSize', value, vscode.ConfigurationTarget.Workspace);
    await set(true);
    try {
      const hints = await until(
        () => hintsOf(CLIENT),
        (found) => found.length > 0,
      );
      assert.deepStrictEqual(hints, ['255.255.0.0 · 65,536 addresses']);
    } finally {
      await set(undefined);
    }
  });
});
