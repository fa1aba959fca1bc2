import { expect, test } from 'vitest';
import { GitIgnore } from '../../server/src/workspace/git-ignore.ts';
import { Glob } from '../../server/src/workspace/glob.ts';
import { isCheapGlob } from '../../server/src/workspace/glob-cost.ts';
import { readProject } from '../../server/src/workspace/project-file.ts';
import { ROOT } from '../support/fixture.ts';
import { fc } from '../support/properties.ts';

test.each(['**/*.xml', 'client/**/user-*-*.xml', '!(old)/*.ps1', '*.@(xml|ps1)', '{client,server}/**', '[a-z]?.xml', '../x/**', '(a).xml', 'a/'])(
  '%s is a pattern',
  (pattern) => {
    expect(isCheapGlob(pattern)).toBe(true);
  },
);

// Without a limit each of these takes longer than a test may.
const ENDLESS = ['!(ab)+n', '+(a|aa)b', '*(*a)b', '@(a|@(a|aa))b', `${'*a'.repeat(20)}b`, `${'**/a/'.repeat(9)}b`, '!(a)!(a)!(b)c', 'a'.repeat(1001)];
test.each(ENDLESS)('%s is refused, and selects nothing', (pattern) => {
  expect(new Glob(pattern, { start: 0, end: 1 }, ROOT).matches(`${ROOT}/${'a'.repeat(200)}`)).toBe(false);
  const { errors } = readProject({ uri: `${ROOT}/aovpn.json`, text: JSON.stringify({ exclude: [pattern] }) });
  expect(errors).toEqual([
    {
      span: { start: 13, end: 13 + pattern.length },
      message: 'This pattern has too many wildcards to be compared with paths. Use at most four in a name, at most four times **, and no repeated groups.',
    },
  ]);
});

test('a pattern of .gitignore that cannot be compared ignores nothing, and the others stay', () => {
  const ignored = GitIgnore.none(false).with('', `${'*a'.repeat(20)}b\n*.log\n${'**/a/'.repeat(9)}b\n`);
  expect(ignored.ignores('a'.repeat(200), false)).toBe(false);
  expect(ignored.ignores('a/x.log', false)).toBe(true);
});

test('whatever is accepted is compared with any path', () => {
  const piece = fc.constantFrom('*', '**', '/', 'a', 'aa', '?', '!(', '@(', ')', '|', '{', ',', '}', '[a-z]', '+', '!', '.', '\\');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
      const glob = new Glob(pieces.join(''), { start: 0, end: 1 }, ROOT);
      for (const path of ['a'.repeat(250), 'a/'.repeat(60), `${'a'.repeat(120)}/${'a'.repeat(120)}.xml`]) glob.matches(`${ROOT}/${path}`);
    }),
    { numRuns: 400 },
  );
});
