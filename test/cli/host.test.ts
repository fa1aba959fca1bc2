import { chmodSync, mkdirSync, readdirSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { nodeFiles, pathOf, uriOf } from '../../server/src/host/node-files.ts';
import { replaceFiles } from '../../server/src/host/write-file.ts';
import { walk } from '../../server/src/workspace/walk.ts';
import { fc } from '../support/properties.ts';
import { folder } from './support.ts';

test('paths and URIs', () => {
  expect(uriOf('/a b/ä#?%25.xml')).toBe('file:///a%20b/%C3%A4%23%3F%2525.xml');
  expect(uriOf('/a/../b/')).toBe('file:///b');
  // Without what no file name can hold, what would be another path, and a drive.
  const name = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    .filter((text) => !/[\0/]/.test(text) && text !== '.' && text !== '..' && !/^[a-z]:/i.test(text));
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), (names) => {
      const path = `/${names.join('/')}`;
      expect(pathOf(uriOf(path))).toBe(path);
    }),
  );
});

test('a walk names files as everybody else does', async () => {
  const names = ['a b.xml', 'ä#?.xml', '100%25.xml', 'C: x.xml', "it's.xml", '[x](1).xml', 'UPPER.XML', '+&=.xml'];
  const { root, path } = folder(Object.fromEntries(names.map((name) => [`deep [1]/${name}`, '<a/>'])));
  const { files } = await walk(uriOf(root), nodeFiles);
  expect(files.map(({ uri }) => uri).sort()).toEqual(names.map((name) => uriOf(path(`deep [1]/${name}`))).sort());
});

test('a failed write leaves the old content and nothing else', async () => {
  const { path, text } = folder({ 'a.xml': 'old' });
  mkdirSync(path('folder'));
  const bytes = new Uint8Array();
  await expect(replaceFiles([{ path: path('folder'), bytes }])).rejects.toThrow('cannot be written (it is no file)');
  await expect(replaceFiles([{ path: path('none/b.xml'), bytes }])).rejects.toThrow('cannot be written (its folder does not exist)');
  await expect(replaceFiles([{ path: path('none.xml'), bytes, before: bytes }])).rejects.toThrow('does not exist');
  await expect(
    replaceFiles([
      { path: path('a.xml'), bytes },
      { path: path('folder'), bytes },
    ]),
  ).rejects.toThrow('cannot be written');
  expect(readdirSync(path('')).sort()).toEqual(['a.xml', 'folder']);
  expect(text('a.xml')).toBe('old');
});

test('files that were replaced get their old content back when a later one cannot be', async () => {
  const { path, text } = folder({ 'a.xml': 'a', 'c.xml': 'c' });
  const bytes = new TextEncoder().encode('new');
  const move: typeof rename = (from, to) => (String(to).endsWith('c.xml') ? Promise.reject(Object.assign(new Error(), { code: 'EBUSY' })) : rename(from, to));
  const changes = ['a.xml', 'b.xml', 'c.xml'].map((name) => ({ path: path(name), bytes }));
  await expect(replaceFiles(changes, move)).rejects.toMatchObject({
    path: path('c.xml'),
    message: 'cannot be written (another program is using it)',
    partial: false,
  });
  expect(readdirSync(path('')).sort()).toEqual(['a.xml', 'c.xml']);
  expect([text('a.xml'), text('c.xml')]).toEqual(['a', 'c']);
});

test('a file that its owner protected is not replaced', async () => {
  const { path, text } = folder({ 'a.xml': 'old' });
  chmodSync(path('a.xml'), 0o444);
  await expect(replaceFiles([{ path: path('a.xml'), bytes: new Uint8Array() }])).rejects.toThrow('cannot be written (it is read-only)');
  expect(text('a.xml')).toBe('old');
});

test('a file whose name is as long as names can be', async () => {
  const name = `${'a'.repeat(251)}.xml`;
  const { path, text } = folder({ [name]: 'old' });
  await replaceFiles([{ path: path(name), bytes: new TextEncoder().encode('new') }]);
  expect(text(name)).toBe('new');
});
