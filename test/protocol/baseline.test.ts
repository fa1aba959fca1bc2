import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import {
  CodeActionRequest,
  DocumentDiagnosticRequest,
  type CodeAction,
  type CreateFile,
  type Diagnostic,
  type TextDocumentEdit,
} from 'vscode-languageserver/node';
import { eventually, eventuallyReads, LspClient, PULLING } from '../support/lsp-client.ts';
import { profile, server } from '../support/policies.ts';

const CLI = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));

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
  await lsp.changed('old.json', 1);
  await eventually(items, (list) => list.length === 0);
});

/** What a document is told, as rule, message and where else to look. */
const told = async (path: string): Promise<string[]> =>
  (await lsp.pulled(path)).map(({ code, message, relatedInformation = [] }) =>
    [
      String(code),
      typeof message === 'string' ? message : message.value,
      ...relatedInformation.map(({ location }) => `${location.uri.slice(lsp.uri('').length + 1)}:${location.range.start.line + 1}`),
    ].join(' '),
  );

const eventuallyTold = (path: string, expected: string[]): Promise<string[]> => eventuallyReads(() => told(path), expected);

test('a baseline file above the project file counts, and one that is missing or broken is told where it is named', async () => {
  const weak = server({ DHGroup: 'Group2' });
  lsp = await LspClient.start({ 'repo/aovpn.json': '{ "baselineFile": "../accepted.findings" }', 'repo/s.ps1': weak }, PULLING);
  await lsp.open('repo/s.ps1', 'powershell', weak);
  await eventuallyTold('repo/aovpn.json', [
    'config-broken The baseline file ../accepted.findings does not exist. Call aovpn check with --update-baseline to write it.',
  ]);
  const shown = (await told('repo/s.ps1'))[0] ?? '';
  expect(shown).toMatch(/^crypto-weak /);
  await promisify(execFile)(process.execPath, [CLI, 'check', 'repo', '--update-baseline'], { cwd: lsp.folder });
  const accepted = await readFile(join(lsp.folder, 'accepted.findings'), 'utf8');
  await lsp.changed('accepted.findings', 1);
  await eventuallyTold('repo/s.ps1', []);
  expect(await told('repo/aovpn.json')).toEqual([]);
  // Broken, on disk and then in the editor.
  await lsp.write('accepted.findings', `\n[]`);
  await lsp.changed('accepted.findings', 2);
  await eventuallyTold('repo/s.ps1', [shown]);
  expect(await told('repo/aovpn.json')).toEqual([
    'config-broken The baseline file ../accepted.findings cannot be understood. This is no baseline file: it has no "aovpnBaseline". accepted.findings:2',
  ]);
  await lsp.open('accepted.findings', 'json', accepted);
  await eventuallyTold('repo/s.ps1', []);
  await lsp.close('accepted.findings');
  await eventuallyTold('repo/s.ps1', [shown]);
  // Another one.
  await lsp.open('repo/aovpn.json', 'json', '{}');
  await eventuallyTold('repo/aovpn.json', []);
});
