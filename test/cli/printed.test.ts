import { expect, test } from 'vitest';
import { folder, profile, serverScript } from './support.ts';

const rows = (group: string): string =>
  [
    'PS C:\\> Get-VpnServerIPsecConfiguration',
    '',
    'AuthenticationTransformConstants : GCMAES128',
    'CipherTransformConstants         : GCMAES128',
    'CustomPolicy                     : True',
    `DHGroup                          : ${group}`,
    'EncryptionMethod                 : GCMAES128',
    'Ikev2Ports                       : 128',
    'IntegrityCheckMethod             : SHA256',
    'PFSgroup                         : ECP256',
    'SALifeTime(s)                    : 28800',
    '',
    '',
  ].join('\r\n');

const wide = (text: string): Uint8Array => Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);
/** As a console with the code page 850 writes it. */
const ansi = (text: string): Uint8Array => Uint8Array.from(Array.from(text, (character) => (character === 'ü' ? 0x81 : character.charCodeAt(0))));

test.each([
  ['UTF-8', rows('ECP384')],
  ['UTF-16, as Out-File writes it', wide(rows('ECP384'))],
  ['the code page of a console', ansi(`WARNUNG: Gültig nach einem Neustart.\r\n${rows('ECP384')}`)],
])('output in %s', async (_, output) => {
  const { aovpn } = folder({
    'client/profile.xml': profile(),
    'server/output.txt': output,
    'server/readme.txt': 'Get-VpnServerIPsecConfiguration shows the DHGroup.\n',
  });
  const { code, out, err } = await aovpn('check .');
  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(out).toContain('client/profile.xml:9:16 error DHGroup is Group14 here but ECP384 on the server (output.txt).');
  expect(out).toContain('will fail with 13868 (DHGroup)');
});

test('output that differs from the script', async () => {
  const { aovpn } = folder({ 'client/profile.xml': profile(), 'server/rras.ps1': serverScript(), 'server/output.txt': wide(rows('ECP384')) });
  const { code, out } = await aovpn('check .');
  expect(code).toBe(0);
  expect(out).toContain('server/output.txt:6:36 information DHGroup is ECP384 in this output, but rras.ps1 sets Group14.');
  expect(out).toContain('1 client, 1 server: agree');
});

test('output on standard input, beside the other side', async () => {
  const { aovpn } = folder({ 'client/profile.xml': profile() });
  const { out } = await aovpn('check - client', { input: rows('ECP384') });
  expect(out).toContain('client/profile.xml:9:16 error DHGroup is Group14 here but ECP384 on the server (stdin.txt).');
});

test('a fix changes the phone book byte for byte', async () => {
  const book = (group: string): string =>
    `[Fabrikam Zürich]\r\nType=2\r\nVpnStrategy=7\r\nNumCustomPolicy=1\r\nCustomIPSecPolicies=0200000005000000${group}060000000300000004000000\r\n\r\nMEDIA=rastapi\r\n`;
  const { aovpn, bytes } = folder({ 'client/rasphone.pbk': ansi(book('05000000')), 'server/rras.ps1': serverScript() });
  const { out } = await aovpn('check . --fix-unsafe');
  expect(out).not.toContain('policy-mismatch');
  expect(bytes('client/rasphone.pbk')).toEqual(ansi(book('03000000')));
});
