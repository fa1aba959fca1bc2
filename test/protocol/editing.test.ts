import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  CodeActionRequest,
  DidChangeConfigurationNotification,
  DocumentFormattingRequest,
  DocumentLinkRequest,
  DocumentRangeFormattingRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  InlayHintRequest,
  LinkedEditingRangeRequest,
  SelectionRangeRequest,
  type ClientCapabilities,
  type CodeAction,
  type DocumentSymbol,
  type Position,
  type Registration,
  type SelectionRange,
  type TextDocumentEdit,
  type TextEdit,
} from 'vscode-languageserver/node';
import { eventually, LspClient, PULLING } from '../support/lsp-client.ts';

const PATH = 'client [1]/profile-user.xml';
const TEXT = `<VPNProfile>
  <!-- to be
       indented -->
<AlwaysOn>true</AlwaysOn>
  <Route>
    <Address>10.20.0.0</Address>
    <PrefixSize>16</PrefixSize>
  </Route>
  <Route>
    <Address>10.0.0.0</Address>
    <PrefixSize>8</PrefixSize>
    <ExclusionRoute>true</ExclusionRoute>
  </Route>
</VPNProfile>
`;

/** What an editor can do that takes each feature for single documents, and outlines as trees. */
const EDITING: ClientCapabilities = {
  ...PULLING,
  textDocument: {
    ...PULLING.textDocument,
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    formatting: { dynamicRegistration: true },
    rangeFormatting: { dynamicRegistration: true },
    selectionRange: { dynamicRegistration: true },
  },
  workspace: { ...PULLING.workspace, inlayHint: { refreshSupport: true }, didChangeConfiguration: { dynamicRegistration: true } },
};

let lsp: LspClient;
const start = async (capabilities = EDITING): Promise<void> => {
  lsp = await LspClient.start({ [PATH]: TEXT }, capabilities);
};

afterEach(async () => {
  expect(await lsp.stop()).toBe(0);
  expect(lsp.errors).toEqual([]);
});

const document = TextDocument.create('x:', 'xml', 0, TEXT);
const at = (part: string): Position => document.positionAt(TEXT.indexOf(part));
const textDocument = () => ({ uri: lsp.uri(PATH) });
const applied = (edits: TextEdit[] | null): string | undefined => (edits ? TextDocument.applyEdits(document, edits) : undefined);
const options = { tabSize: 2, insertSpaces: true };
const FORMATTED = TEXT.replace('\n<AlwaysOn>', '\n  <AlwaysOn>');

describe('a profile that is open', () => {
  test('has an outline', async () => {
    await start();
    await lsp.open(PATH, 'xml', TEXT);
    const symbols = (await lsp.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: textDocument() })) as DocumentSymbol[];
    const [root] = symbols;
    expect(root?.children?.map(({ name, detail }) => [name, detail])).toEqual([
      ['AlwaysOn', 'true'],
      ['Route 10.20.0.0/16', undefined],
      ['Route 10.0.0.0/8 (exclusion)', undefined],
    ]);
    const route = root?.children?.[1];
    expect(route && document.getText(route.selectionRange)).toBe('Route');
    expect(route?.range).toEqual({ start: at('<Route>'), end: { line: 7, character: 10 } });
  });

  test('has an outline for an editor that shows lists', async () => {
    await start(PULLING);
    await lsp.open(PATH, 'xml', TEXT);
    const symbols = await lsp.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: textDocument() });
    expect(symbols?.slice(0, 3)).toMatchObject([
      { name: 'VPNProfile', location: { uri: lsp.uri(PATH) } },
      { name: 'AlwaysOn', containerName: 'VPNProfile' },
      { name: 'Route 10.20.0.0/16', containerName: 'VPNProfile' },
    ]);
  });

  test('is folded, selected, linked, and edited at both tags', async () => {
    await start();
    await lsp.open(PATH, 'xml', TEXT);
    expect(await lsp.connection.sendRequest(FoldingRangeRequest.type, { textDocument: textDocument() })).toEqual([
      { startLine: 0, endLine: 12 },
      { startLine: 1, endLine: 2, kind: 'comment' },
      { startLine: 4, endLine: 6 },
      { startLine: 8, endLine: 11 },
    ]);
    const [selection] = (await lsp.connection.sendRequest(SelectionRangeRequest.type, { textDocument: textDocument(), positions: [at('20.0.0')] })) ?? [];
    const steps: string[] = [];
    for (let step: SelectionRange | undefined = selection; step; step = step.parent) steps.push(document.getText(step.range));
    expect(steps.slice(0, 2)).toEqual(['10.20.0.0', '<Address>10.20.0.0</Address>']);
    expect(steps.at(-1)).toBe(TEXT);
    const linked = await lsp.connection.sendRequest(LinkedEditingRangeRequest.type, { textDocument: textDocument(), position: at('Address>') });
    expect(linked?.ranges.map((range) => document.getText(range))).toEqual(['Address', 'Address']);
    const links = await lsp.connection.sendRequest(DocumentLinkRequest.type, { textDocument: textDocument() });
    expect(links?.map(({ range, target }) => `${document.getText(range)} ${target?.split('#')[1] ?? ''}`)).toEqual([
      'VPNProfile deviceprofilenameprofilexml',
      'AlwaysOn deviceprofilenamealwayson',
      'Route deviceprofilenameroutelist',
    ]);
  });

  test('is formatted, whole and in part', async () => {
    await start();
    await lsp.open(PATH, 'xml', TEXT);
    expect(applied(await lsp.connection.sendRequest(DocumentFormattingRequest.type, { textDocument: textDocument(), options }))).toBe(FORMATTED);
    const route = { start: at('<Route>'), end: at('</Route>') };
    expect(await lsp.connection.sendRequest(DocumentRangeFormattingRequest.type, { textDocument: textDocument(), range: route, options })).toEqual([]);
    await lsp.change(PATH, 2, [{ text: TEXT.replace('</VPNProfile>', '') }]);
    expect(await lsp.connection.sendRequest(DocumentFormattingRequest.type, { textDocument: textDocument(), options })).toBeNull();
  });

  test('has hints once someone wants them', async () => {
    await start();
    await lsp.open(PATH, 'xml', TEXT);
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const hints = () => lsp.connection.sendRequest(InlayHintRequest.type, { textDocument: textDocument(), range });
    expect(await hints()).toEqual([]);
    lsp.settings = { inlayHints: { prefixSize: true } };
    await lsp.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    await eventually(
      () => lsp.hintRefreshes,
      (count) => count === 1,
    );
    expect((await hints())?.map(({ label, position }) => [label, position])).toEqual([
      ['255.255.0.0 · 65,536 addresses', { line: 6, character: 18 }],
      ['255.0.0.0 · 16,777,216 addresses', { line: 10, character: 17 }],
    ]);
  });

  test('is refactored', async () => {
    await start();
    await lsp.open(PATH, 'xml', TEXT);
    const actions = (await lsp.connection.sendRequest(CodeActionRequest.type, {
      textDocument: textDocument(),
      range: { start: at('<Address>'), end: at('<Address>') },
      context: { diagnostics: [], only: ['refactor'] },
    })) as CodeAction[];
    expect(actions.map(({ title, kind }) => `${kind ?? ''} ${title}`)).toEqual(['refactor.rewrite.aovpn.sortRoutes Sort routes']);
    const [change] = (actions[0]?.edit?.documentChanges ?? []) as TextDocumentEdit[];
    expect(applied((change?.edits ?? []) as TextEdit[])?.match(/10\.[\d.]+/g)).toEqual(['10.0.0.0', '10.20.0.0']);
  });
});

describe('formatting and growing of selections', () => {
  const registrations = (): Registration[] => lsp.registrations.filter(({ method }) => method.startsWith('textDocument/'));
  const METHODS = ['textDocument/formatting', 'textDocument/rangeFormatting', 'textDocument/selectionRange'];
  const registered = (methods: readonly string[]) =>
    eventually(
      () => registrations(),
      (list) =>
        list
          .map(({ method }) => method)
          .sort()
          .join() === methods.join(),
    );

  test('are registered for a recognised document alone, and until it is closed', async () => {
    await start();
    expect(lsp.initialized?.capabilities).not.toHaveProperty('documentFormattingProvider');
    await lsp.open('other.xml', 'xml', '<configuration/>');
    await lsp.open('rras.ps1', 'powershell', 'Set-VpnServerConfiguration -CustomPolicy\n');
    await lsp.open(PATH, 'xml', TEXT);
    const list = await registered(METHODS);
    const pattern = fileURLToPath(lsp.uri(PATH)).replaceAll('\\', '/').replace('[1]', '?1?');
    for (const { registerOptions } of list) expect(registerOptions).toEqual({ documentSelector: [{ scheme: 'file', pattern }] });
    await lsp.close(PATH);
    await registered([]);
  });

  test('are registered when a document becomes a profile', async () => {
    await start();
    await lsp.open('new.xml', 'xml', '');
    await lsp.change('new.xml', 2, [{ text: '<VPNProfile>' }]);
    await registered(METHODS);
  });

  test('are not offered where a setting says so', async () => {
    await start();
    await lsp.open(PATH, 'xml', TEXT);
    await registered(METHODS);
    lsp.settings = { format: { enabled: false } };
    await lsp.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    await registered(['textDocument/selectionRange']);
    expect(await lsp.connection.sendRequest(DocumentFormattingRequest.type, { textDocument: textDocument(), options })).toBeNull();
    lsp.settings = {};
    await lsp.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    await registered(METHODS);
  });

  test('are offered for all documents to an editor that takes no single ones', async () => {
    await start(PULLING);
    expect(lsp.initialized?.capabilities).toMatchObject({
      documentFormattingProvider: true,
      documentRangeFormattingProvider: true,
      selectionRangeProvider: true,
    });
  });
});

test('a document that nobody recognises gets no answer, so that the editor goes by its own means', async () => {
  await start();
  await lsp.open('other.xml', 'xml', '<configuration>\n<a/>\n</configuration>\n');
  const other = { uri: lsp.uri('other.xml') };
  const range = { start: { line: 0, character: 0 }, end: { line: 3, character: 0 } };
  expect(await lsp.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: other })).toBeNull();
  expect(await lsp.connection.sendRequest(FoldingRangeRequest.type, { textDocument: other })).toBeNull();
  expect(await lsp.connection.sendRequest(SelectionRangeRequest.type, { textDocument: other, positions: [range.start] })).toBeNull();
  expect(await lsp.connection.sendRequest(LinkedEditingRangeRequest.type, { textDocument: other, position: range.start })).toBeNull();
  expect(await lsp.connection.sendRequest(DocumentFormattingRequest.type, { textDocument: other, options })).toBeNull();
});
