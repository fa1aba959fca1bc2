import { afterEach, describe, expect, test } from 'vitest';
import { DIAGNOSE, type DiagnoseParams, type DiagnoseResult } from '../../server/src/lsp/protocol.ts';
import { LspClient } from '../support/lsp-client.ts';
import { profile, server } from '../support/policies.ts';

const CLIENT = 'client/AOVPN.xml';
const SERVER = 'server/rras old.ps1';
const EVENT = 'CoId={1}: The user CONTOSO\\max dialed a connection named AOVPN which has failed. The error code returned on failure is 13868.\n';

let lsp: LspClient;

afterEach(async () => {
  expect(await lsp.stop()).toBe(0);
  expect(lsp.errors).toEqual([]);
});

const ask = (params: DiagnoseParams): Promise<DiagnoseResult> => lsp.connection.sendRequest<DiagnoseResult>(DIAGNOSE, params);

async function answered(params: DiagnoseParams): Promise<Exclude<DiagnoseResult, { reason: string }>> {
  const result = await ask(params);
  return 'reason' in result ? expect.fail(result.reason) : result;
}

describe('a deployment', () => {
  test('is read before the first answer, which leads to the places', async () => {
    lsp = await LspClient.start({ [CLIENT]: profile({ DHGroup: 'ECP384' }), [SERVER]: server() });
    const { title, text, links } = await answered({ text: EVENT });
    expect(title).toBe('Diagnosis of Error 13868');
    expect(text).toMatch(/^# Error 13868 \(ERROR_IPSEC_IKE_POLICY_MATCH\)\n\n/);
    expect(text).toContain('The connection "AOVPN" was found by the name of the file AOVPN.xml.\n\nLooked at: client/AOVPN.xml, server/rras old.ps1.\n');
    expect(text).toMatch(
      /## Found in these files\n\n- The custom IPsec policies of client and server differ\.\n {2}- client\/AOVPN\.xml:\d+ error policy-mismatch: DHGroup is ECP384 here but Group14 on the server/,
    );
    expect(text).toContain("    - Fix: Use the server's value here (Group14). The light bulb at this place applies it.\n");
    const [, line = ''] = /client\/AOVPN\.xml:(\d+) error/.exec(text) ?? [];
    expect(links).toContainEqual({ words: `${CLIENT}:${line}`, uri: lsp.uri(CLIENT), line: Number(line) - 1 });
    expect(links).toContainEqual({ words: SERVER, uri: lsp.uri(SERVER), line: 0 });
  });

  test('counts as it is in the editor', async () => {
    lsp = await LspClient.start({ [CLIENT]: profile({ DHGroup: 'ECP384' }), [SERVER]: server() });
    await lsp.open(CLIENT, 'xml', profile());
    const { text } = await answered({ text: EVENT });
    expect(text).not.toContain('## Found in these files');
    expect(text).toContain(
      '## Ruled out\n\n- The custom IPsec policies of client and server differ. The policies in AOVPN.xml and rras old.ps1 agree in every value.',
    );
  });
});

describe('a whole document', () => {
  const document = async (path: string, languageId: string, text: string): Promise<DiagnoseResult> => {
    lsp = await LspClient.start({ [SERVER]: server() });
    await lsp.open(path, languageId, text);
    return ask({ text, document: lsp.uri(path) });
  };

  test.each([
    ['an event', 'vpn.log', 'log', EVENT],
    ['a code in a text about a VPN', 'runbook.md', 'markdown', 'When the VPN shows error 809, look at the firewall.\n'],
  ])('with %s', async (_, path, languageId, text) => expect(await document(path, languageId, text)).toHaveProperty('text'));

  test.each([
    ['a code of something else', 'notes.txt', 'plaintext', 'The printer shows error 809 again.\n'],
    ['a code in a comment of a script that is read', 'rras.ps1', 'powershell', '# VPN error 809\nRestart-Service RemoteAccess -Force\n'],
  ])('with %s', async (_, path, languageId, text) =>
    expect(await document(path, languageId, text)).toEqual({ reason: 'This text names neither an error nor an event that is known here.' }),
  );
});

test('a text that somebody chose need not be about a VPN, and without a folder nothing is ruled out', async () => {
  lsp = await LspClient.start({});
  const { text } = await answered({ text: 'error 809' });
  expect(text).toContain('The text names no connection. No file here states a connection.\n\nNo file that is read here was looked at.\n');
  expect(text).not.toContain('## Ruled out');
});

test('many errors', async () => {
  lsp = await LspClient.start({});
  const names = Array.from({ length: 23 }, (_, index) => `Site ${index}`);
  const { title, text } = await answered({
    text: names
      .map((name) => `<Event><Provider Name="RasClient"/><EventID>20227</EventID><Data/><Data/><Data>${name}</Data><Data>809</Data></Event>`)
      .join('\n'),
  });
  expect(title).toBe('Diagnosis of 23 errors and events');
  expect(text).toContain('\n\nThe text tells of 3 more. Diagnose a part of it to see them.\n');
});
