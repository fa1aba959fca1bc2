import { afterEach, expect, test } from 'vitest';
import {
  CodeActionRequest,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticRequest,
  type CodeAction,
  type CreateFile,
  type Diagnostic,
  type TextDocumentEdit,
} from 'vscode-languageserver/node';
import { eventually, LspClient } from '../support/lsp-client.ts';
import { profile, server } from '../support/policies.ts';

let lsp: LspClient;
afterEach(async () => {
  expect(await lsp.stop()).toBe(0);
  expect(lsp.errors).toEqual([]);
});

test('a finding that is added to the baseline is not shown any more', async () => {
  lsp = await LspClient.start({
    'aovpn.json': '{ "baselineFile": "old.json" }',
    'client/p.xml': profile({ DHGroup: 'ECP384' }),
    'server/s.ps1': server(),
  });
  const textDocument = { uri: lsp.uri('client/p.xml') };
  const items = async (): Promise<Diagnostic[]> => {
    const report = await lsp.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument });
    return report.kind === 'full' ? report.items : [];
  };
  await lsp.open('client/p.xml', 'xml', profile({ DHGroup: 'ECP384' }));
  const [mismatch] = await eventually(items, (list) => list.length === 1);
  if (!mismatch) throw new Error('no finding');
  const actions = (await lsp.connection.sendRequest(CodeActionRequest.type, {
    textDocument,
    range: mismatch.range,
    context: { diagnostics: [mismatch] },
  })) as CodeAction[];
  const action = actions.find(({ title }) => title === 'Add this policy-mismatch to the baseline (old.json)');
  const [creation, change] = (action?.edit?.documentChanges ?? []) as [CreateFile, TextDocumentEdit];
  expect(creation).toMatchObject({ kind: 'create', uri: lsp.uri('old.json'), options: { ignoreIfExists: false } });
  await lsp.write('old.json', (change.edits[0] as { newText: string }).newText);
  await lsp.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [{ uri: lsp.uri('old.json'), type: 1 }] });
  await eventually(items, (list) => list.length === 0);
});
