import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { DidChangeConfigurationNotification } from 'vscode-languageserver/node';
import { CHANGE_SETTING, type ChangeSetting } from '../../server/src/lsp/protocol.ts';
import { eventually, LspClient, PULLING } from '../support/lsp-client.ts';
import { server } from '../support/policies.ts';

const MEBIBYTE = 1024 * 1024;
/** A weak policy in so many MiB. */
const weak = (size: number): string => `${server({ DHGroup: 'Group2' })}${'#'.repeat(size * MEBIBYTE)}\n`;
const LIMIT = { maximumFileSize: 1 };

let lsp: LspClient;
afterEach(async () => {
  expect(await lsp.stop()).toBe(0);
  expect(lsp.errors).toEqual([]);
});

const codes = async (path: string): Promise<unknown[]> => (await lsp.pulled(path)).map(({ code }) => code);

const answered = (ask: () => readonly unknown[], count: number): Promise<unknown> => eventually(ask, (list) => list.length === count);

/** Has the folder looked through once more, and waits for the end of that. */
const lookAgain = async (): Promise<void> => {
  const before = lsp.logged.length;
  await lsp.write('binary.xml', new Uint8Array([0, 1, 2]));
  await lsp.changed('binary.xml', 1);
  await eventually(
    () => lsp.logged.slice(before),
    (messages) => messages.some((message) => message.includes('binary.xml')),
  );
};

test('the notice names the first of the files, once, and its button raises the limit', async () => {
  const files = Object.fromEntries(['a', 'b', 'c', 'd'].map((name, index) => [`${name}.ps1`, weak(index + 1)]));
  const changes: ChangeSetting[] = [];
  lsp = await LspClient.start({ ...files, 'f5/bigip.conf': weak(1), 'readme.txt': weak(1), 'small.ps1': server() }, PULLING, { changesSettings: true }, LIMIT);
  lsp.connection.onNotification(CHANGE_SETTING, (change: ChangeSetting) => {
    changes.push(change);
  });
  await answered(() => lsp.asked, 1);
  expect(lsp.asked).toEqual([
    {
      type: 2,
      message: '5 files are larger than 1 MiB and are not checked: a.ps1 (1.1 MiB), b.ps1 (2.1 MiB), c.ps1 (3.1 MiB) and 2 more.',
      actions: [{ title: 'Check Files up to 5 MiB' }, { title: "Don't Show Again" }],
    },
  ]);
  // Nobody is told the same again.
  await lookAgain();
  await lookAgain();
  expect(lsp.asked).toHaveLength(1);
  // One more, and then the answer.
  lsp.answer = 'Check Files up to 2 MiB';
  await lsp.write('e.ps1', weak(1));
  await lsp.changed('e.ps1', 1);
  await answered(() => changes, 1);
  expect(lsp.asked[1]?.message).toBe('e.ps1 (1.1 MiB) is larger than 1 MiB and is not checked.');
  expect(changes).toEqual([{ key: 'aovpn.maximumFileSize', value: 2, folders: [lsp.uri('')] }]);
  expect(await codes('a.ps1')).toEqual([]);
  lsp.answer = undefined;
  lsp.settings = { maximumFileSize: 2 };
  await lsp.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
  await eventually(
    () => codes('a.ps1'),
    (found) => found.includes('crypto-weak'),
  );
  await answered(() => lsp.asked, 3);
  expect(lsp.asked[2]?.message).toBe('3 files are larger than 2 MiB and are not checked: b.ps1 (2.1 MiB), c.ps1 (3.1 MiB), d.ps1 (4.1 MiB).');
});

test('an open document over the limit is told of once, and has no findings until it is smaller', async () => {
  lsp = await LspClient.start({ 'a.ps1': weak(0) }, PULLING, { changesSettings: true }, LIMIT);
  await lsp.open('a.ps1', 'powershell', weak(0));
  await eventually(
    () => codes('a.ps1'),
    (found) => found.includes('crypto-weak'),
  );
  await lsp.change('a.ps1', 2, [{ text: weak(1) }]);
  await answered(() => lsp.asked, 1);
  expect(lsp.asked[0]?.message).toBe('a.ps1 (1.1 MiB) is larger than 1 MiB and is not checked.');
  expect(await codes('a.ps1')).toEqual([]);
  await lsp.change('a.ps1', 3, [{ text: weak(2) }]);
  expect(await codes('a.ps1')).toEqual([]);
  await lsp.change('a.ps1', 4, [{ text: weak(0) }]);
  expect(await codes('a.ps1')).toContain('crypto-weak');
  expect(lsp.asked).toHaveLength(1);
});

test('a document over the default limit is not told of where the settings allow it', async () => {
  lsp = await LspClient.start({}, PULLING, { changesSettings: true }, { maximumFileSize: 8 });
  await lsp.open('a.ps1', 'powershell', weak(6));
  await eventually(
    () => codes('a.ps1'),
    (found) => found.includes('crypto-weak'),
  );
  expect(lsp.asked).toEqual([]);
});

test('an editor that changes no settings gets the message, and nobody gets it who does not want it', async () => {
  lsp = await LspClient.start({ 'a.ps1': weak(1), 'b.ps1': weak(70) }, PULLING, {}, LIMIT);
  await answered(() => lsp.shown, 1);
  expect(lsp.shown).toEqual([
    '2 files are larger than 1 MiB and are not checked: a.ps1 (1.1 MiB), b.ps1 (70.1 MiB). The setting aovpn.maximumFileSize is the limit, in MiB.',
  ]);
  lsp.settings = { maximumFileSize: 2, fileSizeNotice: { enabled: false } };
  await lsp.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
  await eventually(
    () => codes('a.ps1'),
    (found) => found.includes('crypto-weak'),
  );
  await rm(join(lsp.folder, 'a.ps1'));
  await lookAgain();
  expect(lsp.shown).toHaveLength(1);
  expect(lsp.asked).toEqual([]);
});
