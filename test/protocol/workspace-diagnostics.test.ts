import { afterEach, expect, test } from 'vitest';
import { WorkspaceDiagnosticRequest, type Diagnostic } from 'vscode-languageserver/node';
import { eventually, LspClient } from '../support/lsp-client.ts';
import { profile, server } from '../support/policies.ts';

const CLIENT = 'client/profile-user.xml';
const SERVER = 'server/rras.ps1';
const texts = { [CLIENT]: profile({ DHGroup: 'ECP384' }), [SERVER]: server() };

let lsp: LspClient;

afterEach(async () => {
  expect(await lsp.stop()).toBe(0);
  expect(lsp.errors).toEqual([]);
});

const codes = (diagnostics: readonly Diagnostic[]): string[] => diagnostics.map(({ code }) => String(code));

const codesOf = async (path: string): Promise<string[]> => codes(await lsp.pulled(path));

/** Pulls for the whole workspace, and collects the parts that come while it is held: the rules of the findings by file. It is answered when the session ends. */
function pullHeld(token: string): Record<string, string[]>[] {
  const told: Record<string, string[]>[] = [];
  lsp.connection.onProgress(WorkspaceDiagnosticRequest.partialResult, token, ({ items: list }) => {
    told.push(Object.fromEntries(list.map((item): [string, string[]] => [item.uri, item.kind === 'full' ? codes(item.items) : ['unchanged']])));
  });
  void lsp.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [], partialResultToken: token }).catch(() => undefined);
  return told;
}

test('what changes in a folder is told in parts, and a comment changes nothing', async () => {
  lsp = await LspClient.start(texts);
  const told = pullHeld('parts');
  const all = { [lsp.uri(CLIENT)]: ['policy-mismatch'], [lsp.uri(SERVER)]: ['policy-mismatch'] };
  await eventually(
    () => Object.assign({}, ...told) as Record<string, string[]>,
    (found) => JSON.stringify(Object.entries(found).sort()) === JSON.stringify(Object.entries(all).sort()),
  );
  await lsp.open(SERVER, 'powershell', `${server()}# reviewed\n`);
  const before = told.length;
  await lsp.change(SERVER, 2, [{ text: server({ DHGroup: 'ECP384' }) }]);
  await eventually(
    () => told.slice(before),
    (parts) => parts.length > 0,
  );
  expect(told.slice(before)).toEqual([{ [lsp.uri(CLIENT)]: [], [lsp.uri(SERVER)]: [] }]);
});

test('a change that nobody can see in an open document has the client ask for nothing', async () => {
  lsp = await LspClient.start(texts);
  await lsp.open(CLIENT, 'xml', texts[CLIENT]);
  await eventually(
    () => codesOf(CLIENT),
    (found) => found.includes('policy-mismatch'),
  );
  const before = lsp.refreshes;
  await lsp.open(SERVER, 'powershell', server());
  await lsp.change(SERVER, 2, [{ text: `${server()}# reviewed\n` }]);
  await lsp.change(SERVER, 3, [{ text: server({ DHGroup: 'ECP384' }) }]);
  await eventually(
    () => lsp.refreshes,
    (count) => count > before,
  );
  expect(lsp.refreshes).toBe(before + 1);
  expect(await codesOf(CLIENT)).toEqual([]);
});

test('each of two pulls that are held at once is told what changes', async () => {
  lsp = await LspClient.start(texts);
  const pulls = ['one', 'two'].map(pullHeld);
  const both = (codesOfEach: string[]): Promise<unknown> =>
    eventually(
      () =>
        JSON.stringify(
          pulls.map((told) => Object.assign({}, ...told) as Record<string, string[]>).map((files) => [files[lsp.uri(CLIENT)], files[lsp.uri(SERVER)]]),
        ),
      (found) => found === JSON.stringify([1, 2].map(() => [codesOfEach, codesOfEach])),
    );
  await both(['policy-mismatch']);
  await lsp.open(SERVER, 'powershell', server({ DHGroup: 'ECP384' }));
  await both([]);
});

test('whoever edits the server of many clients is answered at once, and asked to come again for what these have to say', async () => {
  const many = Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`client/profile-${index}.xml`, profile()]));
  lsp = await LspClient.start({ ...many, [SERVER]: server() });
  await lsp.open('client/profile-7.xml', 'xml', profile());
  await lsp.open(SERVER, 'powershell', server());
  await eventually(
    () => Promise.all([codesOf('client/profile-7.xml'), codesOf(SERVER)]),
    (found) => found.every((each) => each.length === 0),
  );
  const asked = lsp.refreshes;
  await lsp.change(SERVER, 2, [{ text: server({ DHGroup: 'Group2' }) }]);
  expect((await codesOf(SERVER))[0]).toBe('crypto-weak');
  // Not by asking again: whoever knows already what there is to know is not asked to.
  await eventually(
    () => lsp.refreshes,
    (count) => count > asked,
  );
  const all = JSON.stringify([['policy-mismatch'], ['crypto-weak', 'policy-mismatch']]);
  await eventually(
    () => Promise.all([codesOf('client/profile-7.xml'), codesOf(SERVER)]),
    (found) => JSON.stringify(found) === all,
  );
});

test('a document that is closed is told once more: what a client hears of it while it is open it may have passed over', async () => {
  lsp = await LspClient.start(texts);
  const told = pullHeld('parts');
  const lastOf = (path: string, expected: readonly string[]): Promise<unknown> =>
    eventually(
      () => told.findLast((part) => part[lsp.uri(path)])?.[lsp.uri(path)],
      (found) => JSON.stringify(found) === JSON.stringify(expected),
    );
  await lastOf(SERVER, ['policy-mismatch']);
  await lsp.open(CLIENT, 'xml', profile());
  await lastOf(CLIENT, []);
  await lsp.change(CLIENT, 2, [{ text: texts[CLIENT] }]);
  await lastOf(CLIENT, ['policy-mismatch']);
  await lastOf(SERVER, ['policy-mismatch']);
  const before = told.length;
  await lsp.close(CLIENT);
  await eventually(
    () => told.slice(before),
    (parts) => parts.length > 0,
  );
  expect(told.slice(before)).toEqual([{ [lsp.uri(CLIENT)]: ['policy-mismatch'] }]);
  // One that is on no disk is gone.
  await lsp.open('new/profile.xml', 'xml', profile({ DHGroup: 'Group15' }));
  await lastOf('new/profile.xml', ['xml-enum-value']);
  await lsp.close('new/profile.xml');
  await lastOf('new/profile.xml', []);
});
