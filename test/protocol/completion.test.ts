import { afterEach, describe, expect, test } from 'vitest';
import {
  CompletionRequest,
  CompletionTriggerKind,
  InsertTextFormat,
  InsertTextMode,
  type ClientCapabilities,
  type CompletionItem,
} from 'vscode-languageserver/node';
import { LspClient, PULLING } from '../support/lsp-client.ts';

const CLIENT = 'client/profile-user.xml';

let lsp: LspClient;
const start = async (...args: Parameters<typeof LspClient.start>): Promise<void> => {
  lsp = await LspClient.start(...args);
};

afterEach(async () => {
  expect(await lsp.stop()).toBe(0);
  expect(lsp.errors).toEqual([]);
});

describe('completion of elements', () => {
  const text = '<VPNProfile>\r\n\t<AlwaysOn>true</AlwaysOn>\r\n\t<Rou\r\n</VPNProfile>\r\n';
  const route = async (capabilities: ClientCapabilities): Promise<CompletionItem | undefined> => {
    await start({}, capabilities, { bringsSnippets: true });
    await lsp.open(CLIENT, 'xml', text);
    const answer = await lsp.connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri: lsp.uri(CLIENT) },
      position: { line: 2, character: 5 },
      context: { triggerKind: CompletionTriggerKind.Invoked },
    });
    return ((answer ?? []) as CompletionItem[]).find(({ label }) => label === 'Route');
  };
  const range = { start: { line: 2, character: 1 }, end: { line: 2, character: 5 } };
  const withItem = (completionItem: object): ClientCapabilities => ({
    ...PULLING,
    textDocument: { ...PULLING.textDocument, completion: { completionItem } },
  });

  test('with placeholders, and indented as a whole where the editor leaves that alone', async () => {
    expect(await route(withItem({ snippetSupport: true, insertTextModeSupport: { valueSet: [1, 2] } }))).toMatchObject({
      filterText: '<Route',
      insertTextFormat: InsertTextFormat.Snippet,
      insertTextMode: InsertTextMode.asIs,
      textEdit: {
        range,
        newText: '<Route>\r\n\t\t<Address>${1:{{address\\}\\}}</Address>\r\n\t\t<PrefixSize>${2:{{number of bits\\}\\}}</PrefixSize>\r\n\t</Route>',
      },
    });
  });
  test('with placeholders, for an editor that indents by itself', async () => {
    const item = await route(withItem({ snippetSupport: true }));
    expect(item).not.toHaveProperty('insertTextMode');
    expect(item?.textEdit?.newText).toMatch(/^<Route>\r\n\t<Address>.*\r\n<\/Route>$/s);
  });
  test('without placeholders', async () => {
    expect(await route(withItem({}))).toMatchObject({
      insertTextFormat: InsertTextFormat.PlainText,
      textEdit: { range, newText: '<Route>\r\n\t\t<Address></Address>\r\n\t\t<PrefixSize></PrefixSize>\r\n\t</Route>' },
    });
  });
  test('is asked for again while a block of addresses is typed, and not where a bracket closes', async () => {
    await start({});
    await lsp.open(CLIENT, 'xml', '<VPNProfile>\n  <Route>10.0.0.0/</Route>\n</VPNProfile>');
    const ask = (character: number, triggerCharacter: string) =>
      lsp.connection.sendRequest(CompletionRequest.type, {
        textDocument: { uri: lsp.uri(CLIENT) },
        position: { line: 1, character },
        context: { triggerKind: CompletionTriggerKind.TriggerCharacter, triggerCharacter },
      });
    expect(await ask(18, '/')).toMatchObject({ isIncomplete: true, items: [{ label: '10.0.0.0/8' }, {}, {}, {}] });
    expect(await ask(26, '>')).toEqual([]);
  });
});
