import { afterEach, describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  CodeActionRequest,
  CodeLensRequest,
  CompletionRequest,
  DefinitionRequest,
  DocumentDiagnosticRequest,
  DocumentLinkRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  WorkspaceDiagnosticRequest,
  type Hover,
  type MarkupContent,
} from 'vscode-languageserver/node';
import { LspClient, PULLING, PUSHING } from '../support/lsp-client.ts';

/** What a person writes about a VPN that fails. */
const RUNBOOK = 'When the VPN shows error 809, check UDP 500.\n13868 is a mismatch (event 20227 of RasClient).\n809 users work from home.\n';

let lsp: LspClient;

afterEach(async () => {
  expect(await lsp.stop()).toBe(0);
  expect(lsp.errors).toEqual([]);
});

/** What is said about the first place of a text, and what it is said of. */
async function hovered(path: string, text: string, part: string): Promise<string | undefined> {
  const document = TextDocument.create('x:', '', 0, text);
  const found = await lsp.connection.sendRequest<Hover | null>(HoverRequest.method, {
    textDocument: { uri: lsp.uri(path) },
    position: document.positionAt(text.indexOf(part) + 1),
  });
  return found ? `${found.range ? document.getText(found.range) : '?'}: ${(found.contents as MarkupContent).value.split('\n')[0] ?? ''}` : undefined;
}

const TIMEOUT = '809: **809 ERROR\\_VPN\\_TIMEOUT**: the server did not answer in time.';

describe('pointing at a code', () => {
  test.each([
    ['runbook.md', 'markdown', RUNBOOK],
    ['notes.txt', 'plaintext', RUNBOOK],
    ['vpn.log', 'log', RUNBOOK],
    ['rras.ps1', 'powershell', `# ${RUNBOOK.replaceAll('\n', '\n# ')}\nRestart-Service RemoteAccess\n`],
    ['rras.psm1', 'powershell', `<#\n${RUNBOOK}#>\nRestart-Service RemoteAccess\n`],
    ['AOVPN.xml', 'xml', `<VPNProfile><!-- ${RUNBOOK}--></VPNProfile>\n`],
  ])('in %s (%s) tells about it, and about nothing else', async (path, languageId, text) => {
    lsp = await LspClient.start({});
    await lsp.open(path, languageId, text);
    expect(await hovered(path, text, '809')).toBe(TIMEOUT);
    expect(await hovered(path, text, '13868')).toMatch(/^13868: \*\*13868 ERROR/);
    expect(await hovered(path, text, '20227')).toMatch(/^20227: \*\*RasClient 20227\*\*/);
    expect(await hovered(path, text, 'check UDP')).toBeUndefined();
    expect(await hovered(path, text, '500')).toBeUndefined();
    expect(await hovered(path, text, '809 users')).toBeUndefined();
  });

  test('follows what is typed', async () => {
    lsp = await LspClient.start({});
    await lsp.open('runbook.md', 'markdown', RUNBOOK);
    const changed = RUNBOOK.replace('error 809', 'error 812');
    await lsp.change('runbook.md', 2, [{ text: changed }]);
    expect(await hovered('runbook.md', changed, '812')).toMatch(/^812: \*\*812 /);
  });

  test('in what a script does says nothing', async () => {
    const text = 'Write-Host "VPN error 809"\nRestart-Service RemoteAccess\n';
    lsp = await LspClient.start({});
    await lsp.open('rras.ps1', 'powershell', text);
    expect(await hovered('rras.ps1', text, '809')).toBeUndefined();
  });
});

describe('a runbook and a log have nothing else', () => {
  const files = { 'runbook.md': RUNBOOK, 'notes.txt': RUNBOOK, 'vpn.log': RUNBOOK };
  const languages = { 'runbook.md': 'markdown', 'notes.txt': 'plaintext', 'vpn.log': 'log' };

  test('to an editor that pulls', async () => {
    lsp = await LspClient.start(files, PULLING);
    for (const [path, languageId] of Object.entries(languages)) {
      await lsp.open(path, languageId, RUNBOOK);
      const textDocument = { uri: lsp.uri(path) };
      const position = { line: 0, character: 5 };
      const { connection } = lsp;
      expect(await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument })).toMatchObject({ kind: 'full', items: [] });
      const range = { start: position, end: position };
      expect(await connection.sendRequest(CodeActionRequest.type, { textDocument, range, context: { diagnostics: [] } })).toEqual([]);
      expect(await connection.sendRequest(CompletionRequest.type, { textDocument, position })).toEqual([]);
      for (const type of [CodeLensRequest.type, DocumentLinkRequest.type, DocumentSymbolRequest.type, FoldingRangeRequest.type])
        expect((await connection.sendRequest<unknown[] | null>(type.method, { textDocument })) ?? []).toEqual([]);
      expect(await connection.sendRequest(DefinitionRequest.type, { textDocument, position })).toBeNull();
    }
    const { items } = await lsp.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] });
    expect(items.filter((report) => report.kind === 'full' && report.items.length > 0)).toEqual([]);
  });

  test('to an editor that takes pushes', async () => {
    lsp = await LspClient.start(files, PUSHING);
    for (const [path, languageId] of Object.entries(languages)) {
      await lsp.open(path, languageId, RUNBOOK);
      expect(await hovered(path, RUNBOOK, '809')).toBe(TIMEOUT);
    }
    expect([...lsp.pushed.values()].filter(({ diagnostics }) => diagnostics.length > 0)).toEqual([]);
  });
});
