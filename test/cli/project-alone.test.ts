import { expect, test } from 'vitest';
import { folder, profile, serverScript } from './support.ts';

const ONLY = 'aovpn: only project files were named, so nothing else is checked; name a folder to check what is in it\n';
const FILES = {
  'clients/p.xml': profile({ DHGroup: 'ECP384' }),
  'rras/s.ps1': serverScript(),
  'sub/aovpn.json': '{ "nonsense": 1 }',
};
/** What is wrong with it: an unknown rule, a glob that selects nothing, one that selects the wrong side. */
const WRONG = `{
  "rules": { "crypto-broke": "off" },
  "deployments": [{ "name": "x", "clients": ["rras/*.ps1"], "servers": ["rras/*.ps1", "servers/*.ps1"] }],
  "overrides": [{ "files": ["sub/aovpn.json", "archive"], "rules": { "crypto-weak": "off" } }]
}`;
const found = (out: string): string[] =>
  [...out.matchAll(/^(\S+:\d+):\d+ \w+ .*\[?(config-[a-z-]+)/gm)].map(([, place, rule]) => `${place ?? ''} ${rule ?? ''}`);
const EXPECTED = (name: string): string[] => [
  `${name}:2 config-unknown-rule`,
  `${name}:3 config-glob-side`,
  `${name}:3 config-glob-empty`,
  `${name}:4 config-glob-empty`,
];

test.each(['aovpn.json', 'company.aovpn.json'])('%s alone is checked itself, among the files of its folder', async (name) => {
  const { aovpn } = folder({ ...FILES, [name]: WRONG });
  const { code, out, err } = await aovpn(`check ${name}`);
  expect(found(out)).toEqual(EXPECTED(name));
  expect(out).toMatch(/in 1 file\n$/);
  expect({ code, err }).toEqual({ code: 0, err: ONLY });
});

test('from elsewhere, and from standard input', async () => {
  const { aovpn } = folder({ 'repo/company.aovpn.json': WRONG, 'repo/rras/s.ps1': serverScript(), 'x.ps1': '' });
  expect(found((await aovpn('check repo/company.aovpn.json')).out).length).toBe(5);
  expect(found((await aovpn('check - --stdin-filename repo/new.aovpn.json', { input: WRONG })).out).length).toBe(5);
});

test('a broken one ends the call with the place', async () => {
  const { aovpn } = folder({ 'company.aovpn.json': '{\n  "rule": {}\n}' });
  const NOTHING = 'aovpn: nothing was checked, because a project file is broken\n';
  for (const call of ['check company.aovpn.json', 'check company.aovpn.json --config company.aovpn.json'])
    expect(await aovpn(call), call).toMatchObject({
      code: 2,
      err: expect.stringMatching(new RegExp(`^company\\.aovpn\\.json:2:3 The project file has no property "rule"[^\n]*\n${NOTHING}$`)) as string,
    });
});

test('beside other files it is checked for what it says itself', async () => {
  const { aovpn } = folder({
    ...FILES,
    'company.aovpn.json': WRONG,
    'aovpn.json': '{ "extends": "base.json" }',
    'base.json': '{ "rules": { "crypto-week": "off" } }',
  });
  const { out, err } = await aovpn('check company.aovpn.json base.json rras/s.ps1');
  expect(found(out)).toEqual(['base.json:1 config-unknown-rule', 'company.aovpn.json:2 config-unknown-rule']);
  expect(err).toBe('');
});

test('it does not govern what it lies above', async () => {
  const { aovpn } = folder({ 's.ps1': serverScript({ DHGroup: 'Group2' }), 'company.aovpn.json': '{ "rules": { "crypto-weak": "off" } }' });
  expect((await aovpn('check company.aovpn.json s.ps1')).out).toContain('crypto-weak');
  expect((await aovpn('check company.aovpn.json')).out).toBe('no findings in 1 file\n');
});

test('with --config', async () => {
  const { aovpn } = folder({
    'aovpn.json': '{ "rules": { "crypto-week": "off" } }',
    'strict.json': '{}',
    'sub/aovpn.json': '{ "rules": { "crypto-week": "off" } }',
  });
  expect(found((await aovpn('check aovpn.json --config aovpn.json')).out)).toEqual(['aovpn.json:1 config-unknown-rule']);
  expect(found((await aovpn('check sub/aovpn.json --config strict.json')).out)).toEqual(['sub/aovpn.json:1 config-unknown-rule']);
  expect(await aovpn('check aovpn.json --config strict.json')).toMatchObject({
    code: 2,
    err: 'aovpn: aovpn.json cannot be checked beside the project file that --config names in its folder\n',
  });
});

test('it is fixed like any other', async () => {
  const { aovpn, text } = folder({ 'company.aovpn.json': '{ "rules": { "crypto-broke": "off" } }' });
  await aovpn('check company.aovpn.json --fix-unsafe');
  expect(text('company.aovpn.json')).toBe('{ "rules": { "crypto-broken": "off" } }');
});

test('a schema tells a project file by any name', async () => {
  const { aovpn } = folder({
    'c.json': '{ "$schema": "./node_modules/aovpn/syntaxes/aovpn.schema.json", "rules": { "crypto-week": "off" } }',
    'd.json': '{ "rules": {} }',
  });
  expect(found((await aovpn('check c.json')).out)).toEqual(['c.json:1 config-unknown-rule']);
  expect((await aovpn('check d.json')).err).toBe('aovpn: d.json: nothing here that aovpn reads\n');
});
