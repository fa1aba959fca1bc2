import { utimesSync } from 'node:fs';
import { expect, test } from 'vitest';
import { nodeFiles } from '../../server/src/host/node-files.ts';
import type { FileSystem } from '../../server/src/workspace/file-system.ts';
import { folder, profile, serverScript } from './support.ts';

const FILES = { 'client/user.xml': profile({ DHGroup: 'ECP384' }), 'server/rras.ps1': serverScript() };
/** Long after the files were written: how they look tells what is in them. */
const later = { date: () => Date.now() + 60_000 };

/** The disk, and which files were read from it. */
function watched(): { files: FileSystem; read: string[] } {
  const read: string[] = [];
  const files: FileSystem = {
    ...nodeFiles,
    readFile: (uri) => {
      read.push(uri.slice(uri.lastIndexOf('/') + 1));
      return nodeFiles.readFile(uri);
    },
  };
  return { files, read };
}

test('gives the same result again, and reads no file for it', async () => {
  const { aovpn } = folder(FILES);
  const first = await aovpn('check --cache', later);
  expect(first.code).toBe(1);
  const { files, read } = watched();
  expect(await aovpn('check --cache', { ...later, files })).toEqual(first);
  expect(read).toEqual(['.aovpncache']);
});

test('a file that was touched is read, and one that says the same changes nothing', async () => {
  const { aovpn, path } = folder(FILES);
  const first = await aovpn('check --cache', later);
  utimesSync(path('client/user.xml'), 1_000_000, 1_000_000);
  const { files, read } = watched();
  expect(await aovpn('check --cache', { ...later, files })).toEqual(first);
  expect(read).toEqual(['.aovpncache', 'user.xml']);
  const again = watched();
  await aovpn('check --cache', { ...later, files: again.files });
  expect(again.read).toEqual(['.aovpncache']);
});

test('what was written at the moment of the check is not trusted by its looks', async () => {
  const { aovpn } = folder(FILES);
  await aovpn('check --cache', { date: () => Date.now() });
  const { files, read } = watched();
  await aovpn('check --cache', { ...later, files });
  expect(read).toEqual(expect.arrayContaining(['user.xml', 'rras.ps1']));
});

const matching = profile();

test.each<[string, (put: (path: string, text: string) => void) => void]>([
  ['another text', (put) => put('client/user.xml', matching)],
  ['a new file', (put) => put('client/device.xml', profile({ DHGroup: 'Group2' }))],
  ['a project file', (put) => put('aovpn.json', '{ "rules": { "policy-mismatch": "off" } }')],
  ['a list of ignored files', (put) => put('.gitignore', 'client/\n')],
])('%s leads to another result', async (_what, change) => {
  const { aovpn, put, root } = folder(FILES);
  const first = await aovpn('check --cache', later);
  change(put);
  const cached = await aovpn('check --cache', later);
  expect(cached).toEqual(await aovpn('check', { ...later, cwd: root }));
  expect(cached).not.toEqual(first);
});

test('each call has a result of its own, and so has each build', async () => {
  const { aovpn } = folder(FILES);
  await aovpn('check --cache', later);
  for (const args of ['check --cache --format json', 'check --cache client', 'check --cache --fail-on never'])
    expect(await aovpn(args, later)).toEqual(await aovpn(args.replace(' --cache', ''), later));
  const { files, read } = watched();
  await aovpn('check --cache', { ...later, build: 'another', files });
  expect(read).toContain('user.xml');
});

test('a report is written again', async () => {
  const { aovpn, put, text } = folder(FILES);
  await aovpn('check --cache --report junit=out.junit', later);
  const report = text('out.junit');
  put('out.junit', 'gone');
  await aovpn('check --cache --report junit=out.junit', later);
  expect(text('out.junit')).toBe(report);
});

test('a cache that is broken is as good as none', async () => {
  const { aovpn, put } = folder(FILES);
  const first = await aovpn('check', later);
  for (const text of ['', '{', '{}', '{"version":1,"results":[]}', '[1]']) {
    put('.aovpncache', text);
    expect(await aovpn('check --cache', later)).toEqual(first);
  }
});

test('fixes are done whatever is kept', async () => {
  const { aovpn, text } = folder({ 'a.xml': profile({ EncryptionMethod: 'GCMAES128' }) });
  await aovpn('check --cache', later);
  await aovpn('check --cache --fix', later);
  expect(text('a.xml')).toBe(profile());
});
