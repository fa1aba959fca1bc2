import { afterEach, describe, expect, test } from 'vitest';
import { RawServer } from '../support/raw-server.ts';

const URI = 'file:///nowhere/profile.xml';
const TEXT = '<VPNProfile><x/></VPNProfile>';
const NOT_INITIALIZED = -32002;
const INVALID_REQUEST = -32600;

let server: RawServer;
afterEach(() => server.kill());

const METHODS = [
  'textDocument/hover', 'textDocument/completion', 'textDocument/diagnostic', 'workspace/diagnostic', 'textDocument/codeAction', 'textDocument/codeLens',
  'textDocument/definition', 'textDocument/references', 'textDocument/rename', 'textDocument/documentSymbol', 'textDocument/foldingRange', 'textDocument/formatting',
  'textDocument/inlayHint', 'textDocument/selectionRange', 'textDocument/signatureHelp', 'aovpn/nobodyKnows',
]; // prettier-ignore

describe('before the beginning', () => {
  test('no request is answered as if there were nothing to say', async () => {
    server = new RawServer();
    for (const method of METHODS) expect((await server.request(method, { textDocument: { uri: URI } })).error?.code, method).toBe(NOT_INITIALIZED);
  });

  test('notifications are dropped, and the beginning is as any other', async () => {
    server = new RawServer();
    server.open(URI, 'xml', TEXT);
    server.notify('initialized', {});
    server.notify('workspace/didChangeConfiguration', {});
    server.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: URI, type: 1 }] });
    expect((await server.initialize()).error).toBeUndefined();
    expect(await server.findings(URI)).toEqual([]);
    server.open(URI, 'xml', TEXT);
    expect(await server.findings(URI)).toEqual(['xml-unknown-element']);
  });

  test('`shutdown` is answered, and `exit` ends the server with 0 then', async () => {
    server = new RawServer();
    expect(await server.request('shutdown')).toMatchObject({ result: null });
    server.notify('exit');
    expect(await server.ended).toBe(0);
  });
});

test('a second beginning is refused, and changes nothing', async () => {
  server = new RawServer();
  await server.initialize();
  server.open(URI, 'xml', TEXT);
  expect((await server.initialize()).error?.code).toBe(INVALID_REQUEST);
  expect(await server.findings(URI)).toEqual(['xml-unknown-element']);
});

test('after `shutdown` nothing is answered but with an error', async () => {
  server = new RawServer();
  await server.initialize();
  expect((await server.request('shutdown')).error).toBeUndefined();
  for (const method of [...METHODS, 'initialize', 'shutdown']) expect((await server.request(method, {})).error?.code, method).toBe(INVALID_REQUEST);
  server.open(URI, 'xml', TEXT);
  server.notify('exit');
  expect(await server.ended).toBe(0);
});
