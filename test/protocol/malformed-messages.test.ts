import { afterEach, describe, expect, test } from 'vitest';
import { RawServer } from '../support/raw-server.ts';

const URI = 'file:///nowhere/profile.xml';
const TEXT = '<VPNProfile><x/></VPNProfile>';

let server: RawServer;
afterEach(() => server.kill());

async function expectToServe(): Promise<void> {
  server.open(URI, 'xml', TEXT);
  expect(await server.findings(URI)).toEqual(['xml-unknown-element']);
}

describe('a message that makes no sense is lost, and no other', () => {
  test('one after the other, before and after the beginning', async () => {
    server = new RawServer();
    server.body('{not json');
    expect((await server.initialize()).error).toBeUndefined();
    const messages = [
      '{not json', '', '[]', 'null', '1', '"text"', '{}', '[{"jsonrpc":"2.0","id":1,"method":"shutdown"}]', '{"jsonrpc":"2.0","id":7}', '\u0000', '{"a":'.repeat(100_000),
      '{"jsonrpc":"2.0","id":999,"result":1}', '{"jsonrpc":"2.0","method":5}', '{"jsonrpc":"2.0","id":{},"method":"textDocument/hover"}',
      '{"jsonrpc":"2.0","method":"textDocument/didOpen"}', '{"jsonrpc":"2.0","method":"textDocument/didChange","params":{}}',
      '{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///a.xml"}}}',
      '{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"%%%:","languageId":"xml","version":1,"text":"<VPNProfile/>"}}}',
      '{"jsonrpc":"2.0","method":"workspace/didChangeWatchedFiles","params":{"changes":[{"uri":"%%%:","type":1}]}}',
      '{"jsonrpc":"2.0","method":"workspace/didChangeWorkspaceFolders","params":{}}', '{"jsonrpc":"2.0","method":"$/cancelRequest","params":{}}',
      '{"jsonrpc":"2.0","method":"$/cancelRequest"}', '{"jsonrpc":"2.0","method":"nobody/knows"}',
    ]; // prettier-ignore
    for (const message of messages) server.body(message);
    await expectToServe();
  });

  test('a request with wrong parameters gets an error', async () => {
    server = new RawServer();
    await server.initialize();
    for (const params of [undefined, [1], { textDocument: { uri: '%%%:' }, position: { line: 0, character: 0 } }, {}])
      expect((await server.request('textDocument/hover', params)).error?.code, JSON.stringify(params)).toBeLessThan(0);
    expect((await server.request('nobody/knows', {})).error?.code).toBe(-32601);
    await expectToServe();
  });

  test('a beginning that fails may be tried again', async () => {
    server = new RawServer();
    expect((await server.initialize({ capabilities: null })).error).toBeDefined();
    expect((await server.initialize({ workspaceFolders: [{ uri: '%%%:', name: '' }] })).error).toBeDefined();
    expect((await server.initialize()).error).toBeUndefined();
    await expectToServe();
  });
});

describe('a client that refuses whatever it is asked', () => {
  const capabilities = {
    textDocument: { diagnostic: {} },
    workspace: {
      configuration: true,
      diagnostics: { refreshSupport: true },
      codeLens: { refreshSupport: true },
      inlayHint: { refreshSupport: true },
      didChangeConfiguration: { dynamicRegistration: true },
      didChangeWatchedFiles: { dynamicRegistration: true },
    },
    window: { workDoneProgress: true },
  };
  const answers = { 'with an error': { error: { code: -32601, message: 'No' } }, 'with nothing': {}, 'with another type': { result: 5 }, 'with settings of other types': { result: [{ maximumFileSize: {}, inlayHints: 7, projectFile: [] }, 5, null] } }; // prettier-ignore

  test.each(Object.entries(answers))('%s is served', async (_, answer) => {
    server = new RawServer(answer);
    await server.initialize({ capabilities });
    await expectToServe();
    server.notify('workspace/didChangeConfiguration', {});
    await expectToServe();
    // It was asked, and has answered.
    expect(server.received.flatMap(({ method }) => method ?? [])).toContain('client/registerCapability');
    expect(server.received.flatMap(({ method }) => method ?? [])).toContain('workspace/configuration');
    await expectToServe();
  });
});

describe('a line on which nobody knows where the next message begins', () => {
  test.each([
    ['Content-Length: -5\r\n\r\n', 'The header of a message does not say how long the message is.'],
    ['X: 1\r\n\r\n{}', 'The header of a message does not say how long the message is.'],
    ['Content-Length: 99999999999\r\n\r\n', 'The header of a message announces 99999999999 bytes, and no message has so many.'],
    ['x'.repeat(8192), 'What was received is not the header of a message.'],
  ])('%#: ends the server, which says why', async (bytes, why) => {
    server = new RawServer();
    await server.initialize();
    server.bytes(bytes);
    expect(await server.ended).toBe(1);
    expect(server.errors).toBe(`aovpn: ${why} The server ends.\n`);
  });
});
