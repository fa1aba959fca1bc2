import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { folder, profile, serverScript } from './support.ts';

const FILES = { 'client/p.xml': profile(), 'server/s.ps1': serverScript({ DHGroup: 'ECP384', PfsGroup: 'PFS2' }) };
const UPDATE = 'check --baseline-file b.json --update-baseline';
const last = (out: string): string | undefined => out.trimEnd().split('\n').at(-2);

test('accepts what there is, tells what is new, and says what is gone', async () => {
  const { aovpn, put, text } = folder(FILES);
  expect(await aovpn(UPDATE)).toMatchObject({ code: 0, err: 'aovpn: 3 findings written to b.json\n' });
  const written = text('b.json');
  expect(written).toMatch(/^\{\n {2}"aovpnBaseline": 1,\n {2}"findings": \[\n( {4}\{"file":.*\},?\n){3} {2}\]\n\}\n$/);
  const { code, out, err } = await aovpn('check --baseline-file b.json --fail-on hint');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(last(out)).toBe('no findings in 2 files; 3 kept back by the baseline file');
  // Lines move, something is new.
  put(
    'server/s.ps1',
    `# moved\n\n${FILES['server/s.ps1']}reg add HKLM\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters /v EnableServerFragmentation /t REG_DWORD /d 1 /f\n`,
  );
  const more = await aovpn('check --baseline-file b.json');
  expect(more.out).toContain('[reg-path]');
  expect(last(more.out)).toBe('1 error in 2 files; 3 kept back by the baseline file');
  expect(more.code).toBe(1);
  // One is mended.
  put('server/s.ps1', serverScript({ DHGroup: 'ECP384' }));
  expect(await aovpn('check --baseline-file b.json')).toMatchObject({
    code: 0,
    err: 'aovpn: b.json: crypto-weak in server/s.ps1 is not found any more\naovpn: the same call with --update-baseline takes it out\n',
  });
  expect((await aovpn(UPDATE)).err).toBe('aovpn: 2 findings written to b.json\n');
  expect(text('b.json').split('\n').length).toBe(written.split('\n').length - 1);
  expect((await aovpn('check --baseline-file b.json')).err).toBe('');
});

test('as many as were accepted, and no more', async () => {
  const twice = (count: number): string => Array.from({ length: count }, () => serverScript({ DHGroup: 'Group1' })).join('if ($x) { exit }\n');
  const { aovpn, put } = folder({ 's.ps1': twice(1) });
  await aovpn(UPDATE);
  put('s.ps1', serverScript({ DHGroup: 'Group1' }) + serverScript({ DHGroup: 'Group1' }));
  const { out } = await aovpn('check --baseline-file b.json');
  expect(out).toMatch(/kept back/);
  const [, kept] = /; (\d+) kept back/.exec(out) ?? [];
  expect(kept).toBe('1');
});

test('each format says what was kept back', async () => {
  const { aovpn } = folder(FILES);
  await aovpn(UPDATE);
  const run = async (format: string): Promise<string> => (await aovpn(`check --baseline-file b.json --format ${format}`)).out;
  expect(JSON.parse(await run('json'))).toMatchObject({ summary: { error: 0 }, diagnostics: [], keptBack: [{ rule: 'policy-mismatch' }, {}, {}] });
  expect((await run('sarif')).match(/"baselineState": "unchanged"/g)?.length).toBe(3);
  expect((await run('sarif')).match(/"kind": "external"/g)?.length).toBe(3);
  expect((await run('junit')).match(/<skipped message="In the baseline file: /g)?.length).toBe(3);
  expect(await run('github')).toMatch(/^aovpn: no findings in 2 files; 3 kept back by the baseline file\naovpn: /);
});

test('aovpn.json names the file, relative to itself; the option wins', async () => {
  const { aovpn, text, put } = folder({
    'a/aovpn.json': '{ "baselineFile": "ci/old.json" }',
    'a/ci/x.txt': '',
    'a/client/p.xml': FILES['client/p.xml'],
    'a/server/s.ps1': FILES['server/s.ps1'],
    'b/s.ps1': serverScript({ DHGroup: 'Group1' }),
  });
  expect(await aovpn('check')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('There is no baseline file a/ci/old.json.') as string });
  expect((await aovpn('check --update-baseline')).err).toBe('aovpn: 3 findings written to a/ci/old.json\n');
  expect(text('a/ci/old.json')).toContain('{"file":"../client/p.xml",');
  // What the project file does not govern is told.
  const { code, out } = await aovpn('check');
  expect(code).toBe(1);
  expect(last(out)).toBe('1 error in 4 files; 3 kept back by the baseline file');
  put('none.json', '{ "aovpnBaseline": 1, "findings": [] }');
  expect(last((await aovpn('check --baseline-file none.json')).out)).toBe('2 errors, 1 warning, 1 information in 4 files');
});

test('an update keeps what it did not look at, and fixes come first', async () => {
  const { aovpn, text } = folder({
    'a/s.ps1': serverScript({ DHGroup: 'Group1' }),
    'b/s.ps1': serverScript({ DHGroup: 'Group1', EncryptionMethod: 'AES_GCM_128' }),
  });
  await aovpn(UPDATE);
  expect(text('b.json').match(/"file":/g)?.length).toBe(3);
  expect((await aovpn('check b --baseline-file b.json --update-baseline --fix')).err).toBe(
    'aovpn: 1 fix written to 1 file\naovpn: 1 finding written to b.json\n',
  );
  expect(text('b.json').match(/"file":"[^"]*"/g)).toEqual(['"file":"a/s.ps1"', '"file":"b/s.ps1"']);
  // A part is checked: nothing is said of the rest.
  expect((await aovpn('check b --baseline-file b.json')).err).toBe('');
});

test('nothing is accepted where a named path could not be read', async () => {
  const { aovpn, path } = folder(FILES);
  const { code, err } = await aovpn(`${UPDATE} client typo`);
  expect({ code, err }).toEqual({
    code: 2,
    err: 'aovpn: no such file or folder: typo\naovpn: no baseline file was written, because not everything that was named could be read\n',
  });
  expect(existsSync(path('b.json'))).toBe(false);
});

test('what is accepted is not fixed', async () => {
  const { aovpn, text } = folder(FILES);
  await aovpn(UPDATE);
  await aovpn('check --baseline-file b.json --fix-unsafe');
  expect(text('client/p.xml')).toBe(FILES['client/p.xml']);
});

test.for<[name: string, content: string, message: string]>([
  ['cut off', '{ "aovpnBaseline": 1, "findings": [', 'b.json:1:36 This is not valid JSON (close bracket expected).'],
  ['empty', '', 'b.json:1:1 This is not valid JSON (value expected).'],
  ['something else', '{ "findings": [] }', 'b.json:1:1 This is no baseline file: it has no "aovpnBaseline".'],
  ['a later version', '{ "aovpnBaseline": 2, "findings": [] }', 'b.json:1:20 This is version 2, and only 1 is known.'],
  ['no list', '{\n  "aovpnBaseline": 1\n}', 'b.json:1:1 A baseline file has a list "findings".'],
  [
    'a wrong entry',
    '{ "aovpnBaseline": 1,\n "findings": [{ "rule": 1 }] }',
    'b.json:2:15 An entry has the texts "file", "rule" and "fingerprint" and a "count" of at least 1.',
  ],
])('a broken baseline file: %s', async ([, content, message]) => {
  const { aovpn, text } = folder({ ...FILES, 'b.json': content });
  expect(await aovpn('check --baseline-file b.json')).toEqual({ code: 2, out: '', err: `aovpn: ${message}\n` });
  expect((await aovpn(UPDATE)).code).toBe(2);
  expect(text('b.json')).toBe(content);
});
