import { afterEach, expect, test, vi } from 'vitest';
import {
  createConnection,
  InitializedNotification,
  InitializeRequest,
  ProposedFeatures,
  ShutdownRequest,
  WorkDoneProgress,
  WorkDoneProgressCreateRequest,
  type ClientCapabilities,
  type WorkDoneProgressBegin,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
} from 'vscode-languageserver/node';
import { setImmediate as turn } from 'node:timers/promises';
import { serve } from '../../server/src/lsp/server.ts';
import type { FileSystem } from '../../server/src/workspace/file-system.ts';
import { ROOT } from '../support/fixture.ts';
import { newWire } from '../support/memory-connection.ts';
import { MemoryDisk } from '../support/memory-files.ts';
import { profile } from '../support/policies.ts';

const SHOWING: ClientCapabilities = { window: { workDoneProgress: true } };

afterEach(() => {
  vi.restoreAllMocks();
});

/** What an editor is told while a folder of so many files is read, each of which takes so long, in milliseconds. */
async function toldWhileReading(count: number, each: number, capabilities: ClientCapabilities): Promise<{ created: number; said: unknown[] }> {
  const disk = new MemoryDisk();
  for (let file = 0; file < count; file++) disk.write(`${ROOT}/p${file}.xml`, profile());
  let now = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const view = disk.view();
  let left = count;
  const files: FileSystem = {
    ignoresCase: false,
    stat: (uri) => view.stat(uri),
    linkTarget: (uri) => view.linkTarget(uri),
    readDirectory: (uri) => view.readDirectory(uri),
    readFile: async (uri) => {
      now += each;
      // Whatever has been said arrives before the next one.
      for (let turns = 0; turns < 2; turns++) await turn();
      left--;
      return view.readFile(uri);
    },
  };
  const wire = newWire();
  const platform = { files, loadGrammar: () => Promise.resolve(), readCertificates: () => expect.fail('No certificate is read here.') };
  serve(createConnection(ProposedFeatures.all, ...wire.server), platform, { name: 'aovpn', version: '0.0.0' });
  const said: (WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd)[] = [];
  let created = 0;
  wire.client.onRequest(WorkDoneProgressCreateRequest.type, ({ token }) => {
    created++;
    wire.client.onProgress(WorkDoneProgress.type, token, (value) => {
      said.push(value);
    });
  });
  wire.client.listen();
  await wire.client.sendRequest(InitializeRequest.method, { processId: null, workspaceFolders: [{ uri: ROOT, name: 'folder' }], capabilities });
  void wire.client.sendNotification(InitializedNotification.type, {});
  while (left > 0) await turn();
  for (let turns = 0; turns < 50; turns++) await turn();
  await wire.client.sendRequest(ShutdownRequest.type);
  wire.client.dispose();
  return { created, said };
}

test('an editor shows how far the reading of a folder is that takes more than a second', async () => {
  const { created, said } = await toldWhileReading(300, 10, SHOWING);
  expect(created).toBe(1);
  expect(said[0]).toEqual({ kind: 'begin', title: 'Always On VPN', percentage: 0, cancellable: false });
  expect(said.at(-1)).toEqual({ kind: 'end' });
  const reports = said.slice(1, -1) as WorkDoneProgressReport[];
  expect(reports.length).toBeGreaterThan(3);
  for (const { kind, message } of reports) expect(`${kind} ${message ?? ''}`).toMatch(/^report reading \d+ of 300 files$/);
  const percentages = reports.map(({ percentage }) => percentage ?? -1);
  expect(percentages).toEqual([...percentages].sort((a, b) => a - b));
});

test('nothing is shown of one that takes less', async () => {
  expect(await toldWhileReading(90, 10, SHOWING)).toEqual({ created: 0, said: [] });
});

test('an editor that shows no such thing is not asked to', async () => {
  expect(await toldWhileReading(300, 10, {})).toEqual({ created: 0, said: [] });
});
