import { afterEach, expect, test } from 'vitest';
import {
  DEPLOYMENT,
  DEPLOYMENT_CHANGED,
  EXPORT_DEPLOYMENT,
  FIXES_AT,
  type DeploymentParams,
  type DeploymentResult,
  type ExportResult,
  type PlaceFix,
} from '../../server/src/lsp/protocol.ts';
import { eventually, LspClient } from '../support/lsp-client.ts';
import { profile, server } from '../support/policies.ts';

let lsp: LspClient;

afterEach(async () => {
  expect(await lsp.stop()).toBe(0);
  expect(lsp.errors).toEqual([]);
});

const CLIENT = 'client/a.xml';
const SERVER = 'server/s.ps1';

type Shown = Extract<DeploymentResult, { view: unknown }>;

const ask = (params: DeploymentParams): Promise<DeploymentResult> => lsp.connection.sendRequest<DeploymentResult>(DEPLOYMENT, params);

async function shown(params: DeploymentParams): Promise<Shown> {
  const result = await ask(params);
  return 'view' in result ? result : expect.fail(JSON.stringify(result));
}

test('is told with the places of the protocol, and a change is announced once', async () => {
  lsp = await LspClient.start({ [CLIENT]: profile({ DHGroup: 'ECP384' }), [SERVER]: server() });
  let announced = 0;
  lsp.connection.onNotification(DEPLOYMENT_CHANGED, () => {
    announced++;
  });
  const first = await shown({ uri: lsp.uri(CLIENT) });
  expect(first.view.summary).toMatch(/: 1 client, 1 server: will fail with 13868 \(DHGroup\)$/);
  const cell = first.view.matrix.columns[0]?.cells[2];
  expect(cell).toMatchObject({ text: 'ECP384', state: 'differs', fixable: true, at: { uri: lsp.uri(CLIENT), name: 'client/a.xml:1' } });
  expect(await ask({ uri: lsp.uri(SERVER), known: first.version })).toEqual({ unchanged: true });
  // In the editor, where nothing has been saved.
  await lsp.open(CLIENT, 'xml', profile());
  await eventually(
    () => announced,
    (count) => count === 1,
  );
  expect((await shown({ uri: lsp.uri(CLIENT), known: first.version })).view.summary).toMatch(/: agree$/);
});

test('the fixes at a place come without suppressions, and say which files they change', async () => {
  lsp = await LspClient.start({ [CLIENT]: profile({ DHGroup: 'ECP384' }), [SERVER]: server() });
  const { view } = await shown({ uri: lsp.uri(CLIENT) });
  const at = view.matrix.columns[0]?.cells[2]?.at;
  const fixes = await lsp.connection.sendRequest<PlaceFix[]>(FIXES_AT, at);
  expect(fixes.map(({ title, changed }) => [title, changed])).toEqual([
    ["Use the server's value here (Group14)", [lsp.uri(CLIENT)]],
    ["Use the client's value on the server (ECP384)", [lsp.uri(SERVER)]],
    ['Align all six values with the server', [lsp.uri(CLIENT)]],
  ]);
});

test('exports name files as the workspace does; a file of no deployment, and a text without a policy, say why there is nothing', async () => {
  lsp = await LspClient.start({ [CLIENT]: profile(), [SERVER]: server(), 'notes.txt': 'Nothing.' });
  const { text } = (await lsp.connection.sendRequest<ExportResult>(EXPORT_DEPLOYMENT, { uri: lsp.uri(SERVER), format: 'csv' })) as { text: string };
  expect(text.split('\r\n')[1]).toMatch(/^client,a\.xml,client\/a\.xml:1,ProfileXML: agree,AES128,/);
  expect(await ask({ uri: lsp.uri('notes.txt') })).toEqual({ reason: expect.stringMatching(/^This file belongs to no deployment/) as string });
  expect(await ask({ uri: lsp.uri(CLIENT), pasted: 'Nothing.' })).toEqual({ reason: expect.stringMatching(/^The text states no IPsec policy/) as string });
  expect((await shown({ uri: lsp.uri(CLIENT), pasted: server({ DHGroup: 'ECP384' }) })).view.summary).toBe('a.xml and the pasted text differ in DHGroup');
});
