import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { DidChangeConfigurationNotification } from 'vscode-languageserver/node';
import { eventually, eventuallyReads, LspClient, PULLING } from '../support/lsp-client.ts';
import { server } from '../support/policies.ts';

const WEAK = server({ DHGroup: 'Group2' });

let lsp: LspClient;
afterEach(async () => {
  expect(await lsp.stop()).toBe(0);
  expect(lsp.errors).toEqual([]);
});

/** Starts on the folders `a` and `b` with the project file that is chosen for each. */
const start = async (files: Record<string, string>, chosen: Record<string, string>): Promise<void> => {
  lsp = await LspClient.start(files, PULLING, {}, {}, (_, client) => (client.settingsOf = scoped(client, chosen)), 'a', 'b');
};

const scoped = (client: LspClient, chosen: Record<string, string>): Record<string, object> =>
  Object.fromEntries(Object.entries(chosen).map(([root, projectFile]) => [client.uri(root), { projectFile }]));

const choose = (chosen: Record<string, string>): Promise<void> => {
  lsp.settingsOf = scoped(lsp, chosen);
  return lsp.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
};

const codes = async (path: string): Promise<string[]> => (await lsp.pulled(path)).map(({ code, severity }) => `${String(code)} ${severity}`);

const told = (path: string, expected: string[]): Promise<string[]> => eventuallyReads(() => codes(path), expected);

test('the setting chooses the project file of each workspace folder', async () => {
  await start(
    {
      'aovpn.json': '{ "rules": { "crypto-weak": "hint" }, "exclude": ["b/old"] }',
      'a/aovpn.json': '{ "rules": { "crypto-weak": "error" } }',
      'a/strict.jsonc': '{ "rules": { "crypto-weak": "information", "crypto-week": "off" } }',
      'a/s.ps1': WEAK,
      'b/s.ps1': WEAK,
      'b/old/s.ps1': WEAK,
    },
    { a: 'strict.jsonc', b: '../aovpn.json' },
  );
  await told('a/s.ps1', ['crypto-weak 3']);
  await told('a/strict.jsonc', ['config-unknown-rule 2']);
  await told('b/s.ps1', ['crypto-weak 4']);
  expect(await codes('b/old/s.ps1')).toEqual([]);
  // On disk, and in the editor.
  await lsp.write('a/strict.jsonc', '{ "rules": { "crypto-weak": "error" } }');
  await lsp.changed('a/strict.jsonc', 2);
  await told('a/s.ps1', ['crypto-weak 1']);
  await lsp.open('a/strict.jsonc', 'jsonc', '{ "rules": { "crypto-weak": "hint" } }');
  await told('a/s.ps1', ['crypto-weak 4']);
  // Without the setting, and with what was excluded.
  await choose({});
  await told('a/s.ps1', ['crypto-weak 1']);
  await told('b/s.ps1', ['crypto-weak 2']);
  await told('b/old/s.ps1', ['crypto-weak 2']);
  expect(lsp.shown).toEqual([]);
});

test('a file that is missing, or governs nothing, is told of once', async () => {
  await start(
    { 'a/aovpn.json': '{ "rules": { "crypto-weak": "off" } }', 'a/s.ps1': WEAK, 'b/s.ps1': WEAK, 'other/x.json': '{}' },
    { a: 'ci/strict.json', b: '../other/x.json' },
  );
  await told('a/s.ps1', ['crypto-weak 2']);
  await eventually(
    () => lsp.shown,
    (list) => list.length === 2,
  );
  expect(lsp.shown).toEqual([
    'ci/strict.json, which the setting aovpn.projectFile names for a, does not exist. No project file counts there until it can be read.',
    '../other/x.json, which the setting aovpn.projectFile names for b, governs nothing there. A project file is for its own folder and what is below.',
  ]);
  await lsp.write('a/ci/strict.json', '{}');
  await lsp.changed('a/ci/strict.json', 1);
  await lsp.write('a/strict.json', '{ "rules": { "crypto-weak": "hint" } }');
  await choose({ a: '${workspaceFolder}/strict.json', b: '../other/x.json' });
  await told('a/s.ps1', ['crypto-weak 4']);
  expect(lsp.shown).toHaveLength(2);
  await rm(join(lsp.folder, 'a/strict.json'));
  await lsp.changed('a/strict.json', 3);
  await told('a/s.ps1', ['crypto-weak 2']);
  await eventually(
    () => lsp.shown,
    (list) => list.length === 3,
  );
  expect(lsp.shown.slice(2)).toEqual([
    '${workspaceFolder}/strict.json, which the setting aovpn.projectFile names for a, does not exist. No project file counts there until it can be read.',
  ]);
});

test('what a project file comes to exclude or to extend on disk counts', async () => {
  await start({ 'a/aovpn.json': '{ "exclude": ["s.ps1"] }', 'a/s.ps1': WEAK, 'b/company.json': '{ "rules": { "crypto-weak": "hint" } }', 'b/s.ps1': WEAK }, {});
  await told('b/s.ps1', ['crypto-weak 2']);
  expect(await codes('a/s.ps1')).toEqual([]);
  await lsp.write('a/aovpn.json', '{ "extends": "../b/company.json" }');
  await lsp.changed('a/aovpn.json', 2);
  await told('a/s.ps1', ['crypto-weak 4']);
});

test('a file that is excluded may change as often as it likes: the folder is not looked through each time', async () => {
  await start({ 'a/.gitignore': 'out\n', 'a/binary.xml': '\0', 'a/s.ps1': WEAK }, {});
  const walks = (): number => lsp.logged.filter((message) => message.includes('binary.xml')).length;
  const after = (count: number): Promise<unknown> => eventually(walks, (found) => found === count);
  await after(1);
  await told('a/s.ps1', ['crypto-weak 2']);
  await lsp.write('a/out/t.ps1', WEAK);
  await lsp.changed('a/out/t.ps1', 1);
  await after(2);
  for (let time = 0; time < 5; time++) await lsp.changed('a/out/t.ps1', 2);
  await lsp.changed('a/binary.xml', 2);
  await after(3);
  expect(await codes('a/out/t.ps1')).toEqual([]);
  // Until something else is excluded.
  await lsp.write('a/.gitignore', '');
  await lsp.changed('a/.gitignore', 2);
  await told('a/out/t.ps1', ['crypto-weak 2']);
  await after(4);
});
