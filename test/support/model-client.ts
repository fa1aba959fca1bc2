import { setImmediate as turn } from 'node:timers/promises';
import picomatch from 'picomatch';
import { expect, vi } from 'vitest';
import {
  CancellationTokenSource,
  CodeActionRequest,
  ConfigurationRequest,
  createConnection,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  FileChangeType,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  ProposedFeatures,
  PublishDiagnosticsNotification,
  RegistrationRequest,
  ShutdownRequest,
  UnregistrationRequest,
  WatchKind,
  WorkspaceDiagnosticRequest,
  type ClientCapabilities,
  type Diagnostic,
  type DidChangeWatchedFilesRegistrationOptions,
  type FileEvent,
  type ProtocolConnection,
  type Range,
  type TextDocumentContentChangeEvent,
  type WorkspaceDiagnosticReport,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { normaliseUri } from '../../server/src/lsp/documents.ts';
import { serve } from '../../server/src/lsp/server.ts';
import { packText } from '../../server/src/host/pack.ts';
import type { AwakeLimits } from '../../server/src/workspace/awake.ts';
import { newWire, type Wire } from './memory-connection.ts';
import type { DiskView } from './memory-files.ts';

/** What the editor's settings say, as the server asks for them. */
export interface ModelSettings {
  readonly aovpn: unknown;
  readonly exclude: Readonly<Record<string, boolean>>;
  /** `aovpn.projectFile` by workspace folder. */
  readonly projectFiles?: Readonly<Record<string, string>>;
}

export interface ModelOptions {
  readonly files: DiskView;
  readonly folders: readonly string[];
  readonly settings: ModelSettings;
  /** Asks for diagnostics, or takes what is pushed. */
  readonly pulls: boolean;
  /** Whether it takes the answer for the workspace in parts. */
  readonly parts: boolean;
  readonly limits?: AwakeLimits;
}

/** What a client holds of a file. */
interface Held {
  readonly items: Diagnostic[];
  readonly resultId?: string;
  readonly version?: number;
}

const SHARED: ClientCapabilities = {
  textDocument: {
    publishDiagnostics: { relatedInformation: true, versionSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'refactor.rewrite', 'source.fixAll'] } } },
  },
  workspace: {
    workspaceFolders: true,
    configuration: true,
    diagnostics: { refreshSupport: true },
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
  },
};

/**
 * An editor and the language server in one process. It does what editors do with diagnostics, and fails where an answer
 * contradicts an earlier one or is about a text that the document no longer has.
 */
export class ModelClient {
  readonly documents = new Map<string, TextDocument>();
  /** By normalised URI: what was pulled for open documents, what came for the workspace, and what was pushed. */
  readonly pulled = new Map<string, Held>();
  readonly workspace = new Map<string, Held>();
  readonly pushed = new Map<string, Held>();
  readonly #options: ModelOptions;
  readonly #wire: Wire;
  readonly #connection: ProtocolConnection;
  readonly #failures: unknown[] = [];
  #settings: ModelSettings;
  #waitsFor = 0;
  #watches: { readonly id: string; readonly folder: string | undefined; readonly matches: (path: string) => boolean; readonly kind: number }[] = [];
  /** What was said under each result id, by URI. */
  readonly #said = new Map<string, string>();
  /** What documents held in each version, by URI and version. */
  readonly #texts = new Map<string, TextDocument>();
  #held: CancellationTokenSource | undefined;
  #round = 0;
  #asked = 0;
  /** By URI: the last request for the diagnostics of a document. */
  readonly #lastAsked = new Map<string, number>();

  private constructor(options: ModelOptions) {
    this.#options = options;
    this.#settings = options.settings;
    this.#wire = newWire();
    this.#connection = this.#wire.client;
    const { files, limits } = options;
    const platform = {
      files,
      loadGrammar: () => Promise.resolve(),
      readCertificates: () => expect.fail('No certificate is read here.'),
      pack: packText,
      ...(limits && { limits }),
    };
    serve(createConnection(ProposedFeatures.all, ...this.#wire.server), platform, { name: 'aovpn', version: '0.0.0' });
    this.#listen();
  }

  static async start(options: ModelOptions): Promise<ModelClient> {
    const client = new ModelClient(options);
    const { textDocument, workspace } = SHARED;
    const capabilities: ClientCapabilities = { ...(workspace && { workspace }), textDocument: { ...textDocument, ...(options.pulls && { diagnostic: {} }) } };
    await client.#connection.sendRequest(InitializeRequest.method, {
      processId: null,
      workspaceFolders: options.folders.map((uri) => ({ uri, name: uri })),
      capabilities,
    });
    void client.#connection.sendNotification(InitializedNotification.type, {});
    return client;
  }

  #listen(): void {
    const connection = this.#connection;
    connection.onRequest(ConfigurationRequest.type, ({ items }) =>
      items.map(({ section, scopeUri }) => {
        if (section !== 'aovpn') return this.#settings.exclude;
        const projectFile = this.#settings.projectFiles?.[scopeUri ?? ''];
        return projectFile === undefined ? this.#settings.aovpn : { ...(this.#settings.aovpn as object | null), projectFile };
      }),
    );
    connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      for (const { id, method, registerOptions } of registrations) {
        if (method !== DidChangeWatchedFilesNotification.method) continue;
        const { watchers } = registerOptions as DidChangeWatchedFilesRegistrationOptions;
        for (const { globPattern, kind = WatchKind.Create | WatchKind.Change | WatchKind.Delete } of watchers) {
          const { baseUri, pattern } = typeof globPattern === 'string' ? { baseUri: undefined, pattern: globPattern } : globPattern;
          const folder = typeof baseUri === 'object' ? baseUri.uri : baseUri;
          this.#watches.push({ id, folder, matches: picomatch(pattern, { dot: true }), kind });
        }
      }
    });
    connection.onRequest(UnregistrationRequest.type, ({ unregisterations }) => {
      this.#watches = this.#watches.filter(({ id }) => !unregisterations.some((each) => each.id === id));
    });
    connection.onRequest(DiagnosticRefreshRequest.type, () => {
      for (const uri of this.documents.keys()) this.#pull(uri);
    });
    connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, version, diagnostics }) => {
      this.#guarded(() => {
        const key = normaliseUri(uri);
        this.#expectFits(key, version ?? null, this.pushed.get(key)?.version, diagnostics);
        this.pushed.set(key, { items: diagnostics, ...(version !== undefined && { version }) });
      });
    });
    connection.onNotification(LogMessageNotification.type, ({ type, message }) => {
      // An error is a rule, or the server, that failed.
      if (type === 1) this.#failures.push(new Error(message));
    });
    connection.listen();
  }

  open(clientUri: string, languageId: string, text: string): void {
    const uri = normaliseUri(clientUri);
    // Never one that there was before, so that it is known what a late report is about.
    const version = this.#texts.size + 1;
    this.#take(uri, TextDocument.create(clientUri, languageId, version, text));
    this.#tell(DidOpenTextDocumentNotification.type, { textDocument: { uri: clientUri, languageId, version, text } });
    this.#pull(uri);
  }

  change(uri: string, contentChanges: TextDocumentContentChangeEvent[]): void {
    const before = this.documents.get(uri) ?? expect.fail(`${uri} is not open`);
    const version = this.#texts.size + 1;
    const copy = TextDocument.create(before.uri, before.languageId, before.version, before.getText());
    this.#take(uri, TextDocument.update(copy, contentChanges, version));
    this.#tell(DidChangeTextDocumentNotification.type, { textDocument: { uri: before.uri, version }, contentChanges });
    this.#pull(uri);
  }

  close(uri: string): void {
    const document = this.documents.get(uri) ?? expect.fail(`${uri} is not open`);
    this.documents.delete(uri);
    this.pulled.delete(uri);
    this.#tell(DidCloseTextDocumentNotification.type, { textDocument: { uri: document.uri } });
  }

  /** Tells what has happened on disk, as far as the server wants to know. */
  watched(events: readonly FileEvent[], folders: readonly string[]): void {
    const kinds = { [FileChangeType.Created]: WatchKind.Create, [FileChangeType.Changed]: WatchKind.Change, [FileChangeType.Deleted]: WatchKind.Delete };
    const changes = events.filter(({ uri, type }) => {
      const isIn = (folder: string): boolean => uri.startsWith(`${folder}/`);
      return this.#watches.some(({ folder, matches, kind }) => {
        const root = folder === undefined ? folders.find(isIn) : isIn(folder) ? folder : undefined;
        return root !== undefined && (kind & kinds[type]) !== 0 && matches(decodeURIComponent(uri.slice(root.length + 1)));
      });
    });
    if (changes.length > 0) this.#tell(DidChangeWatchedFilesNotification.type, { changes });
  }

  changeFolders(added: readonly string[], removed: readonly string[]): void {
    const named = (uris: readonly string[]): { uri: string; name: string }[] => uris.map((uri) => ({ uri, name: uri }));
    this.#tell(DidChangeWorkspaceFoldersNotification.type, { event: { added: named(added), removed: named(removed) } });
  }

  configure(settings: ModelSettings): void {
    this.#settings = settings;
    this.#tell(DidChangeConfigurationNotification.type, { settings: null });
  }

  /** Lets the request for the workspace go that is held, and asks again with what is known. */
  pullAgain(): void {
    this.#held?.cancel();
    this.#held = undefined;
    this.hold();
  }

  /** Asks for the diagnostics of the workspace, unless that has been asked for. */
  hold(): void {
    if (this.#held || !this.#options.pulls) return;
    const source = new CancellationTokenSource();
    const round = ++this.#round;
    this.#held = source;
    const previousResultIds = [...this.workspace].flatMap(([uri, { resultId }]) => (resultId === undefined ? [] : [{ uri, value: resultId }]));
    const params = { previousResultIds, ...(this.#options.parts && { partialResultToken: `parts ${round}` }) };
    const progress = this.#connection.onProgress(WorkspaceDiagnosticRequest.partialResult, `parts ${round}`, ({ items }) => {
      this.#takeReports(items);
    });
    void this.#connection.sendRequest(WorkspaceDiagnosticRequest.type, params, source.token).then(
      ({ items }) => {
        progress.dispose();
        if (this.#held !== source) return;
        this.#takeReports(items);
        this.#held = undefined;
        if (items.length > 0) this.hold();
      },
      () => {
        progress.dispose();
      },
    );
  }

  /** Resolves when nothing is under way any more on either side. */
  async settled(): Promise<void> {
    await this.#calm();
    // By the time of an answer, all that was sent before has arrived.
    const nowhere = { textDocument: { uri: 'file:///nowhere.txt' }, position: { line: 0, character: 0 } };
    this.#ask(this.#connection.sendRequest(HoverRequest.type, nowhere), () => undefined);
    await this.#calm();
    const [failure] = this.#failures;
    if (failure !== undefined) throw failure instanceof Error ? failure : new Error(JSON.stringify(failure));
  }

  async #calm(): Promise<void> {
    for (let calm = 0, rounds = 0; calm < 8; rounds++) {
      if (rounds > 200_000) throw new Error('The server does not come to rest.');
      await turn();
      if (this.#wire.underWay() > 0 || this.#options.files.pending > 0 || this.#waitsFor > 0) calm = 0;
      else if (vi.getTimerCount() > 0) {
        vi.advanceTimersByTime(10);
        calm = 0;
      } else calm++;
    }
  }

  /** The titles and edits of what is offered for a document. */
  async actions(uri: string): Promise<unknown> {
    const document = this.documents.get(uri) ?? expect.fail(`${uri} is not open`);
    const range = { start: { line: 0, character: 0 }, end: document.positionAt(document.getText().length) };
    const context = { diagnostics: this.pulled.get(uri)?.items ?? [] };
    return this.#connection.sendRequest(CodeActionRequest.type, { textDocument: { uri: document.uri }, range, context });
  }

  async stop(): Promise<void> {
    await this.#connection.sendRequest(ShutdownRequest.type);
    this.#connection.dispose();
  }

  #take(uri: string, document: TextDocument): void {
    this.documents.set(uri, document);
    this.#texts.set(`${uri} ${document.version}`, document);
  }

  #pull(uri: string): void {
    const document = this.documents.get(uri);
    if (!this.#options.pulls || !document) return;
    const previousResultId = this.pulled.get(uri)?.resultId;
    const params = { textDocument: { uri: document.uri }, ...(previousResultId !== undefined && { previousResultId }) };
    const asked = ++this.#asked;
    this.#lastAsked.set(uri, asked);
    this.#ask(this.#connection.sendRequest(DocumentDiagnosticRequest.type, params), (report) => {
      // Whoever asks again takes no answer to what was asked before.
      const isLast = this.documents.has(uri) && this.#lastAsked.get(uri) === asked;
      if (report.kind === 'unchanged') {
        expect([uri, report.resultId]).toEqual([uri, previousResultId]);
        return;
      }
      this.#expectInside(uri, document, report.items);
      this.#expectSame(uri, report.resultId, report.items);
      if (isLast) this.pulled.set(uri, { items: report.items, ...(report.resultId !== undefined && { resultId: report.resultId }) });
    });
  }

  #takeReports(items: WorkspaceDiagnosticReport['items']): void {
    this.#guarded(() => {
      for (const item of items) {
        const uri = normaliseUri(item.uri);
        if (item.kind === 'unchanged') {
          expect([uri, item.resultId]).toEqual([uri, this.workspace.get(uri)?.resultId]);
          continue;
        }
        this.#expectFits(uri, item.version, this.workspace.get(uri)?.version, item.items);
        this.#expectSame(uri, item.resultId, item.items);
        this.workspace.set(uri, {
          items: item.items,
          ...(item.resultId !== undefined && { resultId: item.resultId }),
          ...(item.version !== null && { version: item.version }),
        });
      }
    });
  }

  /** A report is about a version that there was, and its places lie inside of that. */
  #expectFits(uri: string, version: number | null, before: number | undefined, items: readonly Diagnostic[]): void {
    if (version === null) return;
    expect(version, `the version of ${uri}`).toBeGreaterThanOrEqual(before ?? 0);
    const document = this.#texts.get(`${uri} ${version}`);
    expect(document, `${uri} has never had version ${version}`).toBeDefined();
    if (document) this.#expectInside(uri, document, items);
  }

  #expectInside(uri: string, document: TextDocument, items: readonly Diagnostic[]): void {
    const end = document.positionAt(document.getText().length);
    const isInside = ({ end: { line, character } }: Range): boolean => line < end.line || (line === end.line && character <= end.character);
    const outside = items.filter(({ range }) => !isInside(range));
    expect(outside, `beyond the end of version ${document.version} of ${uri}`).toEqual([]);
  }

  /** The same id stands for the same items. */
  #expectSame(uri: string, resultId: string | undefined, items: readonly Diagnostic[]): void {
    expect(resultId).toBeDefined();
    const key = `${uri} ${resultId ?? ''}`;
    const before = this.#said.get(key) ?? JSON.stringify(items);
    expect(JSON.stringify(items), `what ${resultId ?? ''} stands for in ${uri}`).toBe(before);
    this.#said.set(key, before);
  }

  #tell({ method }: { readonly method: string }, params: object): void {
    void this.#connection.sendNotification(method, params);
  }

  #ask<T>(answer: Promise<T>, take: (answer: T) => void): void {
    this.#waitsFor++;
    void answer
      .then((value) => {
        this.#guarded(() => {
          take(value);
        });
      })
      .catch((error: unknown) => {
        this.#failures.push(error);
      })
      .finally(() => {
        this.#waitsFor--;
      });
  }

  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#failures.push(error);
    }
  }
}
