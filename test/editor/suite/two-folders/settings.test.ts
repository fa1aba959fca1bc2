import * as assert from 'node:assert';
import { suite, teardown, test } from 'mocha';
import * as vscode from 'vscode';
import { CLIENT, ruleOf, SERVER, until } from '../editor.ts';

interface Manifest {
  readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope: string; readonly default: unknown }>> } };
}

const folders = (): readonly [vscode.WorkspaceFolder, vscode.WorkspaceFolder] => {
  const [first, second, ...more] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(first && second && more.length === 0, 'two folders must be open');
  return [first, second];
};

const uriIn = (folder: vscode.WorkspaceFolder, path: string): vscode.Uri => vscode.Uri.joinPath(folder.uri, path);

const set = async (folder: vscode.WorkspaceFolder, key: string, value: unknown): Promise<void> => {
  await vscode.workspace.getConfiguration('aovpn', folder.uri).update(key, value, vscode.ConfigurationTarget.WorkspaceFolder);
};

const rules = (uri: vscode.Uri): string[] =>
  vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === 'aovpn')
    .map(({ code }) => ruleOf(code))
    .sort();

const lenses = async (uri: vscode.Uri): Promise<number> => {
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
  return found.length;
};

const hints = async (uri: vscode.Uri): Promise<number> => {
  const range = new vscode.Range(0, 0, 999, 0);
  return (await vscode.commands.executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', uri, range)).length;
};

const formats = async (uri: vscode.Uri): Promise<boolean> => {
  const options = { insertSpaces: true, tabSize: 8 };
  const edits = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>('vscode.executeFormatDocumentProvider', uri, options);
  return (edits ?? []).length > 0;
};

suite('a workspace of two folders', () => {
  const changed = new Set<string>();
  const setIn = async (folder: vscode.WorkspaceFolder, key: string, value: unknown): Promise<void> => {
    changed.add(key);
    await set(folder, key, value);
  };

  teardown(async () => {
    for (const key of changed) for (const folder of folders()) await set(folder, key, undefined);
    changed.clear();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('every setting of the extension can be one of a folder, but for the trace', () => {
    const manifest = vscode.extensions.getExtension('aovpn.always-on-vpn')?.packageJSON as Manifest;
    const { properties } = manifest.contributes.configuration;
    const others = Object.entries(properties).filter(([, { scope }]) => scope !== 'resource');
    assert.deepStrictEqual(
      others.map(([key]) => key),
      ['aovpn.trace.server'],
    );
    for (const [key, property] of Object.entries(properties)) assert.notStrictEqual(property.default, undefined, `${key} has no default`);
  });

  test('lenses, hints and formatting follow the folder of the document', async () => {
    const [one, two] = folders().map((folder) => uriIn(folder, CLIENT));
    assert.ok(one && two);
    for (const uri of [one, two]) await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
    const state = async (): Promise<string> => {
      const states = [];
      for (const uri of [one, two]) states.push([await lenses(uri), (await hints(uri)) > 0, await formats(uri)].join(' '));
      return states.join(', ');
    };
    await until(state, (found) => found === '1 false true, 1 false true');
    const [first, second] = folders();
    await setIn(first, 'codeLens.enabled', false);
    await setIn(first, 'format.enabled', false);
    await setIn(second, 'inlayHints.algorithmName', true);
    await until(state, (found) => found === '0 false false, 1 true true');
  });

  test('the project file and the largest size follow the folder of the file', async () => {
    const [first, second] = folders();
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uriIn(first, SERVER)), { preview: false });
    const both = (): string => [first, second].map((folder) => rules(uriIn(folder, SERVER)).join(' ')).join(', ');
    await until(both, (found) => found === 'crypto-weak policy-mismatch reg-path, crypto-weak policy-mismatch reg-path');
    await vscode.workspace.fs.writeFile(uriIn(first, 'strict.json'), Buffer.from('{ "rules": { "crypto-weak": "off" } }'));
    await setIn(first, 'projectFile', 'strict.json');
    await until(both, (found) => found === 'policy-mismatch reg-path, crypto-weak policy-mismatch reg-path');
    await setIn(second, 'maximumFileSize', 0.0001);
    await until(both, (found) => found === 'policy-mismatch reg-path, ');
    await vscode.workspace.fs.delete(uriIn(first, 'strict.json'));
    await vscode.commands.executeCommand('notifications.clearAll');
  });
});
