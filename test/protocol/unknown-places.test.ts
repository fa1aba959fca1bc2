import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RawServer } from '../support/raw-server.ts';

const URI = 'file:///nowhere/profile.xml';
const TEXT = '<VPNProfile>\r\n<x/>\n</VPNProfile>';

let server: RawServer;
beforeEach(async () => {
  server = new RawServer();
  expect((await server.initialize({ capabilities: { textDocument: { diagnostic: {} } } })).error).toBeUndefined();
});
afterEach(() => server.kill());

const METHODS = [
  'hover', 'completion', 'codeAction', 'codeLens', 'definition', 'references', 'documentSymbol', 'foldingRange', 'formatting', 'rangeFormatting', 'inlayHint',
  'selectionRange', 'signatureHelp', 'documentHighlight', 'linkedEditingRange', 'documentLink', 'prepareRename', 'diagnostic',
]; // prettier-ignore

async function expectAnswers(uri: unknown, position: unknown): Promise<void> {
  const params = { position, positions: [position], range: { start: position, end: position }, context: { diagnostics: [] }, options: { tabSize: 2 } };
  for (const method of METHODS) {
    const { error } = await server.request(`textDocument/${method}`, { textDocument: { uri }, ...params });
    expect(error, `${method} at ${JSON.stringify(position)}`).toBeUndefined();
  }
}

test('documents that nobody has opened are answered with nothing', async () => {
  for (const uri of [URI, '', 'no address', 'untitled:Untitled-1', 'git:/profile.xml', 'file:///%zz']) await expectAnswers(uri, { line: 0, character: 0 });
  server.notify('textDocument/didChange', { textDocument: { uri: URI, version: 5 }, contentChanges: [{ text: TEXT }] });
  server.notify('textDocument/didClose', { textDocument: { uri: URI } });
  server.notify('textDocument/didSave', { textDocument: { uri: URI } });
  expect(await server.findings(URI)).toEqual([]);
  server.open(URI, 'xml', TEXT);
  expect(await server.findings(URI)).toEqual(['xml-unknown-element']);
  server.notify('textDocument/didClose', { textDocument: { uri: URI } });
  server.notify('textDocument/didClose', { textDocument: { uri: URI } });
  expect(await server.findings(URI)).toEqual([]);
});

describe('positions out of range', () => {
  const positions = [
    { line: 1e9, character: 1e9 }, { line: 2 ** 31, character: 2 ** 53 }, { line: 0, character: 13 }, { line: 1, character: 1e9 }, { line: -1, character: -1 },
    { line: 0, character: -5 }, { line: 0.5, character: 1.5 }, { line: null, character: null }, { line: 'a', character: {} }, {},
  ]; // prettier-ignore

  test('are answered as the nearest place, or with nothing', async () => {
    server.open(URI, 'xml', TEXT);
    for (const position of positions) await expectAnswers(URI, position);
    expect(await server.findings(URI)).toEqual(['xml-unknown-element']);
  });

  test('in an edit leave a document that the next full text puts right', async () => {
    server.open(URI, 'xml', TEXT);
    let version = 1;
    const edit = (range: object | undefined, text: string): void => {
      server.notify('textDocument/didChange', { textDocument: { uri: URI, version: ++version }, contentChanges: [{ ...(range && { range }), text }] });
    };
    for (const position of positions) {
      edit({ start: position, end: position }, '<!---->');
      await server.findings(URI);
    }
    // The other way round, and behind the end.
    edit({ start: { line: 2, character: 0 }, end: { line: 0, character: 0 } }, 'z');
    edit({ start: { line: 500, character: 0 }, end: { line: 900, character: 0 } }, 'z');
    edit(undefined, TEXT);
    expect(await server.findings(URI)).toEqual(['xml-unknown-element']);
  });
});

test('versions may jump, and go back: the text counts', async () => {
  server.open(URI, 'xml', TEXT);
  for (const [version, name] of [[2, 'a'], [1_000_000, 'b'], [3, 'c'], [-7, 'd'], [3, 'e']] as const) {
    server.notify('textDocument/didChange', { textDocument: { uri: URI, version }, contentChanges: [{ text: TEXT.replace('x', name) }] });
    const { result } = await server.request('textDocument/diagnostic', { textDocument: { uri: URI } });
    expect((result as { items: { message: string }[] }).items.map(({ message }) => message.split(',')[0])).toEqual([`VPNProfile has no element ${name}`]);
  }
  server.open(URI, 'xml', TEXT, 1);
  expect(await server.findings(URI)).toEqual(['xml-unknown-element']);
}); // prettier-ignore
