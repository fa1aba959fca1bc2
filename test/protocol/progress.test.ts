import { afterEach, expect, test } from 'vitest';
import {
  WorkDoneProgress,
  WorkDoneProgressCreateRequest,
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
let created: ProgressToken[] = [];
let said: Said[] = [];

const start = async (files: Record<string, string>, capabilities: ClientCapabilities): Promise<void> => {
  created = [];
  said = [];
  lsp = await LspClient.start(files, capabilities, {}, {}, (connection) => {
    connection.onRequest(WorkDoneProgressCreateRequest.type, ({ token }) => {
      created.push(token);
      listen(connection, token);
    });
  });
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

/** So many files that it takes more than a second to read them. */
const slow = (): Record<string, string> => Object.fromEntries(Array.from({ length: 3000 }, (_, file) => [`p${file}.xml`, profile()]));

const SHOWING: ClientCapabilities = { ...PULLING, window: { workDoneProgress: true } };

/** Waits until the folder has been read, which shows in the log. */
const read = (): Promise<unknown> =>
  eventually(
    () => lsp.logged,
    (messages) => messages.some((message) => message.includes('binary.xml')),
  );

test('an editor shows how far the reading of a large folder is', async () => {
  await start({ ...slow(), 'binary.xml': '\0' }, SHOWING);
  await eventually(
    () => said,
    (list) => list.at(-1)?.kind === 'end',
  );
  expect(created).toHaveLength(1);
  expect(said[0]).toEqual({ kind: 'begin', title: 'Always On VPN', percentage: 0, cancellable: false });
  const reports = said.slice(1, -1) as WorkDoneProgressReport[];
  expect(reports.length).toBeGreaterThan(0);
  for (const { kind, message } of reports) expect(`${kind} ${message ?? ''}`).toMatch(/^report reading \d+ of 3001 files$/);
  const percentages = reports.map(({ percentage }) => percentage ?? -1);
  expect(percentages).toEqual([...percentages].sort((a, b) => a - b));
});

test('an editor that shows no such thing is not asked to, nor one that reads a small folder', async () => {
  await start({ ...slow(), 'binary.xml': '\0' }, PULLING);
  await read();
  expect(created).toEqual([]);
  await lsp.stop();
  await start({ 's.ps1': server(), 'binary.xml': '\0' }, SHOWING);
  await read();
  expect(created).toEqual([]);
});

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
