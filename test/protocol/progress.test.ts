import { afterEach, expect, test } from 'vitest';
import {
  WorkDoneProgress,
  WorkspaceDiagnosticRequest,
  type ClientCapabilities,
  type ProgressToken,
  type WorkDoneProgressBegin,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
} from 'vscode-languageserver/node';
import { eventually, LspClient, PULLING } from '../support/lsp-client.ts';
import { profile, server } from '../support/policies.ts';

type Said = WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd;

let lsp: LspClient;
let said: Said[] = [];

const start = async (files: Record<string, string>, capabilities: ClientCapabilities): Promise<void> => {
  said = [];
  lsp = await LspClient.start(files, capabilities);
};

const listen = (connection: LspClient['connection'], token: ProgressToken): void => {
  connection.onProgress(WorkDoneProgress.type, token, (value) => {
    said.push(value);
  });
};

afterEach(async () => {
  expect(await lsp.stop()).toBe(0);
  expect(lsp.errors).toEqual([]);
}, 30_000);

test('a pull for the workspace says how far it is to whoever asked for that, once', async () => {
  const clients = Array.from({ length: 400 }, (_, index) => [`client/p${index}.xml`, profile({ DHGroup: 'ECP384' })]);
  await start({ ...Object.fromEntries(clients), 'server/s.ps1': server() } as Record<string, string>, PULLING);
  listen(lsp.connection, 'work');
  let told = 0;
  lsp.connection.onProgress(WorkspaceDiagnosticRequest.partialResult, 'parts', ({ items }) => {
    told += items.length;
  });
  void lsp.connection
    .sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [], workDoneToken: 'work', partialResultToken: 'parts' })
    .catch(() => undefined);
  await eventually(
    () => told,
    (count) => count >= 401,
  );
  await lsp.open('server/s.ps1', 'powershell', server({ DHGroup: 'ECP384' }));
  await eventually(
    () => told,
    (count) => count >= 802,
  );
  expect(said[0]).toMatchObject({
    kind: 'begin',
    title: 'Always On VPN',
    percentage: 0,
    message: expect.stringMatching(/^checking \d+ files?$/) as string,
    cancellable: false,
  });
  expect(said.map(({ kind }) => kind).filter((kind) => kind !== 'report')).toEqual(['begin', 'end']);
  expect(said.at(-1)?.kind).toBe('end');
});
