import { afterEach, describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  CodeActionRequest,
  DocumentDiagnosticRequest,
  DocumentHighlightRequest,
  HoverRequest,
  PrepareRenameRequest,
  RenameRequest,
  type ClientCapabilities,
  type CodeAction,
  type Diagnostic,
  type Hover,
  type MarkupContent,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { eventually, LspClient, PULLING } from '../support/lsp-client.ts';

const POOLS = 'lb/pools.conf';
const VIRTUALS = 'lb/virtuals.conf';

const POOL_TEXT = `ltm pool /Common/pool_ike {
    members {
        /Common/10.10.1.11:0 { address 10.10.1.11 }
        /Common/10.10.1.12:0 { address 10.10.1.12 }
    }
    monitor /Common/gateway_icmp
}
`;
const VIRTUAL_TEXT = `ltm persistence source-addr /Common/persist_ike {
    defaults-from /Common/source_addr
    match-across-services enabled
    timeout 3600
}
${[500, 4500]
  .map(
    (port) => `ltm virtual /Common/vs_ike${port} {
    destination /Common/203.0.113.10:${port}
    ip-protocol udp
    persist { /Common/persist_ike { default yes } }
    pool /Common/pool_ike
    profiles { /Common/udp { } }
    source-address-translation { type ${port === 500 ? 'none' : 'automap'} }
}
`,
  )
  .join('')}`;

const CAPABILITIES: ClientCapabilities = {
  ...PULLING,
  textDocument: { ...PULLING.textDocument, rename: { prepareSupport: true, dynamicRegistration: true }, documentHighlight: { dynamicRegistration: true } },
};

let lsp: LspClient;

async function start(language: string, capabilities = CAPABILITIES): Promise<void> {
  lsp = await LspClient.start({ [POOLS]: POOL_TEXT, [VIRTUALS]: VIRTUAL_TEXT }, capabilities);
  await lsp.open(VIRTUALS, language, VIRTUAL_TEXT);
}

afterEach(async () => {
  expect(await lsp.stop()).toBe(0);
  expect(lsp.errors).toEqual([]);
});

const document = TextDocument.create('x:', 'x', 0, VIRTUAL_TEXT);
const at = (part: string) => ({ textDocument: { uri: lsp.uri(VIRTUALS) }, position: document.positionAt(VIRTUAL_TEXT.indexOf(part) + 1) });

async function pull(): Promise<Diagnostic[]> {
  const report = await lsp.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri: lsp.uri(VIRTUALS) } });
  return report.kind === 'full' ? report.items : [];
}

/** What is said of a listener once the other file has been read too. */
function whole(): Promise<Hover | null> {
  return eventually(
    () => lsp.connection.sendRequest(HoverRequest.type, at('vs_ike500')),
    (answer) => ((answer?.contents as MarkupContent | undefined)?.value ?? '').includes('10.10.1.11'),
  );
}

function applied(edit: WorkspaceEdit | null | undefined): Record<string, string> {
  const changes = (edit?.documentChanges ?? []) as TextDocumentEdit[];
  return Object.fromEntries(
    changes.map(({ textDocument, edits }) => {
      const text = textDocument.uri === lsp.uri(POOLS) ? POOL_TEXT : VIRTUAL_TEXT;
      return [textDocument.uri === lsp.uri(POOLS) ? POOLS : VIRTUALS, TextDocument.applyEdits(TextDocument.create('x:', 'x', 0, text), edits as TextEdit[])];
    }),
  );
}

describe.each(['bigip', 'tcl-bigip', 'f5-tcl'])('an editor of BIG-IP files that calls them %s', (language) => {
  test('shows what is wrong, and the light bulb mends it', async () => {
    await start(language);
    const found = await eventually(pull, (diagnostics) => diagnostics.length > 0);
    expect(found.map(({ code, severity }) => [code, severity])).toEqual([['lb-ikev2-snat', 1]]);
    const [diagnostic] = found;
    const actions = (await lsp.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: lsp.uri(VIRTUALS) },
      range: diagnostic?.range ?? expect.fail('nothing found'),
      context: { diagnostics: diagnostic ? [diagnostic] : [] },
    })) as CodeAction[];
    expect(actions[0]?.title).toBe("Keep the client's address (servers must answer through the load balancer)");
    expect(applied(actions[0]?.edit)).toEqual({ [VIRTUALS]: VIRTUAL_TEXT.replace('automap', 'none') });
  });

  test('renames an object in all files of the load balancer', async () => {
    await start(language);
    await whole();
    expect(await lsp.connection.sendRequest(PrepareRenameRequest.type, at('pool_ike'))).toMatchObject({ start: { line: 9, character: 17 } });
    const edit = await lsp.connection.sendRequest(RenameRequest.type, { ...at('pool_ike'), newName: 'pool_vpn' });
    expect(applied(edit)).toEqual({ [POOLS]: POOL_TEXT.replaceAll('pool_ike', 'pool_vpn'), [VIRTUALS]: VIRTUAL_TEXT.replaceAll('pool_ike', 'pool_vpn') });
    await expect(lsp.connection.sendRequest(RenameRequest.type, { ...at('pool_ike'), newName: 'pool vpn' })).rejects.toThrow(
      'No object here can have the name "pool vpn".',
    );
    expect(await lsp.connection.sendRequest(PrepareRenameRequest.type, at('source_addr'))).toBeNull();
  });

  test('marks an object wherever the file names it, and says what happens to a packet', async () => {
    await start(language);
    const marked = await lsp.connection.sendRequest(DocumentHighlightRequest.type, at('persist_ike'));
    expect(marked?.map(({ range, kind }) => [range.start.line, kind])).toEqual([
      [0, 3],
      [8, 2],
      [16, 2],
    ]);
    const hover = await whole();
    expect((hover?.contents as MarkupContent).value).toContain('go to the same server until 3600 seconds pass without traffic');
  });
});

describe('an editor', () => {
  test('that can register it gets renaming for the files of load balancers alone', async () => {
    await start('bigip');
    await eventually(
      () => Promise.resolve(lsp.registrations.filter(({ method }) => method === 'textDocument/rename')),
      (registrations) => registrations.length > 0,
    );
    expect(lsp.initialized?.capabilities.renameProvider).toBeUndefined();
    expect(lsp.initialized?.capabilities.documentHighlightProvider).toBeUndefined();
  });
  test('that cannot is told of it at the start', async () => {
    await start('bigip', PULLING);
    expect(lsp.initialized?.capabilities).toMatchObject({ renameProvider: { prepareProvider: true }, documentHighlightProvider: true });
  });
});
