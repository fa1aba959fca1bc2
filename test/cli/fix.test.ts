import { chmodSync, readdirSync, statSync, symlinkSync, lstatSync } from 'node:fs';
import { expect, test } from 'vitest';
import { WriteError } from '../../server/src/host/write-file.ts';
import { FileError } from '../../server/src/workspace/file-system.ts';
import { childrenOf } from '../../server/src/knowledge/profile-xml.ts';
import { HOSTS } from '../support/hosts.ts';
import { WRONG } from '../support/wrong-profile.ts';
import { folder, profile, serverScript } from './support.ts';

const MISSPELT = profile({ EncryptionMethod: 'GCMAES128' });
const MENDED = profile();
const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
const utf16 = (text: string, bigEndian = false): Uint8Array =>
  Uint8Array.from(
    `\uFEFF${text}`.split('').flatMap((character) => {
      const code = character.charCodeAt(0);
      return bigEndian ? [code >> 8, code & 0xff] : [code & 0xff, code >> 8];
    }),
  );
const utf8 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'utf8'));
const latin1 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

test('--fix applies what is safe, and tells the rest', async () => {
  const { aovpn, text } = folder({ 'client/p.xml': MISSPELT, 'server/s.ps1': serverScript({ DHGroup: 'ECP384' }) });
  const { code, out, err } = await aovpn('check --fix');
  expect({ code, err }).toEqual({ code: 1, err: 'aovpn: 1 fix written to 1 file\n' });
  expect(out).toContain('1 error, 1 information in 2 files');
  expect(out).not.toContain('xml-ps-spelling');
  expect(text('client/p.xml')).toBe(MENDED);
  expect(text('server/s.ps1')).toBe(serverScript({ DHGroup: 'ECP384' }));
});

test('--fix with nothing to do writes nothing', async () => {
  const { aovpn } = folder({ 'client/p.xml': profile({ DHGroup: 'ECP384' }), 'server/s.ps1': serverScript() });
  const writeFiles = (): Promise<void> => Promise.reject(new Error('must not be called'));
  expect(await aovpn('check --fix', { writeFiles })).toMatchObject({ code: 1, err: '' });
});

test('what one fix changes and another one changes back is neither written nor counted', async () => {
  // The clients take over a group that is then mended on both sides.
  const client = profile({ DHGroup: 'ECP256' });
  const { aovpn, text } = folder({ 'client/a.xml': client, 'client/b.xml': client, 'server/s.ps1': serverScript({ DHGroup: 'Group24' }) });
  const { code, err } = await aovpn('check --fix-unsafe');
  expect({ code, err }).toEqual({ code: 0, err: 'aovpn: 1 fix written to 1 file\n' });
  expect([text('client/a.xml'), text('client/b.xml')]).toEqual([client, client]);
  expect(text('server/s.ps1')).toBe(serverScript({ DHGroup: 'ECP256' }));
});

test('--fix-unsafe makes the client follow the server, not both each other', async () => {
  const server = serverScript({ DHGroup: 'ECP384', PfsGroup: 'PFS2048', IntegrityCheckMethod: 'SHA384' });
  const { aovpn, text } = folder({ 'client/p.xml': MISSPELT, 'server/a.ps1': server });
  const { code, out } = await aovpn('check --fix-unsafe');
  expect(code).toBe(0);
  expect(out).toMatch(/^no findings in 2 files\n.*: 1 client, 1 server: agree\n$/);
  expect(text('client/p.xml')).toBe(profile({ DHGroup: 'ECP384', PfsGroup: 'PFS2048', IntegrityCheckMethod: 'SHA384' }));
  expect(text('server/a.ps1')).toBe(server);
});

test('--fix-unsafe has the server accept how a client authenticates that surely belongs to it', async () => {
  const device = profile().replace('<Authentication />', '<Authentication><MachineMethod>Certificate</MachineMethod></Authentication>');
  const refusing = `${serverScript()}Set-VpnAuthProtocol -UserAuthProtocolAccepted EAP -RootCertificateNameToAccept $root\n`;
  const sure = folder({ 'client/profile.xml': device, 'server/rras.ps1': refusing });
  await sure.aovpn('check --fix-unsafe');
  expect(sure.text('server/rras.ps1')).toContain('-UserAuthProtocolAccepted EAP, Certificate -RootCertificateNameToAccept $root\n');
  const unsure = folder({ 'berlin/profile.xml': device, 'lisbon/rras.ps1': refusing });
  await unsure.aovpn('check --fix-unsafe');
  expect(unsure.text('lisbon/rras.ps1')).toContain('-UserAuthProtocolAccepted EAP -RootCertificateNameToAccept $root\n');
});

test('--fix-unsafe does not guess which server is meant', async () => {
  const files = {
    'x/client/p.xml': profile({ DHGroup: 'ECP384' }),
    'x/server/a.ps1': serverScript(),
    'x/server/b.ps1': serverScript({ DHGroup: 'ECP256' }),
    'y/berlin/p.xml': profile({ DHGroup: 'ECP384' }),
    'y/oslo/s.ps1': serverScript(),
  };
  const { aovpn, text } = folder(files);
  const { out, err } = await aovpn('check --fix-unsafe --fail-on never');
  expect(err).toBe('');
  expect(out).toContain('[pairing-ambiguous]');
  for (const [path, content] of Object.entries(files)) expect(text(path)).toBe(content);
});

test('a fix that a project file turns into an error on the server still starts at the client', async () => {
  const { aovpn, text } = folder({
    'client/p.xml': profile({ DHGroup: 'ECP384' }),
    'aserver/s.ps1': serverScript(),
    'aovpn.json': '{ "rules": { "policy-mismatch": "error" }, "deployments": [{ "name": "a", "clients": ["client/*"], "servers": ["aserver/*"] }] }',
  });
  expect((await aovpn('check --fix-unsafe')).code).toBe(0);
  expect(text('client/p.xml')).toBe(profile());
});

test.for<[name: string, before: Uint8Array, after: Uint8Array]>([
  ['LF', utf8(MISSPELT), utf8(MENDED)],
  ['CR LF', utf8(crlf(MISSPELT)), utf8(crlf(MENDED))],
  ['CR LF in UTF-8 with a mark', utf8(`\uFEFF${crlf(MISSPELT)}`), utf8(`\uFEFF${crlf(MENDED)}`)],
  ['CR LF in UTF-16 LE with a mark', utf16(crlf(MISSPELT)), utf16(crlf(MENDED))],
  ['UTF-16 BE with a mark', utf16(MISSPELT, true), utf16(MENDED, true)],
  ['UTF-16 LE without a mark', utf16(MISSPELT).slice(2), utf16(MENDED).slice(2)],
  [
    'a declared code page',
    latin1(`<?xml version="1.0" encoding="windows-1252"?>\r\n<!-- Z\xfcrich \x96 \x80 -->\r\n${MISSPELT}`),
    latin1(`<?xml version="1.0" encoding="windows-1252"?>\r\n<!-- Z\xfcrich \x96 \x80 -->\r\n${MENDED}`),
  ],
  ['mixed line ends', utf8(MISSPELT.replace('\n', '\r\n')), utf8(MENDED.replace('\n', '\r\n'))],
])('every other byte stays: %s', async ([, before, after]) => {
  const { aovpn, bytes } = folder({ 'p.xml': before });
  expect((await aovpn('check --fix')).code).toBe(0);
  expect(bytes('p.xml')).toEqual(after);
});

test('a script in the Windows code page keeps it', async () => {
  const text = (value: string): string => `# f\xfcr Z\xfcrich\r\n${crlf(serverScript({ EncryptionMethod: value }))}`;
  const { aovpn, bytes } = folder({ 's.ps1': latin1(text('AES_GCM_128')) });
  expect(await aovpn('check --fix')).toMatchObject({ code: 0, err: 'aovpn: 1 fix written to 1 file\n' });
  expect(bytes('s.ps1')).toEqual(latin1(text('GCMAES128')));
});

test('an encoding that cannot be written is left alone, and that is said', async () => {
  const before = Uint8Array.from([...latin1('<?xml version="1.0" encoding="Shift_JIS"?><!-- '), 0x93, 0x8c, ...latin1(` -->\n${MISSPELT}`)]);
  const { aovpn, bytes } = folder({ 'p.xml': before });
  expect(await aovpn('check --fix')).toMatchObject({
    code: 1,
    err: 'aovpn: p.xml was not fixed everywhere, because the new text cannot be written in its encoding (shift_jis)\n',
  });
  expect(bytes('p.xml')).toEqual(before);
});

test('nothing is written when a file has changed meanwhile', async () => {
  const { aovpn, text, put, path } = folder({ 'a.xml': MISSPELT, 'b.xml': MISSPELT });
  const { nodeFiles } = await import('../../server/src/host/node-files.ts');
  let reads = 0;
  const files = {
    ...nodeFiles,
    readFile: async (uri: string): Promise<Uint8Array> => {
      const bytes = await nodeFiles.readFile(uri);
      if (uri.endsWith('b.xml') && ++reads === 1) put('b.xml', `${MISSPELT}<!-- changed -->`);
      return bytes;
    },
  };
  expect(await aovpn('check --fix', { files })).toEqual({ code: 2, out: '', err: 'aovpn: b.xml has changed since it was read; nothing was written\n' });
  expect(text('a.xml')).toBe(MISSPELT);
  expect(readdirSync(path('')).sort()).toEqual(['a.xml', 'b.xml']);
});

test('a file that cannot be written', async () => {
  const { aovpn, path } = folder({ 'a.xml': MISSPELT });
  const writeFiles = (): Promise<void> => Promise.reject(new WriteError(path('a.xml'), new FileError('cannot be written (permission denied)')));
  expect(await aovpn('check --fix', { writeFiles })).toEqual({
    code: 2,
    out: '',
    err: 'aovpn: a.xml cannot be written (permission denied); nothing was written\n',
  });
});

test('mode and links stay, and nothing else is left behind', async () => {
  const { aovpn, path, text } = folder({ 'real/a.xml': MISSPELT });
  chmodSync(path('real/a.xml'), 0o640);
  symlinkSync(path('real/a.xml'), path('link.xml'));
  expect((await aovpn('check --fix link.xml')).code).toBe(0);
  expect(lstatSync(path('link.xml')).isSymbolicLink()).toBe(true);
  expect(text('real/a.xml')).toBe(MENDED);
  expect(statSync(path('real/a.xml')).mode & 0o777).toBe(0o640);
  expect(readdirSync(path('real'))).toEqual(['a.xml']);
});

test('through a link that leads out of what is checked nothing is written, unless it is named itself', async () => {
  const { aovpn, path, text } = folder({ 'real/a.xml': MISSPELT, 'sub/b.xml': MISSPELT });
  symlinkSync(path('real/a.xml'), path('sub/link.xml'));
  const { code, err } = await aovpn('check --fix', { cwd: path('sub') });
  expect(code).toBe(0);
  expect(err).toContain('link.xml is a link, or lies behind one, to what lies outside of the workspace, so it is not read.');
  expect([text('sub/b.xml'), text('real/a.xml')]).toEqual([MENDED, MISSPELT]);
  await aovpn('check --fix sub/link.xml');
  expect(text('real/a.xml')).toBe(MENDED);
});

test('the project file above what is named is not fixed', async () => {
  const project = '{ "rules": { "crypto-week": "off" } }';
  const { aovpn, text } = folder({ 'aovpn.json': project, 'sub/a.xml': MISSPELT });
  await aovpn('check --fix-unsafe sub');
  expect(text('aovpn.json')).toBe(project);
  await aovpn('check --fix-unsafe');
  expect(text('aovpn.json')).toBe('{ "rules": { "crypto-weak": "off" } }');
});

test('--fix twice changes nothing more', async () => {
  const { aovpn, text } = folder({
    'client/p.xml': profile({ EncryptionMethod: 'GCMAES128', IntegrityCheckMethod: 'SHA1' }),
    'server/s.ps1': serverScript({ EncryptionMethod: 'AES_GCM_128' }),
  });
  await aovpn('check --fix');
  const [client, server] = [text('client/p.xml'), text('server/s.ps1')];
  expect((await aovpn('check --fix')).err).toBe('');
  expect([text('client/p.xml'), text('server/s.ps1')]).toEqual([client, server]);
});

test.each(HOSTS)('--fix makes every safe fix of a profile in a $name', async ({ path, wrap }) => {
  const names = childrenOf('').flatMap(({ path: name, type, inSchema }) => (type === 'boolean' && inSchema ? [name] : []));
  expect(names.length).toBeGreaterThan(4);
  const profileWith = (value: string): string => wrap(`<VPNProfile>\n${names.map((name) => `  <${name}>${value}</${name}>\n`).join('')}</VPNProfile>\n`);
  const { aovpn, text } = folder({ [path]: profileWith('False') });
  const { err } = await aovpn('check --fix --fail-on never');
  expect(err).toBe(`aovpn: ${names.length} fixes written to 1 file\n`);
  expect(text(path)).toBe(profileWith('false'));
});

test.each([
  ['LF', WRONG],
  ['CR LF', crlf(WRONG)],
  ['one line', WRONG.replace(/>\s+</g, '><')],
])('--fix-unsafe leaves XML that is whole, however much is wrong: %s', async (_, wrong) => {
  const { aovpn, text } = folder({ 'p.xml': wrong });
  const { out } = await aovpn('check --fix-unsafe --fail-on never');
  const fixed = text('p.xml');
  expect(out).not.toMatch(/xml-not-wellformed|\[internal\]/);
  expect(fixed).not.toBe(wrong);
  expect(/[^\r]\n/.test(fixed)).toBe(/[^\r]\n/.test(wrong));
  expect(fixed.includes('\r')).toBe(wrong.includes('\r'));
});

test('nothing is written where one of the files is protected', async () => {
  const { aovpn, text, path } = folder({ 'a.xml': MISSPELT, 'b.xml': MISSPELT });
  chmodSync(path('b.xml'), 0o444);
  expect(await aovpn('check --fix')).toEqual({ code: 2, out: '', err: 'aovpn: b.xml cannot be written (it is read-only); nothing was written\n' });
  expect([text('a.xml'), text('b.xml')]).toEqual([MISSPELT, MISSPELT]);
  expect(readdirSync(path('')).sort()).toEqual(['a.xml', 'b.xml']);
});

test('mixed line ends and a mark stay in UTF-16 too', async () => {
  const mixed = (text: string): Uint8Array => utf16(`<!-- \u00fc \ud83d\ude00 -->\r${crlf(text).replace('\r\n', '\n')}`);
  const { aovpn, bytes } = folder({ 'p.xml': mixed(MISSPELT) });
  expect((await aovpn('check --fix')).code).toBe(0);
  expect(bytes('p.xml')).toEqual(mixed(MENDED));
});
