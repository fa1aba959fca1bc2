import { afterEach, describe, expect, test } from 'vitest';
import { eventually, LspClient, PUSHING } from '../support/lsp-client.ts';
import { profile, server } from '../support/policies.ts';
import type { Diagnostic } from 'vscode-languageserver/node';

const CLIENT = 'client/profile-user.xml';
const SERVER = 'server/rras.ps1';

let lsp: LspClient;

afterEach(async () => {
  expect(await lsp.stop()).toBe(0);
  expect(lsp.errors).toEqual([]);
});

const codes = (diagnostics: readonly Diagnostic[]): unknown[] => diagnostics.map(({ code }) => code);

describe('a client that only takes pushes', () => {
  const texts = { [CLIENT]: profile({ DHGroup: 'ECP384' }), [SERVER]: server() };
  const pushed = (path: string, count: number) =>
    eventually(
      () => lsp.pushed.get(lsp.uri(path)),
      (state) => codes(state?.diagnostics ?? []).length === count && state !== undefined,
    );

  test('gets the findings of both files, with the version they are for, and their end', async () => {
    lsp = await LspClient.start(texts, PUSHING);
    await lsp.open(CLIENT, 'xml', texts[CLIENT], 7);
    expect(codes((await pushed(CLIENT, 1))?.diagnostics ?? [])).toEqual(['policy-mismatch']);
    expect(lsp.pushed.get(lsp.uri(CLIENT))?.version).toBe(7);
    expect(codes((await pushed(SERVER, 1))?.diagnostics ?? [])).toEqual(['policy-mismatch']);
    await lsp.change(CLIENT, 8, [{ text: profile() }]);
    expect(await pushed(CLIENT, 0)).toEqual({ version: 8, diagnostics: [] });
    await pushed(SERVER, 0);
  });
});
