import { expect, test } from 'vitest';
import { folder, profile, serverScript } from './support.ts';

const summary = (out: string): string => out.trimEnd().split('\n').slice(-2).join(' | ');

test('standard input alone', async () => {
  const { aovpn } = folder({ 'server/rras.ps1': serverScript({ DHGroup: 'ECP384' }) });
  const { code, out, err } = await aovpn('check -', { input: serverScript({ DHGroup: 'Group1' }) });
  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(out).toMatch(/^stdin\.ps1:4:12 error .*\[crypto-broken\]/);
});

test('standard input is XML when it looks like it', async () => {
  expect((await folder({}).aovpn('check -', { input: ` \n${profile({ DHGroup: 'Group1' })}` })).out).toMatch(/^stdin\.xml:10:16 error/);
});

const KEY = 'SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters';
/** Each with a mistake in it, so that silence is no answer. */
const NOTATIONS = {
  'stdin.reg': `Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\${KEY}]\r\n"EnableServerFragmentation"=dword:00000001\r\n`,
  'stdin.cmd': `@echo off\r\nset K=HKLM\\${KEY}\r\nreg add %K% /v EnableServerFragmentation /t REG_DWORD /d 1 /f\r\n`,
  'stdin.pbk':
    '[Fabrikam VPN]\nEncoding=1\nPBVersion=8\nType=2\nVpnStrategy=7\nNumCustomPolicy=1\nCustomIPSecPolicies=020000000400000001000000050000000200000003000000\nPhoneNumber=vpn.fabrikam.com\n',
  'stdin.cfg': 'frontend ike\n    bind :500\n    mode tcp\n    default_backend rras\nbackend rras\n    server rras1 10.10.1.11:500\n',
  'stdin.conf': `stream {
  upstream ike { server 10.10.1.11:500; server 10.10.1.12:500; }
  upstream nat { server 10.10.1.11:4500; server 10.10.1.12:4500; }
  server { listen 500 udp; proxy_pass ike; }
  server { listen 4500 udp; proxy_pass nat; }
}
`,
  'stdin.json':
    '[{ "cmd": "addvs", "vs": "203.0.113.10", "port": "500", "prot": "udp", "Transparent": "n" }, { "cmd": "addvs", "vs": "203.0.113.10", "port": "4500", "prot": "udp" }]\n',
  'stdin.txt': 'add serviceGroup ike UDP -usip NO\nbind serviceGroup ike rras1 500\nadd lb vserver v UDP 203.0.113.10 500\nbind lb vserver v ike\n',
};

test.each(Object.entries(NOTATIONS))('standard input without a name is read as %s', async (name, input) => {
  const { out } = await folder({}).aovpn('check -', { input });
  expect(out.split(':')[0]).toBe(name);
});

test('a script that only speaks of another notation stays a script', async () => {
  const speaking = `<# HAProxy has its frontend elsewhere. #>\n# [HKEY_LOCAL_MACHINE\\${KEY}]\n${serverScript({ DHGroup: 'Group1' })}`;
  for (const input of [`# ${speaking}`, `\n#${speaking}`, `# rem\n${serverScript({ DHGroup: 'Group1' })}`])
    expect((await folder({}).aovpn('check -', { input })).out).toMatch(/^stdin\.ps1:/);
});

test('standard input together with the other side, under its name', async () => {
  const { aovpn } = folder({ 'client/profile.xml': profile(), 'server/rras.ps1': serverScript() });
  const input = serverScript({ DHGroup: 'ECP384' });
  const { code, out } = await aovpn('check - --stdin-filename server/rras.ps1 client', { input });
  expect(code).toBe(1);
  expect(out).toContain('client/profile.xml:9:16 error DHGroup is Group14 here but ECP384 on the server');
  // What is being edited replaces what is on the disk.
  expect((await aovpn('check . - --stdin-filename server/rras.ps1', { input })).out).toBe(out);
});

test('standard input in another encoding, binary, and too large', async () => {
  const { aovpn } = folder({});
  const wide = Uint8Array.from([
    0xff,
    0xfe,
    ...profile({ DHGroup: 'Group1' })
      .split('')
      .flatMap((character) => [character.charCodeAt(0), 0]),
  ]);
  expect((await aovpn('check -', { input: wide })).out).toMatch(/^stdin\.xml:9:16 error/);
  expect(await aovpn('check -', { input: Uint8Array.from([0, 1, 2]) })).toMatchObject({ code: 2, err: 'aovpn: standard input is a binary file\n' });
  expect(await aovpn('check - --max-size 10', { input: 'x'.repeat(11) })).toMatchObject({ code: 2, err: 'aovpn: standard input is larger than 10 bytes\n' });
  expect(await aovpn('check -', { input: '' })).toMatchObject({ code: 0, err: '' });
});

test('standard input under a name that no artefact has', async () => {
  const { aovpn } = folder({});
  expect(await aovpn('check - --stdin-filename notes.txt', { input: 'hello' })).toMatchObject({
    code: 0,
    err: 'aovpn: notes.txt: nothing here that aovpn reads\n',
  });
});

test('files named one by one are checked with each other, also outside of the working directory', async () => {
  const { aovpn, path } = folder({ 'x/client/profile.xml': profile(), 'x/server/rras.ps1': serverScript({ DHGroup: 'ECP384' }), 'y/z.txt': '' });
  for (const [cwd, files] of [
    ['', 'x/client/profile.xml x/server/rras.ps1'],
    ['y', '../x/client/profile.xml ../x/server/rras.ps1'],
  ] as const) {
    const { code, out } = await aovpn(`check ${files}`, { cwd: path(cwd) });
    expect(code).toBe(1);
    expect(summary(out)).toBe('1 error, 1 information in 2 files | x: 1 client, 1 server: will fail with 13868 (DHGroup)');
  }
});

test('folders named outside of the working directory are not compared with each other', async () => {
  const { aovpn, path } = folder({ 'client/profile.xml': profile(), 'server/rras.ps1': serverScript({ DHGroup: 'ECP384' }), 'y/z.txt': '' });
  expect((await aovpn('check ../client ../server', { cwd: path('y') })).code).toBe(0);
  expect((await aovpn('check client server')).code).toBe(1);
});

test('the project file above a named folder or file governs it, and is not reported about', async () => {
  const { aovpn } = folder({
    'aovpn.json': '{ "rules": { "crypto-broken": "hint" }, "deployments": [{ "name": "x", "clients": ["nowhere/*.xml"] }] }',
    'a/b/s.ps1': serverScript({ DHGroup: 'Group1' }),
  });
  for (const path of ['a', 'a/b', 'a/b/s.ps1'])
    expect(await aovpn(`check ${path}`), path).toMatchObject({ code: 0, out: expect.stringContaining('1 hint in 1 file\n') as string });
  expect((await aovpn('check')).out).toContain('aovpn.json:1:85 warning nowhere/*.xml selects no file');
  // Beside other files, nothing is known of what its globs might select.
  expect(await aovpn('check aovpn.json a/b/s.ps1')).toMatchObject({ code: 0, out: expect.stringContaining('1 hint in 2 files\n') as string });
});

test('the nearest project file counts, and none above the repository', async () => {
  const { aovpn } = folder({
    'aovpn.json': '{ "rules": { "crypto-broken": "off" } }',
    'repo/.git/HEAD': '',
    'repo/s.ps1': serverScript({ DHGroup: 'Group1' }),
    'near/aovpn.json': '{}',
    'near/s.ps1': serverScript({ DHGroup: 'Group1' }),
    'plain/s.ps1': serverScript({ DHGroup: 'Group1' }),
  });
  expect((await aovpn('check repo')).code).toBe(1);
  expect((await aovpn('check near/s.ps1')).code).toBe(1);
  expect((await aovpn('check plain/s.ps1')).code).toBe(0);
});

test('--config uses that file and no other', async () => {
  const { aovpn } = folder({
    'aovpn.json': '{ "rules": { "crypto-broken": "off" } }',
    'ci.json': '{ "rules": { "crypto-broken": "warning", "no-such-rule": "off" }, "exclude": ["old"] }',
    's.ps1': serverScript({ DHGroup: 'Group1' }),
    'old/t.ps1': serverScript({ DHGroup: 'Group1' }),
    'deep/aovpn.json': '{ "rules": ',
    'deep/u.ps1': serverScript({ DHGroup: 'Group1' }),
  });
  const { code, out } = await aovpn('check --config ci.json --fail-on error');
  expect(code).toBe(0);
  expect(out).toContain('ci.json:1:43 warning There is no rule no-such-rule.');
  expect(out).toContain('3 warnings in 3 files');
  expect(out).not.toContain('old/');
});

test('--config that is missing, broken or elsewhere', async () => {
  const { aovpn } = folder({
    's.ps1': serverScript({ DHGroup: 'Group1' }),
    'bad.json': '{ "rule": 1 }',
    'ci/aovpn.json': '{ "rules": { "crypto-broken": "off" } }',
  });
  expect(await aovpn('check --config nope.json')).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining('The project file nope.json does not exist.') as string,
  });
  expect(await aovpn('check --config bad.json')).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringMatching(/^bad\.json:1:3 The project file has no property "rule"/) as string,
  });
  expect(await aovpn('check --config ci/aovpn.json')).toMatchObject({
    code: 1,
    err: 'aovpn: ci/aovpn.json governs none of the files checked; it is for its own folder\n',
  });
});

test('a pinned pair is compared whatever the folders say', async () => {
  const { aovpn } = folder({
    'berlin/p.xml': profile(),
    'oslo/s.ps1': serverScript({ DHGroup: 'ECP384' }),
    'aovpn.json': '{ "deployments": [{ "name": "nord", "clients": ["berlin/*"], "servers": ["oslo/*"] }] }',
  });
  expect(summary((await aovpn('check')).out)).toBe('1 error, 1 information in 3 files | nord: 1 client, 1 server: will fail with 13868 (DHGroup)');
});
