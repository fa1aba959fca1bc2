import { mkdirSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nodeFiles, pathOf, uriOf } from '../../server/src/host/node-files.ts';
import { writeFileAtomically } from '../../server/src/host/write-file.ts';
import { walk } from '../../server/src/workspace/walk.ts';
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
  const { path } = folder({ 'a.xml': 'old' });
  mkdirSync(path('folder'));
  await expect(writeFileAtomically(path('folder'), new Uint8Array())).rejects.toThrow('cannot be written');
  await expect(writeFileAtomically(path('none.xml'), new Uint8Array())).rejects.toThrow('does not exist');
  expect(readdirSync(path('')).sort()).toEqual(['a.xml', 'folder']);
});
