import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { CERTIFICATE, type CertificateParams, type CertificateResult } from '../../server/src/lsp/protocol.ts';
import { eventually, LspClient } from '../support/lsp-client.ts';

const HASH = '22E0FBAFE9BC5C11F147DF2083DDC27F704E8CF445891B7C8611121B6C1A6059';
const SCRIPT = `Enable-SstpOffload -CertificateHash 'C3AB8FF1' -Restart
Enable-SstpOffload -CertificateHash |-Restart
$notes = '§'
`;
const TEXT = SCRIPT.replace(/[|§]/gu, '');

let lsp: LspClient;

beforeEach(async () => {
  const pem = readFileSync(new URL('../certificates/files/vpn.pem', import.meta.url));
  lsp = await LspClient.start({
    'certs/vpn.cer': pem,
    'certs/notes.pem': 'nothing',
    'client/user.xml': '<VPNProfile><NativeProfile><Servers>vpn.contoso.com</Servers></NativeProfile></VPNProfile>',
    'server/offload.ps1': TEXT,
  });
  await lsp.open('server/offload.ps1', 'powershell', TEXT);
});

afterEach(async () => {
  expect(await lsp.stop()).toBe(0);
  expect(lsp.errors).toEqual([]);
});

async function ask(certificate: string, offset?: number): Promise<CertificateResult> {
  const position = offset === undefined ? undefined : TextDocument.create('x:', 'x', 0, TEXT).positionAt(offset);
  const params: CertificateParams = {
    certificate: lsp.uri(certificate),
    ...(position && { into: { uri: lsp.uri('server/offload.ps1'), range: { start: position, end: position } } }),
  };
  return lsp.connection.sendRequest<CertificateResult>(CERTIFICATE, params);
}

async function written(offset: number): Promise<string> {
  const result = await ask('certs/vpn.cer', offset);
  if ('reason' in result) return result.reason;
  return TextDocument.applyEdits(TextDocument.create('x:', 'x', 0, TEXT), [...result.edits]);
}

test('the hash takes the place of the one that a parameter has, and stands in quotes where there is none', async () => {
  expect(await written(TEXT.indexOf('C3AB'))).toBe(TEXT.replace('C3AB8FF1', HASH));
  const empty = TEXT.indexOf('-Restart\n$notes');
  expect(await written(empty)).toBe(`${TEXT.slice(0, empty)}'${HASH}'${TEXT.slice(empty)}`);
  expect(await written(TEXT.lastIndexOf("'"))).toBe(TEXT.replace("''", `'${HASH}'`));
});

test('it says whether the certificate does under the names of the profiles', async () => {
  const result = await eventually(
    () => ask('certs/vpn.cer'),
    (answer) => 'text' in answer && answer.text.includes('user.xml'),
  );
  if ('reason' in result) throw new Error(result.reason);
  expect(result.edits).toEqual([]);
  expect(result.title).toBe('Certificate vpn.cer');
  expect(result.summary).toBe('vpn.contoso.com: It does on a VPN server, as far as can be seen.');
  expect(result.text).toContain('  ok       It is for vpn.contoso.com (Servers in user.xml).\n');
});

test('what is no certificate, or is not there, is told by name', async () => {
  expect(await ask('certs/notes.pem')).toEqual({ reason: 'notes.pem is neither DER nor PEM, the two forms of a certificate.' });
  expect(await ask('certs/gone.cer')).toEqual({ reason: 'gone.cer does not exist.' });
});
