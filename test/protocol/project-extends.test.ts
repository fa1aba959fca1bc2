import { afterEach, expect, test } from 'vitest';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FileChangeType } from 'vscode-languageserver/node';
import { eventually, eventuallyReads, LspClient, PULLING } from '../support/lsp-client.ts';
import { server } from '../support/policies.ts';

let lsp: LspClient;

afterEach(async () => {
  expect(await lsp.stop()).toBe(0);
  expect(lsp.errors).toEqual([]);
});

const codes = async (path: string): Promise<string[]> => (await lsp.pulled(path)).map(({ code, severity }) => `${String(code)} ${severity}`);

const told = (path: string, expected: string[]): Promise<string[]> => eventuallyReads(() => codes(path), expected);

test('what a project file extends is read, watched, edited and missed', async () => {
  lsp = await LspClient.start({
    'repo/aovpn.json': '{ "extends": "../company.json" }',
    'company.json': '{ "rules": { "crypto-weak": "hint" } }',
    'other.json': '{ "rules": { "crypto-weak": "error" } }',
    'repo/s.ps1': server({ DHGroup: 'Group2' }),
  });
  await told('repo/s.ps1', ['crypto-weak 4']);
  // On disk.
  await lsp.write('company.json', '{ "rules": { "crypto-weak": "information", "crypto-week": "off" } }');
  await lsp.changed('company.json', FileChangeType.Changed);
  await told('repo/s.ps1', ['crypto-weak 3']);
  await told('company.json', ['config-unknown-rule 2']);
  // In the editor.
  await lsp.open('company.json', 'json', '{ "rules": { "crypto-weak": "error" } }');
  await told('repo/s.ps1', ['crypto-weak 1']);
  await lsp.close('company.json');
  await told('repo/s.ps1', ['crypto-weak 3']);
  // Away, and back.
  await rm(join(lsp.folder, 'company.json'));
  await lsp.changed('company.json', FileChangeType.Deleted);
  await told('repo/s.ps1', ['crypto-weak 2']);
  await told('repo/aovpn.json', ['config-broken 1']);
  await lsp.write('company.json', '{ "rules": { "crypto-weak": "hint" } }');
  await lsp.changed('company.json', FileChangeType.Created);
  await told('repo/s.ps1', ['crypto-weak 4']);
  await told('repo/aovpn.json', []);
  // Another one.
  await lsp.open('repo/aovpn.json', 'json', '{ "extends": "../other.json" }');
  await told('repo/s.ps1', ['crypto-weak 1']);
});

test('what lies outside of the workspace folders is watched where the editor can do that', async () => {
  const files = {
    'repo/aovpn.json': '{ "extends": "../shared/company.json", "baselineFile": "accepted" }',
    'repo/accepted': '{ "aovpnBaseline": 1, "findings": [] }',
    'shared/company.json': '{ "extends": "other.json" }',
    'shared/other.json': '{}',
  };
  const watched = (): unknown[] =>
    lsp.registrations.map(({ registerOptions }) =>
      (registerOptions as { watchers?: { globPattern: unknown }[] }).watchers?.map(({ globPattern }) => globPattern),
    );
  const single = { ...PULLING, workspace: { ...PULLING.workspace, didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true } } };
  lsp = await LspClient.start(files, single, {}, {}, undefined, 'repo');
  const shared = lsp.uri('shared');
  const expected = [
    { baseUri: lsp.uri('repo'), pattern: 'accepted' },
    { baseUri: shared, pattern: 'company.json' },
    { baseUri: shared, pattern: 'other.json' },
  ];
  await eventually(watched, (all) => all.some((each) => JSON.stringify(each) === JSON.stringify(expected)));
  // What is not named any more is let go.
  await lsp.open('repo/aovpn.json', 'json', '{ "extends": "../shared/other.json" }');
  const fewer = [{ baseUri: shared, pattern: 'other.json' }];
  await eventually(
    watched,
    (all) => all.some((each) => JSON.stringify(each) === JSON.stringify(fewer)) && !all.some((each) => JSON.stringify(each) === JSON.stringify(expected)),
  );
  expect(await lsp.stop()).toBe(0);
  // An editor that watches by name only.
  lsp = await LspClient.start(files, PULLING, {}, {}, undefined, 'repo');
  await eventually(watched, (all) => all.some((each) => JSON.stringify(each) === '["**/accepted"]'));
  expect(JSON.stringify(watched())).not.toContain('company');
});
