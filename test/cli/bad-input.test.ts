import { mkdirSync, symlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { nodeFiles } from '../../server/src/host/node-files.ts';
import { FileError, type FileSystem } from '../../server/src/workspace/file-system.ts';
import { folder, profile, serverScript } from './support.ts';

const BINARY = Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]);
const UNKNOWN = '<?xml version="1.0" encoding="x-foo"?><VPNProfile/>';

/** The disk, but for what the process may not read. Permissions themselves do not bind an administrator. */
function denying(pattern: RegExp): FileSystem {
  const refuse = <T>(uri: string, work: () => Promise<T>): Promise<T> =>
    pattern.test(uri) ? Promise.reject(new FileError('cannot be read (permission denied)')) : work();
  return {
    ...nodeFiles,
    readFile: (uri) => refuse(uri, () => nodeFiles.readFile(uri)),
    readDirectory: (uri) => refuse(uri, () => nodeFiles.readDirectory(uri)),
  };
}

function tree(): ReturnType<typeof folder> {
  return folder({
    'good.ps1': serverScript(),
    'samples/binary.xml': BINARY,
    'samples/unknown.xml': UNKNOWN,
    'samples/large.ps1': ' '.repeat(3000),
    'samples/photo.png': BINARY,
    'samples/denied.xml': profile(),
    'locked/a.xml': profile(),
    'samples/empty.xml': '',
  });
}

test('in a walk it is named, and the exit code is that of the rest', async () => {
  const { code, out, err } = await tree().aovpn('check --max-size 2K', { files: denying(/denied|locked/) });
  expect(code).toBe(0);
  expect(out).toMatch(/^no findings in 1 file\n/);
  expect(err.split('\n').sort().join('\n').trim()).toBe(`aovpn: locked cannot be read (permission denied); skipped
aovpn: samples/binary.xml is a binary file; skipped
aovpn: samples/denied.xml cannot be read (permission denied); skipped
aovpn: samples/large.ps1 is larger than 2 KiB; skipped
aovpn: samples/unknown.xml has the unknown encoding "x-foo"; skipped`);
});

test('in a walk it is in the JSON', async () => {
  const { out } = await tree().aovpn('check --format json --max-size 2K', { files: denying(/denied|locked/) });
  expect(JSON.parse(out)).toEqual({
    version: 1,
    files: 1,
    summary: { error: 0, warning: 0, information: 0, hint: 0 },
    diagnostics: [],
    skipped: [
      { file: 'locked', reason: 'cannot be read (permission denied)' },
      { file: 'samples/binary.xml', reason: 'is a binary file' },
      { file: 'samples/denied.xml', reason: 'cannot be read (permission denied)' },
      { file: 'samples/large.ps1', reason: 'is larger than 2 KiB' },
      { file: 'samples/unknown.xml', reason: 'has the unknown encoding "x-foo"' },
    ],
  });
});

test.for<[path: string, message: string]>([
  ['samples/binary.xml', 'aovpn: samples/binary.xml is a binary file\n'],
  ['samples/photo.png', 'aovpn: samples/photo.png is a binary file\n'],
  ['samples/unknown.xml', 'aovpn: samples/unknown.xml has the unknown encoding "x-foo"\n'],
  ['samples/large.ps1', 'aovpn: samples/large.ps1 is larger than 2 KiB\n'],
  ['samples/denied.xml', 'aovpn: samples/denied.xml cannot be read (permission denied)\n'],
  ['locked', 'aovpn: locked cannot be read (permission denied)\n'],
  ['nowhere/a.xml', 'aovpn: no such file or folder: nowhere/a.xml\n'],
  ['./good.ps1/x', 'aovpn: no such file or folder: ./good.ps1/x\n'],
])('named it ends with 2, and the rest is checked: %s', async ([path, message]) => {
  const { aovpn, put } = tree();
  put('weak.ps1', serverScript({ DHGroup: 'Group1' }));
  const { code, out, err } = await aovpn(['check', path, 'weak.ps1', '--max-size', '2K'], { files: denying(/denied|locked/) });
  expect({ code, err }).toEqual({ code: 2, err: message });
  expect(out).toContain('weak.ps1:4:12 error');
});

test('named and in a walk it is told once', async () => {
  const { err, code, out } = await folder({ 'a.xml': BINARY }).aovpn('check . a.xml --format json');
  expect({ err, code }).toEqual({ err: 'aovpn: a.xml is a binary file\n', code: 2 });
  expect(JSON.parse(out)).toMatchObject({ skipped: [{ file: 'a.xml', reason: 'is a binary file' }] });
});

test('an empty file is fine', async () => {
  const { aovpn } = folder({ 'empty.xml': '', 'empty.ps1': '', 'other.txt': '' });
  expect(await aovpn('check')).toMatchObject({ code: 0, err: '' });
  expect(await aovpn('check empty.xml empty.ps1 other.txt')).toMatchObject({ code: 0, err: '' });
});

test('a file that nothing here is about', async () => {
  const { aovpn } = folder({ 'notes.txt': 'hello', 'pom.xml': '<project/>', 'aovpn.json': '{}' });
  expect(await aovpn('check notes.txt pom.xml aovpn.json')).toEqual({
    code: 0,
    out: 'no findings in 1 file\n',
    err: 'aovpn: notes.txt: nothing here that aovpn reads\naovpn: pom.xml: nothing here that aovpn reads\n',
  });
  expect(await aovpn('check')).toMatchObject({ code: 0, err: '' });
});

test('a named file that the project file excludes', async () => {
  const { aovpn } = folder({ 'old/a.xml': profile({ DHGroup: 'Group1' }), 'aovpn.json': '{ "exclude": ["old"] }' });
  expect(await aovpn('check old/a.xml')).toMatchObject({ code: 0, err: 'aovpn: old/a.xml is excluded by the project file; not checked\n' });
});

test('ignored files are checked when named, not when found', async () => {
  const { aovpn } = folder({
    '.git/HEAD': '',
    '.gitignore': 'out/\n*.local.ps1\n',
    'out/a.xml': profile({ DHGroup: 'Group1' }),
    'b.local.ps1': serverScript({ DHGroup: 'Group1' }),
    'node_modules/c.xml': profile({ DHGroup: 'Group1' }),
  });
  expect((await aovpn('check')).code).toBe(0);
  for (const path of ['out', 'out/a.xml', 'b.local.ps1', 'node_modules', 'node_modules/c.xml']) expect((await aovpn(`check ${path}`)).code, path).toBe(1);
});

test('a link to a folder is not followed, a link to a file is', async () => {
  const { aovpn, path } = folder({ 'real/a.ps1': serverScript({ DHGroup: 'Group1' }) });
  mkdirSync(path('sub'));
  symlinkSync(path('real'), path('sub/loop'));
  expect((await aovpn('check sub')).code).toBe(0);
  symlinkSync(path('real/a.ps1'), path('sub/link.ps1'));
  expect(await aovpn('check sub')).toMatchObject({ code: 1, out: expect.stringMatching(/^sub\/link\.ps1:4:12 error/) as string });
});

test('nothing in a file or its name reaches the terminal as an order', async () => {
  const { aovpn } = folder({ 'a\x1b[2J.ps1': serverScript({ DHGroup: "'Gro\x1b[31mup'" }) });
  const { out, code } = await aovpn('check');
  expect(code).toBe(1);
  expect(out).not.toContain('\x1b');
});
