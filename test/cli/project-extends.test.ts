import { expect, test } from 'vitest';
import { folder, profile, serverScript } from './support.ts';

const WEAK = serverScript({ DHGroup: 'Group1' });
const lines = (text: string): string[] => text.trimEnd().split('\n');

test('what a project file extends holds as well, wherever it lies', async () => {
  const { aovpn } = folder({
    'shared/company.json': '{ "rules": { "crypto-broken": "off" }, "exclude": ["../repo/old"] }',
    'repo/.git/HEAD': '',
    'repo/aovpn.json': '{ "extends": "../shared/company.json" }',
    'repo/s.ps1': WEAK,
    'repo/old/t.ps1': WEAK,
  });
  for (const args of ['check repo', 'check repo/s.ps1', 'check repo --config repo/aovpn.json'])
    expect(await aovpn(args), args).toMatchObject({ code: 0, out: expect.stringMatching(/^no findings in \d files?\n$/) as string, err: '' });
  expect((await aovpn('check repo/old/t.ps1')).err).toBe('aovpn: repo/old/t.ps1 is excluded by the project file; not checked\n');
});

test('a missing one, a circle and a mistake end the call, with the place', async () => {
  const { aovpn } = folder({
    'a/aovpn.json': '{\n  "extends": ["../none.json"]\n}',
    'b/aovpn.json': '{ "extends": "../c/aovpn.json" }',
    'c/aovpn.json': '{ "extends": "../b/aovpn.json" }',
    'd/aovpn.json': '{ "extends": "../shared/company.json" }',
    'shared/company.json': '{ "rule": {} }',
    'e/aovpn.json': '{ "extends": "../shared" }',
  });
  const told = async (path: string): Promise<string[]> => {
    const { code, err } = await aovpn(`check ${path}`);
    expect(code).toBe(2);
    return lines(err);
  };
  const NOTHING = 'aovpn: nothing was checked, because a project file is broken';
  expect(await told('a')).toEqual(['a/aovpn.json:2:16 ../none.json does not exist.', NOTHING]);
  expect(await told('b')).toEqual(['c/aovpn.json:1:15 ../b/aovpn.json extends this file in its turn, so neither of them can come first.', NOTHING]);
  expect(await told('d')).toEqual([expect.stringMatching(/^shared\/company\.json:1:3 The project file has no property "rule"\./), NOTHING]);
  expect(await told('e')).toEqual(['e/aovpn.json:1:15 ../shared is a folder.', NOTHING]);
});

test('what is extended is told about where it is part of the check, and fixed there', async () => {
  const { aovpn, text } = folder({
    'company.json': '{ "rules": { "crypto-broke": "off" } }',
    'repo/aovpn.json': '{ "extends": "../company.json" }',
    'repo/s.ps1': serverScript(),
  });
  expect((await aovpn('check')).out).toContain('company.json:1:15 warning There is no rule crypto-broke. Did you mean crypto-broken?');
  expect((await aovpn('check repo')).out).toBe('no findings in 2 files\n');
  await aovpn('check --fix-unsafe');
  expect(text('company.json')).toBe('{ "rules": { "crypto-broken": "off" } }');
});

test('one deployment in several repositories, named side by side', async () => {
  const files = {
    'clients/.git/HEAD': '',
    'clients/aovpn.json': '{ "deployments": [{ "name": "bank", "clients": ["*.xml"], "servers": ["../servers/*.ps1"] }] }',
    'clients/p.xml': profile(),
    'servers/.git/HEAD': '',
    'servers/s.ps1': serverScript({ DHGroup: 'ECP384' }),
    'elsewhere/x.txt': '',
  };
  const { aovpn, path } = folder(files);
  const verdict = 'bank: 1 client, 1 server: will fail with 13868 (DHGroup)';
  expect(lines((await aovpn('check clients servers')).out).at(-1)).toBe(verdict);
  // Other workspace folders, which are never compared without a pin.
  expect(lines((await aovpn('check ../clients ../servers', { cwd: path('elsewhere') })).out).at(-1)).toBe(verdict);
  // Alone nothing is known of the other repository.
  expect(await aovpn('check clients')).toMatchObject({ code: 0, out: 'no findings in 2 files\n' });
  expect((await aovpn('check clients elsewhere')).out).toBe('no findings in 2 files\n');
});

test('a deployment of a file above all repositories', async () => {
  const { aovpn } = folder({
    'bank.json': '{ "deployments": [{ "name": "bank", "clients": ["clients/*.xml"], "servers": ["servers/*.ps1"] }] }',
    'clients/aovpn.json': '{ "extends": "../bank.json" }',
    'clients/p.xml': profile(),
    'servers/aovpn.json': '{ "extends": "../bank.json" }',
    'servers/s.ps1': serverScript({ DHGroup: 'ECP384' }),
  });
  expect(lines((await aovpn('check clients servers')).out).at(-1)).toBe('bank: 1 client, 1 server: will fail with 13868 (DHGroup)');
});

test('negotiate reads what a project file extends', async () => {
  const { aovpn } = folder({
    'base.json': '{ "baselines": {} }',
    'aovpn.json': '{ "extends": "base.json", "deployments": [{ "name": "x", "serverPolicy": [{ "DHGroup": "Group14" }] }] }',
    'bad/aovpn.json': '{ "extends": "base.json", "deployments": [{ "name": "x", "serverPolicy": [{ "DHGroup": "Group14" }] }] }',
    'p.xml': profile(),
  });
  expect((await aovpn('negotiate --client p.xml --server aovpn.json')).code).not.toBe(2);
  expect(await aovpn('negotiate --client p.xml --server bad/aovpn.json')).toMatchObject({
    code: 2,
    err: expect.stringContaining('base.json does not exist.') as string,
  });
});
