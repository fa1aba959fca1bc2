import { afterEach, expect, test } from 'vitest';
import {
  CodeLensRefreshRequest,
  CodeLensRequest,
  DidChangeConfigurationNotification,
  DocumentFormattingRequest,
  InlayHintRequest,
  type ClientCapabilities,
  type InlayHint,
} from 'vscode-languageserver/node';
import { CHANGE_SETTING, type ChangeSetting } from '../../server/src/lsp/protocol.ts';
import { SETTINGS } from '../../server/src/lsp/settings-table.ts';
import { eventually, eventuallyReads, LspClient, PULLING } from '../support/lsp-client.ts';
import { profile, server } from '../support/policies.ts';

const MEBIBYTE = 1024 * 1024;
const WEAK = server({ DHGroup: 'Group2' });
const LARGE = `${WEAK}${'#'.repeat(MEBIBYTE)}\n`;
const ROUTED = profile().replace('</VPNProfile>', '<Route><Address>10.20.0.0</Address><PrefixSize>16</PrefixSize></Route></VPNProfile>');

const REFRESHED: ClientCapabilities = {
  ...PULLING,
  workspace: { ...PULLING.workspace, inlayHint: { refreshSupport: true }, codeLens: { refreshSupport: true } },
};

let lsp: LspClient;
let lensRefreshes = 0;
let changes: ChangeSetting[] = [];

/** Starts on the folders `a` and `b`, each with settings of its own. */
const start = async (files: Record<string, string>, ofFolders: Record<string, object>, options: object = {}): Promise<void> => {
  lensRefreshes = 0;
  changes = [];
  const prepare: Parameters<typeof LspClient.start>[4] = (connection, client) => {
    client.settingsOf = scoped(client, ofFolders);
    connection.onRequest(CodeLensRefreshRequest.type, () => {
      lensRefreshes++;
    });
    connection.onNotification(CHANGE_SETTING, (change: ChangeSetting) => {
      changes.push(change);
    });
  };
  lsp = await LspClient.start(files, REFRESHED, options, {}, prepare, 'a', 'b');
};

const scoped = (client: LspClient, ofFolders: Record<string, object>): Record<string, object> =>
  Object.fromEntries(Object.entries(ofFolders).map(([root, settings]) => [client.uri(root), settings]));

const configure = (ofFolders: Record<string, object>): Promise<void> => {
  lsp.settingsOf = scoped(lsp, ofFolders);
  return lsp.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
};

const codes = async (path: string): Promise<unknown[]> => (await lsp.pulled(path)).map(({ code }) => code);
const document = (path: string) => ({ textDocument: { uri: lsp.uri(path) } });

const hints = async (path: string): Promise<unknown[]> => {
  const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  const found: InlayHint[] | null = await lsp.connection.sendRequest(InlayHintRequest.type, { ...document(path), range });
  return (found ?? []).map(({ label }) => label);
};

afterEach(async () => {
  expect(await lsp.stop()).toBe(0);
  expect(lsp.errors).toEqual([]);
});

test('every setting may differ from folder to folder, but for what concerns the one server', async () => {
  await start({}, {});
  expect(SETTINGS.filter(({ scope }) => scope !== 'resource').map(({ key }) => key)).toEqual(['aovpn.trace.server']);
});

test('the largest size, for files on disk and for open documents, and what is said about it', async () => {
  await start({ 'a/s.ps1': LARGE, 'b/s.ps1': LARGE }, { a: { maximumFileSize: 1 }, b: { maximumFileSize: 2 } }, { changesSettings: true });
  await eventuallyReads(() => codes('b/s.ps1'), ['crypto-weak']);
  expect(await codes('a/s.ps1')).toEqual([]);
  await eventually(
    () => lsp.asked,
    (asked) => asked.length === 1,
  );
  expect(lsp.asked[0]?.message).toBe('a/s.ps1 (1.1 MiB) is larger than 1 MiB and is not checked.');
  await lsp.open('a/open.ps1', 'powershell', LARGE);
  await lsp.open('b/open.ps1', 'powershell', LARGE);
  await eventuallyReads(() => codes('b/open.ps1'), ['crypto-weak']);
  expect(await codes('a/open.ps1')).toEqual([]);
  // The button changes the folder that it is about; the other way round all is the other way round.
  lsp.answer = 'Check Files up to 2 MiB';
  await configure({ a: { maximumFileSize: 2 }, b: { maximumFileSize: 1 } });
  await eventuallyReads(() => codes('a/s.ps1'), ['crypto-weak']);
  await eventuallyReads(() => codes('a/open.ps1'), ['crypto-weak']);
  await eventuallyReads(() => codes('b/s.ps1'), []);
  await eventuallyReads(() => codes('b/open.ps1'), []);
  await eventually(
    () => changes,
    (list) => list.length > 0,
  );
  for (const change of changes) expect(change).toEqual({ key: 'aovpn.maximumFileSize', value: 2, folders: [lsp.uri('b')] });
});

test('whether large files are told of, under each limit by itself', async () => {
  await start(
    { 'a/s.ps1': LARGE, 'b/s.ps1': LARGE + LARGE, 'b/t.ps1': LARGE },
    { a: { maximumFileSize: 1, fileSizeNotice: { enabled: false } }, b: { maximumFileSize: 1 } },
  );
  await eventually(
    () => lsp.shown,
    (shown) => shown.length === 1,
  );
  expect(lsp.shown[0]).toMatch(/^2 files are larger than 1 MiB and are not checked: b\/s\.ps1 \(2\.1 MiB\), b\/t\.ps1 \(1\.1 MiB\)\./);
  await configure({ a: { maximumFileSize: 1 }, b: { maximumFileSize: 2 } });
  await eventually(
    () => lsp.shown,
    (shown) => shown.length === 3,
  );
  expect(lsp.shown.slice(1).map((message) => message.split(' and ')[0])).toEqual([
    'a/s.ps1 (1.1 MiB) is larger than 1 MiB',
    'b/s.ps1 (2.1 MiB) is larger than 2 MiB',
  ]);
});

test('what files.exclude leaves out', async () => {
  await start({ 'a/old/s.ps1': WEAK, 'b/old/s.ps1': WEAK }, { a: { 'files.exclude': { '**/old': true } } });
  await eventuallyReads(() => codes('b/old/s.ps1'), ['crypto-weak']);
  expect(await codes('a/old/s.ps1')).toEqual([]);
  await configure({ b: { 'files.exclude': { '**/old': true } } });
  await eventuallyReads(() => codes('a/old/s.ps1'), ['crypto-weak']);
  await eventuallyReads(() => codes('b/old/s.ps1'), []);
});

test('hints, lenses and formatting, which are asked for again when they change', async () => {
  const files = { 'a/p.xml': ROUTED, 'a/s.ps1': server(), 'b/p.xml': ROUTED, 'b/s.ps1': server() };
  const quiet = { codeLens: { enabled: false }, format: { enabled: false } };
  await start(files, { a: { inlayHints: { prefixSize: true, algorithmStrength: true } }, b: { inlayHints: { algorithmName: true }, ...quiet } });
  for (const path of ['a/p.xml', 'b/p.xml'] as const) await lsp.open(path, 'xml', files[path]);
  const lenses = async (path: string): Promise<number> => (await lsp.connection.sendRequest(CodeLensRequest.type, document(path)))?.length ?? 0;
  const formats = async (path: string): Promise<boolean> =>
    (await lsp.connection.sendRequest(DocumentFormattingRequest.type, { ...document(path), options: { insertSpaces: true, tabSize: 2 } })) !== null;
  const state = async (path: string): Promise<unknown[]> => {
    const shown = (await hints(path)).join(' ');
    return [shown.includes('255.255.0.0'), /fine|strong/.test(shown), shown.includes('MODP'), await lenses(path), await formats(path)];
  };
  await eventuallyReads(() => state('a/p.xml'), [true, true, false, 1, true]);
  await eventuallyReads(() => state('b/p.xml'), [false, false, true, 0, false]);
  const before = [lsp.hintRefreshes, lensRefreshes];
  await configure({ a: { inlayHints: { algorithmName: true }, ...quiet }, b: { inlayHints: { prefixSize: true, algorithmStrength: true } } });
  await eventuallyReads(() => state('a/p.xml'), [false, false, true, 0, false]);
  await eventuallyReads(() => state('b/p.xml'), [true, true, false, 1, true]);
  expect(lsp.hintRefreshes).toBeGreaterThan(before[0] ?? 0);
  expect(lensRefreshes).toBeGreaterThan(before[1] ?? 0);
});
