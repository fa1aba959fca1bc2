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
});

/** Scripts that take seconds to read. */
const slow = (): Record<string, string> =>
  Object.fromEntries(Array.from({ length: 40 }, (_, file) => [`s${file}.ps1`, Array.from({ length: 200 }, (_, line) => `# ${line}\n${server()}`).join('')]));

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
  for (const { kind, message } of reports) expect(`${kind} ${message ?? ''}`).toMatch(/^report reading \d+ of 41 files$/);
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
  await start({ 'client/p.xml': profile({ DHGroup: 'ECP384' }), 'server/s.ps1': server(), 'binary.xml': '\0' }, PULLING);
  await read();
  listen(lsp.connection, 'work');
  let parts = 0;
  lsp.connection.onProgress(WorkspaceDiagnosticRequest.partialResult, 'parts', () => {
    parts++;
  });
  void lsp.connection
    .sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [], workDoneToken: 'work', partialResultToken: 'parts' })
    .catch(() => undefined);
  await eventually(
    () => said,
    (list) => list.at(-1)?.kind === 'end',
  );
  const before = await eventually(
    () => parts,
    (count) => count > 0,
  );
  await lsp.open('server/s.ps1', 'powershell', server({ DHGroup: 'ECP384' }));
  await eventually(
    () => parts,
    (count) => count > before,
  );
  expect(said).toEqual([{ kind: 'begin', title: 'Always On VPN', percentage: 0, message: 'checking 2 files', cancellable: false }, { kind: 'end' }]);
});
