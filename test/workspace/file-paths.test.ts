import { describe, expect, test } from 'vitest';
import { FileOrder } from '../../server/src/workspace/file-order.ts';
import { FilePaths } from '../../server/src/workspace/file-paths.ts';
import { isUnder } from '../../server/src/workspace/folders.ts';
import { Glob } from '../../server/src/workspace/glob.ts';
import { fc } from '../support/properties.ts';

const SEGMENTS = ['a', 'A', 'ab', 'b', 'B.xml', 'a b', 'ä', 'Ä', 'µ', 'μ', 'K', 'k', '.', 'a[1]', '%'] as const;
const uris = fc
  .uniqueArray(fc.array(fc.constantFrom(...SEGMENTS.filter((each) => each !== '.')), { minLength: 1, maxLength: 4 }), {
    selector: (path) => path.join('/'),
    maxLength: 40,
  })
  .map((paths) => paths.map((path) => `file:///root/${path.map(encodeURIComponent).join('/')}`));
const globs = fc
  .tuple(
    fc.constantFrom('', './', '../', '../../', '../../../'),
    fc.array(fc.constantFrom(...SEGMENTS, '*', '**', '?', '{a,b}', '[ab]', '*.xml', ''), { maxLength: 4 }),
  )
  .map(([lead, segments]) => lead + segments.join('/'));

describe('only files that lie where a glob can select any are looked at', () => {
  test('it selects the same of them as of all, in their order', () => {
    fc.assert(
      fc.property(
        uris,
        fc.array(globs, { minLength: 1, maxLength: 8 }),
        fc.constantFrom('file:///root', 'file:///root/a', 'file:///Root/a', 'file:///'),
        (files, patterns, folder) => {
          const paths = new FilePaths(files);
          for (const pattern of patterns) {
            const glob = new Glob(pattern, { start: 0, end: 0 }, folder);
            expect([pattern, paths.selectedBy(glob)]).toEqual([pattern, files.filter((uri) => glob.matches(uri))]);
          }
        },
      ),
    );
  });

  test.each([
    ['clients/**', ['clients/a.xml', 'clients/b/c.xml']],
    ['CLIENTS/b', ['clients/b/c.xml']],
    ['clients/a.xml', ['clients/a.xml']],
    ['clients', ['clients/a.xml', 'clients/b/c.xml']],
    ['../other/*.xml', []],
    ['**/*.xml', ['clients/a.xml', 'clients/b/c.xml', 'clients2/d.xml']],
    ['', []],
  ])('%s', (pattern, selected) => {
    const files = ['clients2/d.xml', 'clients/a.xml', 'server.ps1', 'clients/b/c.xml'].map((path) => `file:///root/${path}`);
    const found = new FilePaths(files).selectedBy(new Glob(pattern, { start: 0, end: 0 }, 'file:///root'));
    expect(found.sort()).toEqual(selected.map((path) => `file:///root/${path}`));
  });
});

test('the files of a folder are found in their order', () => {
  fc.assert(
    fc.property(uris, fc.array(fc.constantFrom('a', 'A', 'ab', 'b', 'a%20b'), { maxLength: 3 }), (files, folder) => {
      const uri = ['file:///root', ...folder].join('/');
      const order = new FileOrder(files);
      expect(order.below(uri)).toEqual(files.filter((each) => isUnder(each, uri)));
      expect(order.below(`${uri}/`)).toEqual(order.below(uri));
      expect(order.among(new Set([...files.slice(2).reverse(), 'file:///elsewhere']))).toEqual(files.slice(2));
    }),
  );
});
