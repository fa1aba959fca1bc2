import { expect, test } from 'vitest';
import { globOf } from '../../server/src/cli/checking/glob.ts';
import { folder, profile, serverScript } from './support.ts';

const BAD = serverScript({ DHGroup: 'Group1' });
const FILES = {
  'customers/a/client/p.xml': profile({ DHGroup: 'Group1' }),
  'customers/a/server/s.ps1': BAD,
  'customers/b/server/s.ps1': BAD,
  'customers/b/server/old.ps1': BAD,
  'customers/B [1]/s.ps1': BAD,
  'other/s.ps1': BAD,
  'other/notes.txt': 'nothing',
};

test.for<[pattern: string, files: readonly string[]]>([
  ['customers/**/*.xml', ['customers/a/client/p.xml']],
  ['customers/*/server/s.ps1', ['customers/a/server/s.ps1', 'customers/b/server/s.ps1']],
  ['./customers/[ab]/**/s.ps1', ['customers/a/server/s.ps1', 'customers/b/server/s.ps1']],
  ['customers/{a,b}/server/o*.ps1', ['customers/b/server/old.ps1']],
  ['{customers/b,other}/**/s.ps?', ['customers/b/server/s.ps1', 'other/s.ps1']],
  // A folder stands for all that is in it, as where a shell has expanded the pattern.
  ['customers/?', ['customers/a/client/p.xml', 'customers/a/server/s.ps1', 'customers/b/server/old.ps1', 'customers/b/server/s.ps1']],
  ['**/server/', ['customers/a/server/s.ps1', 'customers/b/server/old.ps1', 'customers/b/server/s.ps1']],
  ['customers/B \\[1\\]/*', ['customers/B [1]/s.ps1']],
])('%s', async ([pattern, files]) => {
  const { aovpn } = folder(FILES);
  const { out, err } = await aovpn(['check', pattern, '--format', 'json']);
  const { diagnostics } = JSON.parse(out) as { diagnostics: { file: string }[] };
  expect({ err, files: [...new Set(diagnostics.map(({ file }) => file))] }).toEqual({ err: '', files });
});

test('what nothing matches is a wrong call', async () => {
  const { aovpn } = folder(FILES);
  for (const pattern of ['customers/**/*.yaml', 'none/*.xml', 'other/*.txt'])
    expect(await aovpn(['check', pattern])).toMatchObject({ code: 2, err: `aovpn: ${pattern} matches no file that is checked\n` });
});

test('a file that has the very name is meant', async () => {
  const { aovpn } = folder({ 's[1].ps1': serverScript(), 's1.ps1': BAD });
  expect(await aovpn(['check', 's[1].ps1'])).toMatchObject({ code: 0, out: expect.stringContaining('in 1 file') as string });
  expect((await aovpn(['check', 's?.ps1'])).out).toContain('s1.ps1:');
});

test('ignored and excluded files are left out, and project files on the way are obeyed but not told of', async () => {
  const { aovpn } = folder({
    ...FILES,
    'customers/b/.gitignore': 'old.ps1\n',
    '.git/HEAD': '',
    'customers/b/aovpn.json': '{ "rules": { "crypto-broken": "hint" }, "deployments": [{ "name": "x", "clients": ["none/*"] }] }',
  });
  const { out } = await aovpn(['check', 'customers/b/**/*.ps1']);
  expect(out).toContain('customers/b/server/s.ps1:4:12 hint ');
  expect(out).toContain('1 hint in 1 file\n');
});

test('a pattern may lead out of the working directory', async () => {
  const { aovpn, path } = folder(FILES);
  expect((await aovpn(['check', '../o*/*.ps1'], { cwd: path('customers') })).out).toMatch(/^\.\.\/other\/s\.ps1:4:12 error [^]*\n1 error in 1 file\n/);
});

test('client and server of two patterns are compared', async () => {
  const { aovpn } = folder({ 'x/client/p.xml': profile(), 'x/server/s.ps1': serverScript({ DHGroup: 'ECP384' }), 'x/server/t.ps1': serverScript() });
  expect((await aovpn(['check', 'x/*/*.xml', 'x/*/s.*'])).out).toContain('[policy-mismatch]');
});

test('backslashes are folders on Windows, and letter case does not count where file names have none', () => {
  const matches = (pattern: string, uri: string, windows: boolean): boolean | undefined =>
    globOf(pattern, '/w', { windows, ignoresCase: windows })?.matches(uri);
  expect(globOf('a\\b\\*.xml', '/w', { windows: true, ignoresCase: true })?.base).toBe('/w/a/b');
  expect(matches('a\\**\\*.XML', 'file:///w/a/c/d/x.xml', true)).toBe(true);
  expect(matches('a/*.XML', 'file:///w/a/x.xml', false)).toBe(false);
  expect(matches('a/b \\*/*.xml', 'file:///w/a/b%20*/x.xml', false)).toBe(true);
  expect(globOf('a/b.xml', '/w', { windows: false, ignoresCase: false })).toBeUndefined();
  expect(globOf('Program Files (x86)', '/w', { windows: false, ignoresCase: false })).toBeUndefined();
});
