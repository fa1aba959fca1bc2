import { afterEach, expect, test } from 'vitest';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
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

test('what no name says is watched where the editor can do that, and nothing outside of the workspace is', async () => {
  const files = {
    'repo/aovpn.json': '{ "extends": ["shared/company", "../outside.json"], "baselineFile": "accepted" }',
    'repo/accepted': '{ "aovpnBaseline": 1, "findings": [] }',
    'repo/shared/company': '{ "extends": "other" }',
    'repo/shared/other': '{}',
    'outside.json': '{}',
  };
  const watched = (): unknown[] =>
    lsp.registrations.map(({ registerOptions }) =>
      (registerOptions as { watchers?: { globPattern: unknown }[] }).watchers?.map(({ globPattern }) => globPattern),
    );
  const single = { ...PULLING, workspace: { ...PULLING.workspace, didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true } } };
  lsp = await LspClient.start(files, single, {}, {}, undefined, 'repo');
  const shared = lsp.uri('repo/shared');
  const expected = [
    { baseUri: lsp.uri('repo'), pattern: 'accepted' },
    { baseUri: shared, pattern: 'company' },
    { baseUri: shared, pattern: 'other' },
  ];
  await eventually(watched, (all) => all.some((each) => JSON.stringify(each) === JSON.stringify(expected)));
  // What is not named any more is let go.
  await lsp.open('repo/aovpn.json', 'json', '{ "extends": "shared/other" }');
  const fewer = [{ baseUri: shared, pattern: 'other' }];
  await eventually(
    watched,
    (all) => all.some((each) => JSON.stringify(each) === JSON.stringify(fewer)) && !all.some((each) => JSON.stringify(each) === JSON.stringify(expected)),
  );
  expect(await lsp.stop()).toBe(0);
  // An editor that watches by name only.
  lsp = await LspClient.start(files, PULLING, {}, {}, undefined, 'repo');
  await eventually(watched, (all) => all.some((each) => JSON.stringify(each) === '["**/accepted","**/company","**/other"]'));
  expect(JSON.stringify(watched())).not.toContain('outside');
});

test('what lies outside of the workspace is neither read nor asked for, and is told of', async () => {
  const outside = join(tmpdir(), `aovpn-outside-${process.pid}`);
  await mkdir(outside, { recursive: true });
  const off = '{ "rules": { "crypto-weak": "off" } }';
  await writeFile(join(outside, 'base.json'), off);
  const weak = server({ DHGroup: 'Group2' });
  const extending = (path: string): Record<string, string> => ({ 'aovpn.json': `{ "extends": ${JSON.stringify(path)} }`, 's.ps1': weak });
  const folders: Record<string, Record<string, string>> = {
    above: extending('../outside.json'),
    far: extending('../../outside.json'),
    link: extending('base.json'),
    linked: extending('sub/base.json'),
    share: extending('//fabrikam.example/share/base.json'),
    unc: extending('\\\\fabrikam.example\\share\\base.json'),
  };
  const files = Object.entries(folders).flatMap(([folder, inside]) => Object.entries(inside).map(([name, text]) => [`${folder}/${name}`, text] as const));
  const prepare = (_: unknown, client: LspClient): Promise<unknown> =>
    Promise.all([
      mkdir(join(client.folder, 'link'), { recursive: true }).then(() => symlink(join(outside, 'base.json'), join(client.folder, 'link/base.json'))),
      mkdir(join(client.folder, 'linked'), { recursive: true }).then(() => symlink(outside, join(client.folder, 'linked/sub'))),
    ]);
  lsp = await LspClient.start(
    { 'outside.json': off, ...Object.fromEntries(files) },
    PULLING,
    {},
    {},
    (connection, client) => void prepare(connection, client),
    ...Object.keys(folders),
  );
  for (const folder of Object.keys(folders)) {
    await told(`${folder}/aovpn.json`, ['config-broken 1']);
    await told(`${folder}/s.ps1`, ['crypto-weak 2']);
  }
  const messages = async (folder: string): Promise<unknown[]> => (await lsp.pulled(`${folder}/aovpn.json`)).map(({ message }) => message);
  expect(await messages('above')).toEqual([expect.stringMatching(/^\.\.\/outside\.json lies outside of the workspace/)]);
  expect(await messages('linked')).toEqual([expect.stringMatching(/^sub\/base\.json is a link, or lies behind one, to what lies outside/)]);
  expect(await messages('unc')).toEqual([expect.stringMatching(/^extends takes paths relative to the folder of this file/)]);
  const watched = JSON.stringify(lsp.registrations);
  for (const word of ['outside', 'fabrikam']) expect(watched).not.toContain(word);
  await rm(outside, { recursive: true });
});
