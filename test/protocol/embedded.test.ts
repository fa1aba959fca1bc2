import { afterEach, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  CodeActionRequest,
  CompletionRequest,
  DocumentDiagnosticRequest,
  HoverRequest,
  type CodeAction,
  type CompletionItem,
  type Diagnostic,
  type TextDocumentEdit,
} from 'vscode-languageserver/node';
import { CONVERT_PROFILE, PROFILE_FOR_INTUNE } from '../../server/src/lsp/protocol.ts';
import { eventually, LspClient, PULLING } from '../support/lsp-client.ts';
import { profile, server } from '../support/policies.ts';

const SCRIPT = 'client/deploy.ps1';
const SERVER = 'server/rras.ps1';
const TEXT = `# Berlin\n$profile = @"\n${profile({ DHGroup: 'ECP384' })}"@\n`;
const EXPORT = 'client/export.json';

let lsp: LspClient;

afterEach(async () => {
  expect(await lsp.stop()).toBe(0);
  expect(lsp.errors).toEqual([]);
});

test('a profile in a script is checked, explained, completed, fixed and copied where it stands', async () => {
  const setting = { omaUri: './User/Vendor/MSFT/VPNv2/Fabrikam/ProfileXML', value: profile({ DHGroup: 'ECP256' }) };
  lsp = await LspClient.start({ [SCRIPT]: TEXT, [SERVER]: server(), [EXPORT]: JSON.stringify({ omaSettings: [setting] }), 'package.json': '{}' }, PULLING);
  await lsp.open(SCRIPT, 'powershell', TEXT);
  const items = async (path: string): Promise<Diagnostic[]> => {
    const report = await lsp.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri: lsp.uri(path) } });
    return report.kind === 'full' ? report.items : [];
  };
  const compared = (path: string): Promise<Diagnostic[]> =>
    eventually(
      async () => (await items(path)).filter(({ code }) => code === 'policy-mismatch'),
      ({ length }) => length === 1,
    );

  const document = TextDocument.create('x:', '', 0, TEXT);
  const start = TEXT.indexOf('ECP384');
  const range = { start: document.positionAt(start), end: document.positionAt(start + 'ECP384'.length) };
  const [finding] = await compared(SCRIPT);
  expect(finding?.range).toEqual(range);
  expect(finding?.relatedInformation?.[0]?.location.uri).toBe(lsp.uri(SERVER));
  // The export was found by its content.
  await compared(EXPORT);

  const place = { textDocument: { uri: lsp.uri(SCRIPT) }, position: range.start };
  expect((await lsp.connection.sendRequest(HoverRequest.type, place))?.range).toEqual(range);
  const offered = (await lsp.connection.sendRequest(CompletionRequest.type, place)) as CompletionItem[];
  expect(offered.find(({ label }) => label === 'Group14')?.textEdit).toEqual({ range, newText: 'Group14' });

  const actions = (await lsp.connection.sendRequest(CodeActionRequest.type, { ...place, range, context: { diagnostics: [] } })) as CodeAction[];
  const change = actions.find(({ title }) => title.startsWith("Use the server's"))?.edit?.documentChanges?.[0] as TextDocumentEdit | undefined;
  expect(change).toEqual({ textDocument: { uri: lsp.uri(SCRIPT), version: 1 }, edits: [{ range, newText: 'Group14' }] });

  expect(await lsp.connection.sendRequest(PROFILE_FOR_INTUNE, { uri: lsp.uri(SCRIPT), position: range.start })).toMatchObject({
    text: profile({ DHGroup: 'ECP384' }).trimEnd(),
  });
  expect(await lsp.connection.sendRequest(PROFILE_FOR_INTUNE, { uri: lsp.uri(SERVER), position: range.start })).toHaveProperty('reason');
  const cursor = { start: range.start, end: range.start };
  const escaped = await lsp.connection.sendRequest<{ text: string }>(CONVERT_PROFILE, { uri: lsp.uri(SCRIPT), range: cursor, to: 'escaped' });
  expect(escaped).toEqual({
    text: expect.stringMatching(/^&lt;VPNProfile&gt;/) as string,
    range: { start: { line: 2, character: 0 }, end: expect.anything() as object },
  });
  expect(await lsp.connection.sendRequest(CONVERT_PROFILE, { uri: lsp.uri(SCRIPT), range: cursor, to: 'plain' })).toHaveProperty('reason');
  expect(await lsp.connection.sendRequest(CONVERT_PROFILE, { uri: lsp.uri('none.xml'), range: cursor, to: 'plain' })).toHaveProperty('reason');
});
