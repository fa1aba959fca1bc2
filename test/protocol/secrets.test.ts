import { afterEach, expect, test } from 'vitest';
import { LspClient, PULLING } from '../support/lsp-client.ts';
import { profile, server } from '../support/policies.ts';

/** What nothing may say. Letters and digits, so that nothing has to write it otherwise. */
const SECRET = 'Zq7xPlanted9secret';

let lsp: LspClient;

afterEach(async () => {
  expect(await lsp.stop()).toBe(0);
  expect(lsp.errors).toEqual([]);
});

const FILES: Readonly<Record<string, readonly [language: string, text: string]>> = {
  'client/p.xml': ['xml', profile({ DHGroup: 'Group2' }).replace('<NativeProtocolType>', `<L2tpPsk>${SECRET}</L2tpPsk><NativeProtocolType>`)],
  'server/s.ps1': [
    'powershell',
    `${server()}Add-RemoteAccessRadius -ServerName nps -SharedSecret '${SECRET}' -Purpose Authentication\nrasdial Contoso user ${SECRET}\n`,
  ],
  'server/a.reg': [
    'registry',
    `Windows Registry Editor Version 5.00\n\n[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\RasMan\\Parameters]\n"DefaultPassword"="${SECRET}"\n"NegotiateDH2048_AES256"=dword:00000001\n`,
  ],
  'lb/bigip.conf': [
    'bigip',
    `ltm virtual vs_ike {\n    destination 203.0.113.10:500\n    ip-protocol udp\n}\nltm profile client-ssl a {\n    passphrase ${SECRET}\n}\n`,
  ],
  'lb/ns.conf': ['citrix-adc', `#NS13.1 Build 48.47\nadd lb vserver vs_ike UDP 203.0.113.10 500\nadd lb monitor m HTTP -userName x -password ${SECRET}\n`],
  'lb/kemp.ps1': [
    'powershell',
    `Initialize-LmConnectionParameters -Address lm -ApiKey ${SECRET}\nNew-AdcVirtualService -VirtualService 10.0.0.1 -VSPort 500 -VSProtocol udp\n`,
  ],
};

test('nothing that the server sends has a secret in it: no answer, no message of the log, no question', async () => {
  let sent = '';
  lsp = await LspClient.start(Object.fromEntries(Object.entries(FILES).map(([path, [, text]]) => [path, text])), PULLING, {}, {}, (_, client) => {
    client.process.stdout?.on('data', (data: Buffer) => (sent += data.toString('utf8')));
  });
  const ask = (method: string, params: object): Promise<unknown> => lsp.connection.sendRequest(method, params);
  for (const [path, [language, text]] of Object.entries(FILES)) {
    await lsp.open(path, language, text);
    const textDocument = { uri: lsp.uri(path) };
    const whole = { start: { line: 0, character: 0 }, end: { line: text.split('\n').length, character: 0 } };
    expect((await lsp.pulled(path)).map(({ code }) => String(code))).toContainEqual(expect.stringMatching(/^(?:secret-in-file|l2tp-psk-clear)$/));
    for (const method of ['documentSymbol', 'codeLens', 'foldingRange', 'documentLink']) await ask(`textDocument/${method}`, { textDocument });
    await ask('textDocument/inlayHint', { textDocument, range: whole });
    const lines = text.split('\n');
    for (const [line, content] of lines.entries()) {
      // Around the secret, and at a few places of every other line.
      for (let character = 0; character <= content.length; character += content.includes(SECRET) ? 3 : 25) {
        const position = { line, character };
        for (const method of ['hover', 'completion', 'definition', 'signatureHelp', 'documentHighlight'])
          await ask(`textDocument/${method}`, { textDocument, position }).catch(() => undefined);
      }
    }
    await ask('aovpn/deployment', textDocument);
    await ask('aovpn/deployment', { ...textDocument, pasted: `${server({ DHGroup: 'Group14' })}Add-RemoteAccessRadius -SharedSecret '${SECRET}'\n` });
    for (const format of ['markdown', 'csv']) await ask('aovpn/exportDeployment', { ...textDocument, format });
  }
  await ask('workspace/symbol', { query: '' }).catch(() => undefined);
  await ask('workspace/diagnostic', { previousResultIds: [] }).catch(() => undefined);
  expect(sent.length).toBeGreaterThan(10_000);
  const at = sent.indexOf(SECRET);
  expect(at < 0 ? '' : sent.slice(Math.max(0, at - 300), at + 50)).toBe('');
});
