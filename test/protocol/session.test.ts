import { afterEach, describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  CodeActionRequest,
  CodeActionResolveRequest,
  CompletionRequest,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticRequest,
  HoverRequest,
  WorkspaceDiagnosticRequest,
  type CodeAction,
  type CompletionItem,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type MarkupContent,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { eventually, LspClient, PULLING } from '../support/lsp-client.ts';
import { profile, server } from '../support/policies.ts';

const CLIENT = 'client/profile-user.xml';
const SERVER = 'server/rras.ps1';

let lsp: LspClient;
const start = async (...args: Parameters<typeof LspClient.start>): Promise<void> => {
  lsp = await LspClient.start(...args);
};

afterEach(async () => {
  expect(await lsp.stop()).toBe(0);
  expect(lsp.errors).toEqual([]);
});

const pull = (path: string, previousResultId?: string): Promise<DocumentDiagnosticReport> =>
  lsp.connection.sendRequest(DocumentDiagnosticRequest.type, {
    textDocument: { uri: lsp.uri(path) },
    ...(previousResultId !== undefined && { previousResultId }),
  });

const items = async (path: string): Promise<Diagnostic[]> => {
  const report = await pull(path);
  return report.kind === 'full' ? report.items : [];
};

const codes = (diagnostics: readonly Diagnostic[]): unknown[] => diagnostics.map(({ code }) => code);

/** Waits until the folder has been read, which shows in a finding across files. */
const mismatches = (path: string, count: number): Promise<Diagnostic[]> =>
  eventually(
    () => items(path),
    (list) => codes(list).filter((code) => code === 'policy-mismatch').length === count,
  );

/** The range of a text in a document. */
const rangeOf = (text: string, part: string): Diagnostic['range'] => {
  const document = TextDocument.create('x:', '', 0, text);
  const offset = text.indexOf(part);
  return { start: document.positionAt(offset), end: document.positionAt(offset + part.length) };
};

const actionsAt = async (path: string, range: Diagnostic['range'], only?: string[]): Promise<CodeAction[]> => {
  const answer = await lsp.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri: lsp.uri(path) },
    range,
    context: { diagnostics: [], ...(only && { only }) },
  });
  return (answer ?? []) as CodeAction[];
};

const apply = async (edit: WorkspaceEdit | undefined, texts: Record<string, string>, version: number): Promise<Record<string, string>> => {
  const result = { ...texts };
  for (const change of (edit?.documentChanges ?? []) as TextDocumentEdit[]) {
    const path = Object.keys(texts).find((each) => lsp.uri(each) === change.textDocument.uri);
    if (path === undefined) throw new Error(`Edit of an unknown file ${change.textDocument.uri}`);
    result[path] = TextDocument.applyEdits(
      TextDocument.create('x:', '', 0, texts[path] ?? ''),
      change.edits as { range: Diagnostic['range']; newText: string }[],
    );
    await lsp.change(path, version, [{ text: result[path] }]);
  }
  return result;
};

describe('a client that pulls', () => {
  const texts = { [CLIENT]: profile({ DHGroup: 'ECP384' }), [SERVER]: server() };

  test('learns what the server can do', async () => {
    await start(texts);
    expect(lsp.initialized).toMatchInlineSnapshot(`
      {
        "capabilities": {
          "codeActionProvider": {
            "codeActionKinds": [
              "quickfix",
              "refactor.rewrite.aovpn",
              "source.fixAll.aovpn",
            ],
            "resolveProvider": false,
          },
          "codeLensProvider": {},
          "completionProvider": {
            "triggerCharacters": [
              ">",
              " ",
              "<",
              "/",
              """,
              "[",
              "=",
              "\\",
            ],
          },
          "definitionProvider": true,
          "diagnosticProvider": {
            "identifier": "aovpn",
            "interFileDependencies": true,
            "workDoneProgress": true,
            "workspaceDiagnostics": true,
          },
          "documentFormattingProvider": true,
          "documentHighlightProvider": true,
          "documentLinkProvider": {},
          "documentRangeFormattingProvider": true,
          "documentSymbolProvider": {
            "label": "Always On VPN",
          },
          "foldingRangeProvider": true,
          "hoverProvider": true,
          "inlayHintProvider": true,
          "linkedEditingRangeProvider": true,
          "referencesProvider": true,
          "renameProvider": {
            "prepareProvider": true,
          },
          "selectionRangeProvider": true,
          "signatureHelpProvider": {
            "triggerCharacters": [
              " ",
              "-",
            ],
          },
          "textDocumentSync": {
            "change": 2,
            "openClose": true,
          },
          "workspace": {
            "workspaceFolders": {
              "changeNotifications": true,
              "supported": true,
            },
          },
        },
        "serverInfo": {
          "name": "aovpn",
          "version": "0.1.0",
        },
      }
    `);
    await eventually(
      () => lsp.registered.length,
      (count) => count === 2,
    );
    expect(lsp.registered).toEqual(['workspace/didChangeWatchedFiles', 'workspace/didChangeConfiguration']);
  });

  test('sees the mismatch with a file that nobody opened, and its place there', async () => {
    await start(texts);
    await lsp.open(CLIENT, 'xml', texts[CLIENT]);
    const [finding] = await mismatches(CLIENT, 1);
    expect(finding).toMatchObject({ range: rangeOf(texts[CLIENT], 'ECP384'), severity: 1, code: 'policy-mismatch', source: 'aovpn' });
    expect(finding?.message).toContain('error 13868');
    expect(finding?.relatedInformation).toEqual([
      { location: { uri: lsp.uri(SERVER), range: rangeOf(texts[SERVER], 'Group14') }, message: "The server's DHGroup: Group14" },
    ]);
  });

  test('an edit keystroke by keystroke is checked at each, on both sides, without saving', async () => {
    await start(texts);
    await lsp.open(CLIENT, 'xml', texts[CLIENT]);
    await lsp.open(SERVER, 'powershell', texts[SERVER]);
    await mismatches(CLIENT, 1);
    let text = texts[CLIENT];
    let version = 1;
    const type = async (offset: number, remove: number, insert: string): Promise<void> => {
      const document = TextDocument.create('x:', '', 0, text);
      await lsp.change(CLIENT, ++version, [{ range: { start: document.positionAt(offset), end: document.positionAt(offset + remove) }, text: insert }]);
      text = text.slice(0, offset) + insert + text.slice(offset + remove);
    };
    const at = text.indexOf('ECP384');
    await type(at, 6, '');
    expect(codes(await items(CLIENT))).toEqual([]);
    const seen: string[] = [];
    for (const [index, letter] of 'Group14'.split('').entries()) {
      await type(at + index, 0, letter);
      seen.push(`${text.slice(at, at + index + 1)}: ${codes(await items(CLIENT)).join(' ')}`);
    }
    expect(seen).toEqual([
      'G: xml-enum-value',
      'Gr: xml-enum-value',
      'Gro: xml-enum-value',
      'Grou: xml-enum-value',
      'Group: xml-enum-value',
      'Group1: crypto-broken policy-mismatch',
      'Group14: ',
    ]);
    expect(await mismatches(SERVER, 0)).toEqual([]);
  });

  test('a fix removes the finding on both sides', async () => {
    await start(texts);
    await lsp.open(CLIENT, 'xml', texts[CLIENT]);
    await lsp.open(SERVER, 'powershell', texts[SERVER]);
    await mismatches(SERVER, 1);
    const actions = await actionsAt(CLIENT, rangeOf(texts[CLIENT], 'ECP384'));
    expect(actions.map(({ title, kind, isPreferred }) => ({ title, kind, isPreferred }))).toEqual([
      { title: "Use the server's value here (Group14)", kind: 'quickfix', isPreferred: false },
      { title: "Use the client's value on the server (ECP384)", kind: 'quickfix', isPreferred: false },
      { title: 'Align all six values with the server', kind: 'quickfix', isPreferred: false },
      { title: 'Suppress policy-mismatch on this line', kind: 'quickfix', isPreferred: false },
      { title: 'Suppress policy-mismatch in this file', kind: 'quickfix', isPreferred: false },
      { title: 'Turn policy-mismatch off in aovpn.json (everywhere here)', kind: 'quickfix', isPreferred: false },
    ]);
    // An editor that has not said that it announces fixes gets no command that it does not know.
    expect(actions.flatMap(({ command }) => command ?? [])).toEqual([]);
    const after = await apply(actions[1]?.edit, texts, 2);
    expect(after[SERVER]).toBe(server({ DHGroup: 'ECP384' }));
    expect(await mismatches(CLIENT, 0)).toEqual([]);
    expect(await mismatches(SERVER, 0)).toEqual([]);
  });

  test('a suppression removes the finding on both sides', async () => {
    await start(texts);
    await lsp.open(CLIENT, 'xml', texts[CLIENT]);
    await mismatches(CLIENT, 1);
    const actions = await actionsAt(CLIENT, rangeOf(texts[CLIENT], 'ECP384'));
    const after = await apply(actions.find(({ title }) => title.endsWith('on this line'))?.edit, texts, 2);
    expect(after[CLIENT]).toContain('<!-- aovpn-disable-next-line policy-mismatch -->');
    expect(await mismatches(CLIENT, 0)).toEqual([]);
    expect(await mismatches(SERVER, 0)).toEqual([]);
  });

  test('a fix in another file ends with the command that announces it, where the client has one', async () => {
    await start(texts, PULLING, { announcesFixes: true });
    await lsp.open(CLIENT, 'xml', texts[CLIENT]);
    await mismatches(CLIENT, 1);
    const actions = await actionsAt(CLIENT, rangeOf(texts[CLIENT], 'ECP384'));
    expect(actions.map(({ command }) => command?.arguments)).toEqual([undefined, [lsp.uri(SERVER)], undefined, undefined, undefined, [lsp.uri('aovpn.json')]]);
    expect(actions[1]?.edit?.documentChanges).toMatchObject([{ textDocument: { uri: lsp.uri(SERVER), version: null } }]);
  });

  test('safe fixes are applied together, others never', async () => {
    const text = profile({ EncryptionMethod: 'GCMAES128', IntegrityCheckMethod: 'SHA1', DHGroup: 'Group2' });
    await start({ [CLIENT]: text });
    await lsp.open(CLIENT, 'xml', text);
    await eventually(
      () => items(CLIENT),
      (list) => list.length > 0,
    );
    const [all, ...more] = await actionsAt(CLIENT, { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, ['source.fixAll']);
    expect(more).toEqual([]);
    expect(all?.kind).toBe('source.fixAll.aovpn');
    const after = await apply(all?.edit, { [CLIENT]: text }, 2);
    expect(after[CLIENT]).toBe(text.replace('GCMAES128', 'AES_GCM_128').replace('SHA1<', 'SHA196<'));
  });

  test('unchanged diagnostics are not sent twice', async () => {
    await start(texts);
    await lsp.open(CLIENT, 'xml', texts[CLIENT]);
    await mismatches(CLIENT, 1);
    const report = await pull(CLIENT);
    expect(await pull(CLIENT, report.resultId)).toEqual({ kind: 'unchanged', resultId: report.resultId });
  });

  test('the workspace is answered at once, and again when something changes', async () => {
    await start(texts);
    const ask = (previousResultIds: { uri: string; value: string }[]) => lsp.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds });
    const full = await eventually(
      () => ask([]),
      ({ items: list }) => list.some((item) => item.kind === 'full' && item.items.length > 0),
    );
    const summary = Object.fromEntries(full.items.map((item) => [item.uri, item.kind === 'full' ? codes(item.items) : item.kind]));
    expect(summary).toEqual({ [lsp.uri(CLIENT)]: ['policy-mismatch'], [lsp.uri(SERVER)]: ['policy-mismatch'] });
    const previous = full.items.map(({ uri, resultId }) => ({ uri, value: resultId ?? '' }));
    let answered = false;
    const held = ask(previous).finally(() => (answered = true));
    await items(CLIENT);
    expect(answered).toBe(false);
    await lsp.open(SERVER, 'powershell', server({ DHGroup: 'ECP384' }));
    const changed = await held;
    expect(changed.items.map((item) => (item.kind === 'full' ? codes(item.items) : item.kind))).toEqual([[], []]);
  });

  test('a file that changes on disk counts, unless it is open', async () => {
    await start(texts);
    await lsp.open(CLIENT, 'xml', texts[CLIENT]);
    await mismatches(CLIENT, 1);
    const changed = (type: 1 | 2 | 3, path: string) =>
      lsp.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [{ uri: lsp.uri(path), type }] });
    await lsp.write(SERVER, server({ DHGroup: 'ECP384' }));
    await changed(2, SERVER);
    await mismatches(CLIENT, 0);
    await lsp.open(SERVER, 'powershell', server());
    await mismatches(CLIENT, 1);
    await changed(2, SERVER);
    expect(codes(await items(CLIENT))).toEqual(['policy-mismatch']);
    await lsp.close(SERVER);
    await mismatches(CLIENT, 0);
    await lsp.write('server/second.ps1', server());
    await changed(1, 'server/second.ps1');
    await lsp.write(SERVER, server({ DHGroup: 'ECP256' }));
    await changed(2, SERVER);
    await eventually(
      async () => codes(await items(CLIENT)),
      (found) => found.includes('pairing-ambiguous'),
    );
  });

  test('files that are no UTF-8 are read as well', async () => {
    const utf16 = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, 'utf16le');
    await start({ [SERVER]: utf16(server()), 'client/other.xml': Buffer.from(`\ufeff${profile()}`) });
    await lsp.open(CLIENT, 'xml', texts[CLIENT]);
    await mismatches(CLIENT, 1);
  });

  test('bad files are named in the log, nothing is put before the user, and the rest is checked', async () => {
    const bad = {
      'bad/binary.xml': new Uint8Array([0x4d, 0x5a, 0, 0, 1, 2, 3, 0xff]),
      'bad/empty.ps1': '',
      'bad/encoding.xml': '<?xml version="1.0" encoding="x-fabrikam"?><VPNProfile/>',
      'bad/cut.xml': '<VPNProfile><NativeProfile><Servers>vpn.fab',
      'bad/broken.ps1': 'Set-VpnServerConfiguration -CustomPolicy -DHGroup "Group14\n}}}',
    };
    await start({ ...texts, ...bad });
    await lsp.open(CLIENT, 'xml', texts[CLIENT]);
    await mismatches(CLIENT, 1);
    expect(lsp.logged.map((message) => message.replace(/^.*\//, '')).sort()).toEqual([
      'binary.xml is a binary file; it is not checked.',
      'encoding.xml has the unknown encoding "x-fabrikam"; it is not checked.',
    ]);
    expect(lsp.shown).toEqual([]);
  });

  test('hover explains a value with all its spellings', async () => {
    const text = profile({ EncryptionMethod: 'AES_GCM_256' });
    await start({});
    await lsp.open(CLIENT, 'xml', text);
    const hover = await lsp.connection.sendRequest(HoverRequest.type, { textDocument: { uri: lsp.uri(CLIENT) }, position: rangeOf(text, 'GCM_256').start });
    expect(hover?.range).toEqual(rangeOf(text, 'AES_GCM_256'));
    expect((hover?.contents as MarkupContent).value).toMatchInlineSnapshot(`
      "**EncryptionMethod AES_GCM_256**: AES-GCM, 256-bit key, 16-byte tag

      Strength: **strong**. RFC 8247 section 2.1 says SHOULD; RFC 9206 section 5.1 \\(CNSA\\) asks for it.

      | ProfileXML | Client cmdlet | Server cmdlet | Azure IkeEncryption | strongSwan |
      | --- | --- | --- | --- | --- |
      | \`AES_GCM_256\` | \`GCMAES256\` | \`GCMAES256\` | \`GCMAES256\` | \`aes256gcm16\` |

      IKEv2 main mode. Cipher of the IKE SA: it protects the negotiation and the authentication themselves.

      Sources: [VPNv2 CSP](https://learn.microsoft.com/windows/client-management/mdm/vpnv2-csp), [Set-VpnConnectionIPsecConfiguration](https://learn.microsoft.com/powershell/module/vpnclient/set-vpnconnectionipsecconfiguration), [Set-VpnServerConfiguration](https://learn.microsoft.com/powershell/module/remoteaccess/set-vpnserverconfiguration), [Azure VPN Gateway](https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-about-compliance-crypto)"
    `);
  });

  test('completion offers values, and snippets to an editor that brings none', async () => {
    await start({});
    const text = 'Set-VpnServerConfiguration -CustomPolicy -DHGroup \naovpn';
    await lsp.open(SERVER, 'powershell', text);
    const at = async (line: number, character: number): Promise<string[]> => {
      const answer = await lsp.connection.sendRequest(CompletionRequest.type, { textDocument: { uri: lsp.uri(SERVER) }, position: { line, character } });
      return ((answer ?? []) as CompletionItem[]).map(({ label }) => label);
    };
    expect(await at(0, 50)).toEqual(['None', 'Group1', 'Group2', 'Group14', 'ECP256', 'ECP384', 'Group24']);
    const snippets = await at(1, 5);
    expect(snippets.length).toBeGreaterThan(5);
    expect(snippets.filter((label) => !label.startsWith('aovpn'))).toEqual([]);
  });

  test('an editor that brings its own snippets gets none', async () => {
    await start({}, PULLING, { bringsSnippets: true });
    await lsp.open(SERVER, 'powershell', 'aovpn');
    const answer = await lsp.connection.sendRequest(CompletionRequest.type, { textDocument: { uri: lsp.uri(SERVER) }, position: { line: 0, character: 5 } });
    expect(answer).toEqual([]);
  });

  describe('a fix of more than a hundred files', () => {
    const clients = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`client/p${index}.xml`, profile({ DHGroup: 'ECP384' })]));
    const RESOLVING: typeof PULLING = {
      ...PULLING,
      textDocument: {
        ...PULLING.textDocument,
        codeAction: { ...PULLING.textDocument?.codeAction, dataSupport: true, resolveSupport: { properties: ['edit', 'command'] } },
      },
    };
    const offered = async (capabilities: typeof PULLING): Promise<CodeAction> => {
      await start({ [SERVER]: server(), ...clients }, capabilities, { announcesFixes: true });
      await lsp.open(SERVER, 'powershell', server());
      await mismatches(SERVER, 1);
      const found = await actionsAt(SERVER, rangeOf(server(), 'Group14'), ['quickfix']);
      return found.find(({ title }) => title.startsWith("Use the server's value on every client")) ?? expect.fail('it is not offered');
    };
    const resolved = (action: CodeAction): Promise<CodeAction> => lsp.connection.sendRequest(CodeActionResolveRequest.type, action);

    test('is written once it is chosen, where the editor can ask for that', async () => {
      const action = await offered(RESOLVING);
      expect(action).not.toHaveProperty('edit');
      const { edit, command } = await resolved(action);
      expect(edit?.documentChanges).toHaveLength(101);
      expect(command).toMatchObject({ title: 'Changed 101 files', arguments: { length: 101 } });
    });

    test('comes with what it changes, where the editor cannot', async () => {
      expect((await offered(PULLING)).edit?.documentChanges).toHaveLength(101);
    });

    test('is refused where nothing is to be mended any more', async () => {
      const action = await offered(RESOLVING);
      await lsp.change(SERVER, 2, [{ text: server({ DHGroup: 'ECP384' }) }]);
      await expect(resolved(action)).rejects.toThrow('Nothing was changed');
    });

    test('what tells about a rule is left as it is', async () => {
      const { title, kind } = await offered(RESOLVING);
      expect(await resolved({ title, ...(kind !== undefined && { kind }) })).toEqual({ title, kind });
    });
  });

  test('diff views and documents that are not open are answered with nothing', async () => {
    await start(texts);
    await lsp.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: 'git:/project/rras.ps1', languageId: 'powershell', version: 1, text: server({ DHGroup: 'Group2' }) },
    });
    expect(await lsp.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri: 'git:/project/rras.ps1' } })).toMatchObject({ items: [] });
    expect(
      await lsp.connection.sendRequest(HoverRequest.type, { textDocument: { uri: 'file:///nowhere.xml' }, position: { line: 9, character: 9 } }),
    ).toBeNull();
    expect(await actionsAt('nowhere.xml', rangeOf('x', 'x'))).toEqual([]);
  });
});
