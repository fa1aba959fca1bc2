import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  DiagnosticRefreshRequest,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  PublishDiagnosticsNotification,
  InlayHintRefreshRequest,
  RegistrationRequest,
  UnregistrationRequest,
  ShowMessageNotification,
  ShowMessageRequest,
  ShutdownRequest,
  ConfigurationRequest,
  type ClientCapabilities,
  type ShowMessageRequestParams,
  type Diagnostic,
  type FileChangeType,
  type InitializeResult,
  type ProtocolConnection,
  type Registration,
} from 'vscode-languageserver/node';

const SERVER = fileURLToPath(new URL('../../dist/server.cjs', import.meta.url));

/** What an editor that pulls can do. */
export const PULLING: ClientCapabilities = {
  textDocument: {
    diagnostic: { relatedDocumentSupport: false },
    publishDiagnostics: { relatedInformation: true, versionSupport: true },
    completion: { completionItem: { snippetSupport: true } },
    hover: { contentFormat: ['markdown'] },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } } },
  },
  workspace: {
    workspaceFolders: true,
    configuration: true,
    diagnostics: { refreshSupport: true },
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
  },
};

/** What an editor can do that only takes pushes. */
export const PUSHING: ClientCapabilities = {
  ...PULLING,
  textDocument: Object.fromEntries(Object.entries(PULLING.textDocument ?? {}).filter(([name]) => name !== 'diagnostic')),
};

/** The bundled server with a client at its other end, over standard input and output. */
export class LspClient {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcess;
  readonly folder: string;
  initialized: InitializeResult | undefined;
  /** The last diagnostics that were pushed for each URI, and how often the server asked for a new pull. */
  readonly pushed = new Map<string, { version?: number; diagnostics: Diagnostic[] }>();
  refreshes = 0;
  readonly registered: string[] = [];
  /** What is registered now, with its options. */
  registrations: Registration[] = [];
  hintRefreshes = 0;
  readonly errors: string[] = [];
  /** What the server wrote to the log, and what it put before the user. */
  readonly logged: string[] = [];
  readonly shown: string[] = [];
  settings: object = {};
  /** The language that the editor shows itself in; to be set before the start. */
  locale: string | undefined;
  /** Those of workspace folders, by URI; `files.exclude` among them. */
  settingsOf: Record<string, object> = {};
  /** What the server asked the user, and the title of the answer that the user gives. */
  readonly asked: ShowMessageRequestParams[] = [];
  answer: string | undefined;

  private constructor(folder: string) {
    this.folder = folder;
    this.process = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] });
    const { stdin, stdout, stderr } = this.process;
    if (!stdin || !stdout || !stderr) throw new Error('The server has no standard streams');
    stderr.on('data', (data: Buffer) => this.errors.push(data.toString()));
    this.connection = createProtocolConnection(stdout, stdin);
    this.connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, version, diagnostics }) => {
      this.pushed.set(uri, { ...(version !== undefined && { version }), diagnostics });
    });
    this.connection.onRequest(DiagnosticRefreshRequest.type, () => {
      this.refreshes++;
    });
    this.connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      this.registered.push(...registrations.map(({ method }) => method));
      this.registrations.push(...registrations);
    });
    this.connection.onRequest(UnregistrationRequest.type, ({ unregisterations }) => {
      this.registrations = this.registrations.filter(({ id }) => !unregisterations.some((each) => each.id === id));
    });
    this.connection.onRequest(InlayHintRefreshRequest.type, () => {
      this.hintRefreshes++;
    });
    this.connection.onNotification(LogMessageNotification.type, ({ message }) => {
      this.logged.push(message);
    });
    this.connection.onNotification(ShowMessageNotification.type, ({ message }) => {
      this.shown.push(message);
    });
    this.connection.onRequest(ShowMessageRequest.type, (params) => {
      this.asked.push(params);
      return params.actions?.find(({ title }) => title === this.answer) ?? null;
    });
    this.connection.onRequest(ConfigurationRequest.type, ({ items }) =>
      items.map(({ section, scopeUri }) => {
        const ofFolder: Readonly<Record<string, unknown>> = { ...this.settingsOf[scopeUri ?? ''] };
        return section === 'aovpn' ? { ...this.settings, ...ofFolder } : (ofFolder[section ?? ''] ?? {});
      }),
    );
    this.connection.listen();
  }

  /** Writes the files into a new folder, starts a server on it, or on those folders in it that are workspace folders, and waits until it has answered `initialize`. */
  static async start(
    files: Readonly<Record<string, string | Uint8Array>>,
    capabilities: ClientCapabilities = PULLING,
    initializationOptions: unknown = {},
    settings: object = {},
    prepare: (connection: ProtocolConnection, client: LspClient) => void = () => undefined,
    ...roots: string[]
  ): Promise<LspClient> {
    const folder = await mkdtemp(join(tmpdir(), 'aovpn-'));
    const client = new LspClient(folder);
    client.settings = settings;
    prepare(client.connection, client);
    for (const [path, content] of Object.entries(files)) await client.write(path, content);
    // A server that dies must fail the test at once, not by its time limit.
    const died = new Promise<never>((_, reject) =>
      client.process.once('exit', (code) => reject(new Error(`The server ended with code ${code}: ${client.errors.join('')}`))),
    );
    died.catch(() => undefined);
    const answer = client.connection.sendRequest<InitializeResult>(InitializeRequest.method, {
      processId: process.pid,
      workspaceFolders: (roots.length > 0 ? roots : ['']).map((root) => ({ uri: client.uri(root), name: root === '' ? 'work' : root })),
      capabilities,
      initializationOptions,
      ...(client.locale !== undefined && { locale: client.locale }),
    });
    client.initialized = await Promise.race([answer, died]);
    await client.connection.sendNotification(InitializedNotification.type, {});
    return client;
  }

  uri(path: string): string {
    return pathToFileURL(join(this.folder, path)).toString();
  }

  async write(path: string, content: string | Uint8Array): Promise<void> {
    await mkdir(dirname(join(this.folder, path)), { recursive: true });
    await writeFile(join(this.folder, path), content);
  }

  open(path: string, languageId: string, text: string, version = 1): Promise<void> {
    return this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri: this.uri(path), languageId, version, text } });
  }

  change(
    path: string,
    version: number,
    contentChanges: { range?: { start: { line: number; character: number }; end: { line: number; character: number } }; text: string }[],
  ): Promise<void> {
    return this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: this.uri(path), version },
      contentChanges: contentChanges,
    });
  }

  /** Tells the server that a file has come (1), changed (2) or gone (3) on disk. */
  changed(path: string, type: FileChangeType): Promise<void> {
    return this.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [{ uri: this.uri(path), type }] });
  }

  /** The diagnostics of a document, as an editor pulls them that has none yet. */
  async pulled(path: string): Promise<Diagnostic[]> {
    const report = await this.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri: this.uri(path) } });
    return report.kind === 'full' ? report.items : [];
  }

  close(path: string): Promise<void> {
    return this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri: this.uri(path) } });
  }

  /** Ends the server as an editor does. Returns its exit code. */
  async stop(): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => this.process.once('exit', resolve));
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    const code = await ended;
    this.connection.dispose();
    await rm(this.folder, { recursive: true, force: true });
    return code;
  }
}

/** Asks again until the answer reads as expected. */
export function eventuallyReads<T>(ask: () => T | Promise<T>, expected: T): Promise<T> {
  return eventually(ask, (found) => JSON.stringify(found) === JSON.stringify(expected));
}

/** Asks again until the answer is the one waited for. The test's own time limit ends a wait that never does. */
export async function eventually<T>(ask: () => T | Promise<T>, isRight: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (isRight(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
