import { symlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import { nodeFiles, uriOf } from '../../server/src/host/node-files.ts';
import type { FileSystem } from '../../server/src/workspace/file-system.ts';
import { folder, serverScript } from './support.ts';

const OUTSIDE = 'lies outside of the workspace, so it is not read. Open, or check, a folder that holds both.';
const LINKED = `is a link, or lies behind one, to what ${OUTSIDE}`;
const NOTHING = 'aovpn: nothing was checked, because a project file is broken\n';
const OFF = '{ "rules": { "crypto-broken": "off" } }';
const WEAK = serverScript({ DHGroup: 'Group1' });

/** The disk, and what of it was looked at. */
function watched(): { readonly files: FileSystem; readonly asked: Set<string> } {
  const asked = new Set<string>();
  const noted = <T>(uri: string, answer: T): T => {
    asked.add(uri);
    return answer;
  };
  const files: FileSystem = {
    ignoresCase: nodeFiles.ignoresCase,
    readDirectory: (uri) => noted(uri, nodeFiles.readDirectory(uri)),
    readFile: (uri) => noted(uri, nodeFiles.readFile(uri)),
    stat: (uri) => noted(uri, nodeFiles.stat(uri)),
    linkTarget: (uri) => noted(uri, nodeFiles.linkTarget(uri)),
  };
  return { files, asked };
}

test('what lies outside of the folder that is checked is not read, and ends the call', async () => {
  const { aovpn, path } = folder({ 'repo/aovpn.json': '{ "extends": "../base.json" }', 'repo/s.ps1': WEAK, 'base.json': OFF });
  const { files, asked } = watched();
  expect(await aovpn('check', { cwd: path('repo'), files })).toEqual({ code: 2, out: '', err: `aovpn.json:1:15 ../base.json ${OUTSIDE}\n${NOTHING}` });
  expect(asked).not.toContain(uriOf(path('base.json')));
  // Of the folder that holds both.
  expect(await aovpn('check repo')).toMatchObject({ code: 0 });
  expect(await aovpn('check ../repo/s.ps1', { cwd: path('repo') })).toMatchObject({ code: 2 });
});

test('a repository is one piece, from any folder of it', async () => {
  const { aovpn, path } = folder({
    'repo/.git/HEAD': '',
    'repo/base.json': OFF,
    'repo/contoso/aovpn.json': '{ "extends": "../base.json" }',
    'repo/contoso/s.ps1': WEAK,
    'repo/fabrikam/aovpn.json': '{ "extends": "../../base.json" }',
    'repo/fabrikam/s.ps1': WEAK,
    'base.json': OFF,
  });
  expect(await aovpn('check', { cwd: path('repo/contoso') })).toMatchObject({ code: 0 });
  expect(await aovpn('check s.ps1', { cwd: path('repo/contoso') })).toMatchObject({ code: 0 });
  expect(await aovpn('check', { cwd: path('repo/fabrikam') })).toMatchObject({ code: 2, err: `aovpn.json:1:15 ../../base.json ${OUTSIDE}\n${NOTHING}` });
});

test('what --config names may lie anywhere, with what lies beside it', async () => {
  const { aovpn, path } = folder({
    'repo/s.ps1': WEAK,
    'shared/our.json': '{ "extends": ["base.json", "../x.json"] }',
    'shared/base.json': OFF,
    'x.json': '{}',
  });
  expect(await aovpn('check --config ../shared/our.json', { cwd: path('repo') })).toEqual({
    code: 2,
    out: '',
    err: `../shared/our.json:1:29 ../x.json ${OUTSIDE}\n${NOTHING}`,
  });
});

test('links that leave are not followed, others are', async () => {
  const { aovpn, path } = folder({
    'repo/aovpn.json': '{ "extends": "base.json" }',
    'repo/real/base.json': OFF,
    'repo/s.ps1': WEAK,
    'outside/base.json': OFF,
  });
  symlinkSync('real/base.json', path('repo/base.json'));
  expect(await aovpn('check', { cwd: path('repo') })).toMatchObject({ code: 0 });
  const other = folder({ 'repo/aovpn.json': '{ "extends": "sub/base.json" }', 'repo/s.ps1': WEAK, 'outside/base.json': OFF });
  symlinkSync('../outside', other.path('repo/sub'));
  const { files, asked } = watched();
  expect(await other.aovpn('check', { cwd: other.path('repo'), files })).toEqual({
    code: 2,
    out: '',
    err: `aovpn.json:1:15 sub/base.json ${LINKED}\n${NOTHING}`,
  });
  expect([...asked].filter((uri) => uri.startsWith(uriOf(other.path('outside'))))).toEqual([]);
});

test('a project file above what is checked that is a link counts where it stays in the repository', async () => {
  const { aovpn, path } = folder({ 'repo/.git/HEAD': '', 'repo/common/aovpn.json': OFF, 'repo/contoso/clients/s.ps1': WEAK });
  symlinkSync('../common/aovpn.json', path('repo/contoso/aovpn.json'));
  expect(await aovpn('check', { cwd: path('repo/contoso/clients') })).toMatchObject({ code: 0 });
  const other = folder({ 'repo/.git/HEAD': '', 'repo/contoso/s.ps1': WEAK, 'outside/aovpn.json': OFF });
  symlinkSync('../outside/aovpn.json', other.path('repo/aovpn.json'));
  const { files, asked } = watched();
  expect(await other.aovpn('check', { cwd: other.path('repo/contoso'), files })).toEqual({
    code: 2,
    out: '',
    err: `aovpn: The project file ../aovpn.json ${LINKED}\n`,
  });
  expect([...asked].filter((uri) => uri.startsWith(uriOf(other.path('outside'))))).toEqual([]);
});

test('a link that means another file to the system than by its text does not leave either', async () => {
  const { aovpn, path } = folder({ 'repo/aovpn.json': '{ "extends": "base.json" }', 'repo/s.ps1': WEAK, 'outside/deep/x': '', 'outside/secret.json': OFF });
  // For the system this is outside/secret.json, by its text repo/secret.json, which does not exist.
  symlinkSync('../outside/deep', path('repo/sub'));
  symlinkSync('sub/../secret.json', path('repo/base.json'));
  expect(await aovpn('check', { cwd: path('repo') })).toMatchObject({ code: 2, err: `aovpn.json:1:15 base.json does not exist.\n${NOTHING}` });
});

test('a baseline file outside is neither read nor written, unless the call names it', async () => {
  const { aovpn, path, text } = folder({ 'repo/aovpn.json': '{ "baselineFile": "../accepted.json" }', 'repo/s.ps1': WEAK, 'outside/x': '' });
  for (const args of ['check', 'check --update-baseline'])
    expect(await aovpn(args, { cwd: path('repo') }), args).toMatchObject({ code: 2, err: `aovpn: The baseline file ../accepted.json ${OUTSIDE}\n` });
  expect(() => text('accepted.json')).toThrow();
  expect(await aovpn('check --update-baseline --baseline-file ../accepted.json', { cwd: path('repo') })).toMatchObject({ code: 0 });
  expect(text('accepted.json')).toContain('crypto-broken');
  // Over a link.
  const linked = folder({ 'repo/aovpn.json': '{ "baselineFile": "sub/accepted.json" }', 'repo/s.ps1': WEAK, 'outside/x': '' });
  symlinkSync('../outside', linked.path('repo/sub'));
  expect(await linked.aovpn('check --update-baseline', { cwd: linked.path('repo') })).toMatchObject({
    code: 2,
    err: `aovpn: The baseline file sub/accepted.json ${LINKED}\n`,
  });
  expect(() => linked.text('outside/accepted.json')).toThrow();
});

test('negotiate reads nothing outside', async () => {
  const { aovpn, path } = folder({
    'base.json': '{}',
    'repo/aovpn.json': '{ "extends": "../base.json", "deployments": [{ "name": "x", "serverPolicy": [{ "DHGroup": "Group14" }] }] }',
    'repo/p.ps1': serverScript(),
  });
  expect(await aovpn('negotiate --client p.ps1 --server aovpn.json', { cwd: path('repo') })).toMatchObject({
    code: 2,
    err: expect.stringContaining(OUTSIDE) as string,
  });
});
