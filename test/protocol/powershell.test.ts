import { afterEach, describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  CodeLensRefreshRequest,
  CodeLensRequest,
  CompletionRequest,
  DefinitionRequest,
  DidChangeConfigurationNotification,
  ReferencesRequest,
  SignatureHelpRequest,
  type ClientCapabilities,
  type CompletionItem,
  type Location,
  type Position,
} from 'vscode-languageserver/node';
import { eventually, LspClient, PULLING } from '../support/lsp-client.ts';
import { client, profile, server } from '../support/policies.ts';

const CLIENT = 'client/profile user.xml';
const SERVER = 'server/rras.ps1';
const PROFILE = profile({ DHGroup: 'ECP384' });
const SCRIPT = `$group = 'Group14'\n${server({ DHGroup: '$group' })}Set-VpnConnection -\n`;

const CAPABILITIES: ClientCapabilities = {
  ...PULLING,
  textDocument: { ...PULLING.textDocument, signatureHelp: { signatureInformation: { parameterInformation: { labelOffsetSupport: true } } } },
  workspace: { ...PULLING.workspace, codeLens: { refreshSupport: true }, didChangeConfiguration: { dynamicRegistration: true } },
};

let lsp: LspClient;
const refreshed = { times: 0 };

async function start(capabilities = CAPABILITIES, options: unknown = { showsComparisons: true }): Promise<void> {
  lsp = await LspClient.start({ [CLIENT]: PROFILE, [SERVER]: SCRIPT }, capabilities, options);
  refreshed.times = 0;
  lsp.connection.onRequest(CodeLensRefreshRequest.type, () => {
    refreshed.times++;
  });
  await lsp.open(CLIENT, 'xml', PROFILE);
  await lsp.open(SERVER, 'powershell', SCRIPT);
}

afterEach(async () => {
  expect(await lsp.stop()).toBe(0);
  expect(lsp.errors).toEqual([]);
});

const document = (text: string): TextDocument => TextDocument.create('x:', 'x', 0, text);
const at = (text: string, part: string, more = 0): Position => document(text).positionAt(text.indexOf(part) + more);
const inScript = (part: string, more = 0) => ({ textDocument: { uri: lsp.uri(SERVER) }, position: at(SCRIPT, part, more) });
const inProfile = (part: string, more = 0) => ({ textDocument: { uri: lsp.uri(CLIENT) }, position: at(PROFILE, part, more) });
const told = (found: unknown): string[] =>
  ((found ?? []) as Location[]).map(({ uri, range }) => (uri === lsp.uri(SERVER) ? document(SCRIPT).getText(range) : document(PROFILE).getText(range)));
const lenses = async (path: string) => {
  const found = await lsp.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: lsp.uri(path) } });
  return found?.map(({ command }) => [command?.title, command?.command]);
};
const whole = (): Promise<unknown> =>
  eventually(
    () => lenses(CLIENT),
    (found) => found !== undefined,
  );

describe('an editor of PowerShell', () => {
  test('goes to the other side of a value, to what states it, and finds all of them', async () => {
    await start();
    await whole();
    expect(told(await lsp.connection.sendRequest(DefinitionRequest.type, inProfile('ECP384', 2)))).toEqual(['Group14']);
    expect(told(await lsp.connection.sendRequest(DefinitionRequest.type, inScript('Group14', 2)))).toEqual(['ECP384']);
    expect(told(await lsp.connection.sendRequest(DefinitionRequest.type, inScript('-DHGroup $group', 11)))).toEqual(['Group14']);
    const found = await lsp.connection.sendRequest(ReferencesRequest.type, { ...inProfile('ECP384', 2), context: { includeDeclaration: true } });
    expect(told(found)).toEqual(['ECP384', 'Group14']);
    expect(await lsp.connection.sendRequest(DefinitionRequest.type, inProfile('AlwaysOn', 2))).toBeNull();
    expect(await lsp.connection.sendRequest(ReferencesRequest.type, { ...inProfile('AlwaysOn', 2), context: { includeDeclaration: true } })).toBeNull();
  });

  test('gets the syntax of a cmdlet', async () => {
    await start();
    const help = await lsp.connection.sendRequest(SignatureHelpRequest.type, inScript('-PfsGroup PFS2048', 10));
    const signature = help?.signatures[0];
    const [from, to] = (signature?.parameters?.[signature.activeParameter ?? -1]?.label ?? []) as [number, number];
    expect(signature?.label.slice(from, to)).toBe('[-PfsGroup <PfsGroup>]');
    const behind = await lsp.connection.sendRequest(SignatureHelpRequest.type, inScript('VpnConnection -\n', 15));
    expect(behind?.signatures.map(({ activeParameter, parameters }) => activeParameter === parameters?.length)).toEqual([true, true]);
    expect(await lsp.connection.sendRequest(SignatureHelpRequest.type, inScript('$group', 1))).toBeNull();
  });

  test('gets it in parts, and no active parameter, as it takes them', async () => {
    await start({ ...CAPABILITIES, textDocument: { signatureHelp: { signatureInformation: { noActiveParameterSupport: true } } } });
    const help = await lsp.connection.sendRequest(SignatureHelpRequest.type, inScript('VpnConnection -\n', 15));
    expect(help?.signatures[0]?.activeParameter).toBeNull();
    expect(help?.signatures[0]?.parameters?.[0]?.label).toMatch(/^\[?-\w+/);
  });

  test('is offered parameters behind a hyphen', async () => {
    await start();
    const items = await lsp.connection.sendRequest(CompletionRequest.type, {
      ...inScript('VpnConnection -\n', 15),
      context: { triggerKind: 2, triggerCharacter: '-' },
    });
    expect((items as CompletionItem[]).map(({ label }) => label)).toContain('TunnelType');
  });
});

describe('a code lens', () => {
  test('says how a policy goes with the other side, and opens the comparison', async () => {
    await start();
    expect(await whole()).toEqual([['differs from rras.ps1 in 1: DHGroup', 'aovpn.showComparison']]);
    expect(await lenses(SERVER)).toEqual([['differs from profile user.xml in 1: DHGroup', 'aovpn.showComparison']]);
    const [lens] = (await lsp.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: lsp.uri(CLIENT) } })) ?? [];
    const [uri, policy] = (lens?.command?.arguments ?? []) as unknown[];
    const result = await lsp.connection.sendRequest<{ title: string; text: string }>('aovpn/comparison', { uri, policy });
    expect(result.title).toBe('profile user.xml and its server');
    expect(result.text).toContain(`client: ${lsp.uri(CLIENT)}#L1\nserver: ${lsp.uri(SERVER)}#L2\n`);
    const same = await lsp.connection.sendRequest('aovpn/comparison', { uri, position: { line: 0, character: 0 } });
    expect(same).toEqual(result);
    const none = { uri: lsp.uri('nowhere.xml'), position: { line: 0, character: 0 } };
    expect(await lsp.connection.sendRequest('aovpn/comparison', none)).toEqual({ reason: expect.stringContaining('not read') as string });
  });

  test('is renewed when the other side changes', async () => {
    await start();
    await whole();
    const before = refreshed.times;
    await lsp.change(SERVER, 2, [{ text: SCRIPT.replace('Group14', 'ECP384') }]);
    await eventually(
      () => refreshed.times,
      (times) => times > before,
    );
    expect(await lenses(CLIENT)).toEqual([['matches server rras.ps1', 'aovpn.showComparison']]);
  });

  test('cannot be clicked where nobody can show a comparison, and can be switched off', async () => {
    await start(CAPABILITIES, {});
    expect(await whole()).toEqual([['differs from rras.ps1 in 1: DHGroup', '']]);
    lsp.settings = { codeLens: { enabled: false } };
    await lsp.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: {} });
    await eventually(
      () => lenses(CLIENT),
      (found) => found === undefined,
    );
  });
});

test('the commands that print what is in force', async () => {
  await start();
  await whole();
  const result = await lsp.connection.sendRequest<{ text: string }>('aovpn/verificationCommands', { uri: lsp.uri(SERVER) });
  expect(result.text).toContain('Get-VpnServerIPsecConfiguration\n');
  expect(result.text).toContain("Get-VpnConnection -Name '<name of the connection>' | Select-Object -ExpandProperty IPsecCustomPolicy\n");
  await lsp.open('client/c.ps1', 'powershell', client({}, 'Fabrikam'));
  const named = await lsp.connection.sendRequest<{ text: string }>('aovpn/verificationCommands', { uri: lsp.uri('client/c.ps1') });
  expect(named.text).toContain("Get-VpnConnection -Name 'Fabrikam' |");
  expect(await lsp.connection.sendRequest('aovpn/verificationCommands', { uri: lsp.uri('nowhere.xml') })).toEqual({
    reason: expect.stringContaining('not read') as string,
  });
});
