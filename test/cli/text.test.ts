import { expect, test } from 'vitest';
import { excerpt } from '../../server/src/cli/reporters/excerpt.ts';
import { folder, profile, serverScript } from './support.ts';

test('the whole text for a small deployment', async () => {
  const { aovpn } = folder({
    'contoso/client/profile.xml': profile({ EncryptionMethod: 'GCMAES128' }),
    'contoso/server/rras.ps1': serverScript({ PfsGroup: 'PFS2048' }),
  });
  const { out, err } = await aovpn('check');
  expect(err).toBe('');
  expect(out).toMatchInlineSnapshot(`
    "contoso/client/profile.xml:8:17 warning PfsGroup is ECP256 here but PFS2048 on the server (rras.ps1). The tunnel comes up, then the first rekey fails and the connection drops (error 13816 on the client): use one group on both sides. Compared with rras.ps1: the only server policy in contoso. [policy-pfs-mismatch]
              <PfsGroup>ECP256</PfsGroup>
                        ^^^^^^
        contoso/server/rras.ps1:7:13 The server's PfsGroup: PFS2048
    contoso/client/profile.xml:11:25 error EncryptionMethod GCMAES128 is how PowerShell spells it; ProfileXML wants AES_GCM_128. [xml-ps-spelling]
              <EncryptionMethod>GCMAES128</EncryptionMethod>
                                ^^^^^^^^^

    contoso/server/rras.ps1:7:13 information PfsGroup is PFS2048 here, but profile.xml asks for ECP256 and would be cut off at the first rekey: use one value on both sides. [policy-pfs-mismatch]
          -PfsGroup PFS2048
                    ^^^^^^^
        contoso/client/profile.xml:8:17 The client's PfsGroup: ECP256

    1 error, 1 warning, 1 information in 2 files
    contoso: 1 client, 1 server: will connect, then drop at the first rekey (PfsGroup), apart from other errors
    "
  `);
});

test('colour for a terminal, unless it is not wanted', async () => {
  const { aovpn } = folder({ 's.ps1': serverScript({ DHGroup: 'Group1' }) });
  let out = '';
  const terminal = { write: (text: string) => void (out += text), isTerminal: true };
  const coloured = async (env: Record<string, string>): Promise<boolean> => {
    out = '';
    await aovpn('check', { stdout: terminal, env });
    return out.includes('\x1b[31merror\x1b[0m');
  };
  expect(await coloured({})).toBe(true);
  expect(await coloured({ NO_COLOR: '1' })).toBe(false);
  expect(await coloured({ NO_COLOR: '' })).toBe(true);
  expect(await coloured({ TERM: 'dumb' })).toBe(false);
  expect((await aovpn('check')).out).not.toContain('\x1b');
});

const at = (line: string, start: number, end: number, endLine = 0): string => {
  const found = excerpt(line, { start: { line: 0, character: start }, end: { line: endLine, character: end } });
  return `${found.line}\n${found.mark}`;
};

test.for<[name: string, shown: string, expected: string]>([
  ['a word', at('  -DHGroup Group1 `', 11, 17), '  -DHGroup Group1 `\n           ^^^^^^'],
  ['tabs stay tabs', at('\t\t<a>x</a>', 5, 6), '\t\t<a>x</a>\n\t\t   ^'],
  ['nothing', at('abc', 1, 1), 'abc\n ^'],
  ['the end', at('abc', 3, 3), 'abc\n   ^'],
  ['an empty line', at('', 0, 0), '\n^'],
  ['several lines', at('ab <cd  ', 3, 2, 4), 'ab <cd  \n   ^^^'],
  ['a pair of surrogates is one mark', at('a😀b', 1, 3), 'a😀b\n ^'],
  ['marks after such a pair', at('😀b', 2, 3), '😀b\n ^'],
])('the source line: %s', ([, shown, expected]) => {
  expect(shown).toBe(expected);
});

test('long lines are cut around the range', () => {
  const line = `${'a'.repeat(200)}WRONG${'b'.repeat(200)}`;
  expect(at(line, 200, 205)).toBe(`…${'a'.repeat(40)}WRONG${'b'.repeat(65)}…\n${' '.repeat(41)}^^^^^`);
  expect(at(line, 0, 5)).toBe(`${'a'.repeat(110)}…\n^^^^^`);
  expect(at(line, 404, 405)).toBe(`…${'b'.repeat(110)}\n${' '.repeat(110)}^`);
  expect(at(line, 200, 405)).toMatch(/^….*…\n {41}\^{70}$/);
});
