import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createProtocolConnection,
  DocumentDiagnosticRequest,
  InitializedNotification,
  InitializeRequest,
  type DataCallback,
  type Diagnostic,
  type Disposable,
  type InitializeResult,
  type Message,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import { afterEach, expect, test } from 'vitest';
import { eventually, PULLING } from '../support/lsp-client.ts';

const dist = (name: string): Buffer => readFileSync(new URL(`../../dist/${name}`, import.meta.url));
const sample = (path: string): Buffer => readFileSync(new URL(`../../samples/contoso/${path}`, import.meta.url));

/** What a browser has and the language itself has not. There is nothing of Node.js among it. */
const OF_A_BROWSER = { AbortController, atob, clearTimeout, console, performance, setTimeout, TextDecoder, TextEncoder, URL };

interface Scope {
  onmessage?: (event: { data: unknown }) => void;
  Uint8Array: Uint8ArrayConstructor;
}

class Reader extends AbstractMessageReader {
  take: DataCallback | undefined;

  listen(take: DataCallback): Disposable {
    this.take = take;
    return { dispose: () => (this.take = undefined) };
  }
}

class Writer extends AbstractMessageWriter {
  readonly #post: (message: unknown) => void;

  constructor(post: (message: unknown) => void) {
    super();
    this.#post = post;
  }

  write(message: Message): Promise<void> {
    this.#post(message);
    return Promise.resolve();
  }

  end(): void {
    // Nothing is held open.
  }
}

let client: ProtocolConnection | undefined;
afterEach(() => client?.dispose());

/** The bundled server where there is nothing but what a browser has, and a client at its other end whose files are in memory. */
async function startWorker(files: Readonly<Record<string, Buffer>>): Promise<{ connection: ProtocolConnection; initialized: InitializeResult }> {
  const reader = new Reader();
  const scope = createContext({
    ...OF_A_BROWSER,
    addEventListener: () => undefined,
    // A message is copied on its way.
    postMessage: (message: unknown) => setImmediate(() => reader.take?.(structuredClone(message) as Message)),
  }) as unknown as Scope;
  runInContext('globalThis.self = globalThis; globalThis.Uint8Array = Uint8Array;', scope);
  runInContext(dist('server.cjs').toString(), scope, { filename: 'server.cjs' });
  const post = (data: unknown): unknown => setImmediate(() => scope.onmessage?.({ data }));
  const own = (bytes: Buffer): Uint8Array => new scope.Uint8Array(bytes);
  post({ runtime: own(dist('tree-sitter.wasm')), grammar: own(dist('tree-sitter-powershell.wasm')) });

  const connection = createProtocolConnection(reader, new Writer(post));
  client = connection;
  const failure = { failure: { code: 'FileNotFound', message: '' } };
  const below = (uri: string): string[] => Object.keys(files).filter((each) => each.startsWith(`${uri}/`));
  connection.onRequest('aovpn/statFile', ({ uri }: { uri: string }): object => {
    const size = files[uri]?.length;
    if (size !== undefined) return { type: 1, size, modified: 1 };
    return below(uri).length > 0 ? { type: 2, size: 0, modified: 1 } : failure;
  });
  connection.onRequest('aovpn/readFile', ({ uri }: { uri: string }): object => (files[uri] ? { base64: files[uri].toString('base64') } : failure));
  connection.onRequest('aovpn/readFolder', ({ uri }: { uri: string }) => {
    const paths = below(uri).map((each) => each.slice(uri.length + 1).split('/'));
    return { entries: [...new Map(paths.map(([name, ...rest]) => [name, rest.length === 0 ? 1 : 2]))] };
  });
  connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => null));
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.listen();
  const initialized = await connection.sendRequest<InitializeResult>(InitializeRequest.method, {
    processId: null,
    workspaceFolders: [{ uri: 'aovpn-memory:/contoso', name: 'contoso' }],
    capabilities: PULLING,
    initializationOptions: { readsFiles: true },
  });
  await connection.sendNotification(InitializedNotification.type, {});
  return { connection, initialized };
}

test('the server runs without Node.js, and reads a folder that is on no disk', async () => {
  const profile = 'aovpn-memory:/contoso/client/profile-user.xml';
  const script = 'aovpn-memory:/contoso/server/rras.ps1';
  const { connection, initialized } = await startWorker({ [profile]: sample('client/profile-user.xml'), [script]: sample('server/rras.ps1') });
  expect(initialized.serverInfo?.name).toBe('aovpn');
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri: profile, languageId: 'xml', version: 1, text: sample('client/profile-user.xml').toString() },
  });
  const pull = async (): Promise<readonly Diagnostic[]> => {
    const report = await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri: profile } });
    return report.kind === 'full' ? report.items : [];
  };
  // The script is known by the client's answers only.
  const found = await eventually(pull, (items) => items.some(({ code }) => code === 'policy-mismatch'));
  expect(found.find(({ code }) => code === 'policy-mismatch')?.message).toContain('rras.ps1');
});

test('a certificate cannot be read there, and a sentence says so', async () => {
  const certificate = 'aovpn-memory:/contoso/vpn.cer';
  const { connection } = await startWorker({ [certificate]: Buffer.from('any') });
  const answer = await connection.sendRequest<{ reason: string }>('aovpn/certificate', { certificate });
  expect(answer.reason).toMatch(/^vpn\.cer cannot be looked at in a browser, .*\.$/);
});
