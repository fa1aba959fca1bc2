import {
  CodeActionKind,
  CompletionTriggerKind,
  DidChangeConfigurationNotification,
  FileChangeType,
  MarkupKind,
  TextDocuments,
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { complete } from '../features/completion.ts';
import { hoverCode } from '../features/hover-code.ts';
import { hover } from '../features/hover.ts';
import { ruleList } from '../features/rule-list.ts';
import { LIMITS, limitsPage } from '../features/rule-page/limits-page.ts';
import { rulePage } from '../features/rule-page/rule-page.ts';
import { ruleById } from '../rules/by-id.ts';
import { Workspace } from '../workspace/workspace.ts';
import { serveAuthoring } from './authoring.ts';
import { serveCertificates } from './certificates.ts';
import { ChosenFiles } from './chosen-files.ts';
import { clientFeatures, type ClientFeatures } from './client-features.ts';
import { FIX_ALL, protocolActions, resolvedAction, REWRITE } from './code-actions.ts';
import { Converter } from './convert.ts';
import { DeploymentViews } from './deployment-views.ts';
import { serveDiagnosis } from './diagnosis.ts';
import { Diagnostics } from './diagnostics.ts';
import { DocumentFeatures } from './document-features.ts';
import { Documents, normaliseUri } from './documents.ts';
import { editingCapabilities, serveEditing } from './editing.ts';
import { EditorFiles } from './editor-files.ts';
import { serveFileStatus } from './file-status.ts';
import { FileWatchers } from './file-watchers.ts';
import { FolderScan } from './folder-scan.ts';
import { serveGeneration } from './generation.ts';
import { Handshake, refused, REFUSED } from './handshake.ts';
import { navigationCapabilities, refreshLenses, serveNavigation } from './navigation.ts';
import type { Platform } from './platform.ts';
import { servePolicyCommands } from './policy-commands.ts';
import { CheckingProgress, ReadingProgress } from './progress.ts';
import { serveProfileForms } from './profile-forms.ts';
import { RULE_LIST, RULE_PAGE, STATUS_CHANGED, type RuleListResult, type RulePageParams, type RulePageResult } from './protocol.ts';
import { readSettings, Settings } from './settings.ts';
import { ReachableFiles } from './reachable-files.ts';
import { SizeNotice } from './size-notice.ts';

/** Name and version that the server answers with. */
export interface ServerInfo {
  readonly name: string;
  readonly version: string;
}

/**
 * Answers one client over one connection until it goes away. `platform` is what the machine underneath can do, `handshake` what the connection asks about each
 * message.
 */
export function serve(connection: Connection, platform: Platform, serverInfo: ServerInfo, handshake = new Handshake()): void {
  const log = (message: string): void => {
    connection.console.error(message);
  };
  const workspace = new Workspace(log, { ...(platform.pack && { pack: platform.pack }), ...(platform.limits && { limits: platform.limits }) });
  const documents = new Documents(workspace);
  const files = new ReachableFiles(platform.files);
  const texts = new TextDocuments(TextDocument);
  const views = new DeploymentViews(connection, workspace);
  let session: Session | undefined;

  connection.onInitialize(async (params): Promise<InitializeResult> => {
    await platform.loadGrammar();
    session = new Session(connection, files, workspace, documents, views, params);
    handshake.begin();
    return { capabilities: session.capabilities(), serverInfo };
  });
  connection.onRequest(REFUSED, refused);
  connection.onInitialized(() => session?.start());
  connection.onShutdown(() => session?.dispose());

  texts.onDidChangeContent(({ document }) => session?.edited(document));
  texts.onDidClose(({ document }) => session?.closed(document.uri));
  texts.listen(connection);

  connection.onDidChangeWatchedFiles(({ changes }) =>
    session?.changedOnDisk(changes.map(({ uri, type }) => ({ uri, deleted: type === FileChangeType.Deleted }))),
  );
  connection.onDidChangeConfiguration(() => session?.configure());

  connection.onHover(({ textDocument, position }) => {
    const file = documents.get(textDocument.uri);
    if (!file || !session) return null;
    const offset = session.converter.offset(file, position);
    const result = hover(workspace, file.uri, offset) ?? hoverCode(workspace, file, offset);
    return result ? { range: session.converter.range(file, result.span), contents: { kind: MarkupKind.Markdown, value: result.markdown } } : null;
  });
  connection.onCompletion(({ textDocument, position, context }) => {
    const file = documents.get(textDocument.uri);
    if (!file || !session) return [];
    const { converter, features } = session;
    const typed = context?.triggerKind === CompletionTriggerKind.TriggerCharacter ? context.triggerCharacter : undefined;
    const found = complete(workspace, file, converter.offset(file, position), !features.bringsSnippets, typed, features.completesPowerShell);
    const items = found.map((each) => converter.completion(file, each));
    return found.some(({ changesWithTyping }) => changesWithTyping) ? { isIncomplete: true, items } : items;
  });
  serveEditing(connection, workspace, documents, () => session);
  connection.onCodeAction(async (params) => {
    await session?.diagnostics.settled(params.textDocument.uri);
    return session ? protocolActions(params, workspace, documents, session.converter, session.features) : [];
  });
  connection.onCodeActionResolve(async (action) => {
    await session?.diagnostics.checked();
    return session ? resolvedAction(action, workspace, documents, session.converter, session.features) : action;
  });
  serveNavigation(connection, workspace, documents, () => session);
  serveProfileForms(connection, workspace, documents, () => session?.converter);
  servePolicyCommands(connection, workspace, documents, () => session?.converter);
  serveAuthoring(connection, workspace);
  serveGeneration(connection, workspace, documents, () => session?.converter);
  serveCertificates(connection, files, platform.readCertificates, workspace, documents, () => session?.converter);
  serveDiagnosis(connection, workspace, () => session);
  views.serve(() => session);
  serveFileStatus(connection, workspace, documents, () => session);
  connection.onRequest<RuleListResult, unknown>(RULE_LIST, () => ruleList(session?.features.language));
  connection.onRequest<RulePageResult, unknown>(RULE_PAGE, ({ rule: id }: RulePageParams) => {
    if (id === LIMITS) return limitsPage('');
    const rule = ruleById(id);
    return rule ? rulePage(rule, session?.features.language) : null;
  });
  connection.languages.diagnostics.on(({ textDocument, previousResultId }) => {
    if (!session) return { kind: 'full', items: [] };
    return session.diagnostics.document(textDocument.uri, previousResultId);
  });
  connection.languages.diagnostics.onWorkspace(
    ({ previousResultIds }, token, progress, parts) =>
      session?.diagnostics.workspace(previousResultIds, token, new CheckingProgress(progress), parts) ?? { items: [] },
  );
  connection.listen();
}

/** Everything that exists only once the client has said what it can do. */
class Session {
  readonly features: ClientFeatures;
  readonly converter: Converter;
  readonly diagnostics: Diagnostics;
  settings = new Settings();
  readonly #connection: Connection;
  readonly #workspace: Workspace;
  readonly #documents: Documents;
  readonly #scan: FolderScan;
  readonly #documentFeatures: DocumentFeatures;
  readonly #sizeNotice: SizeNotice;
  readonly #watchers: FileWatchers;
  readonly #chosen: ChosenFiles;
  #roots: readonly string[];
  #scanned: Promise<void> = Promise.resolve();
  /** Resolves when the settings are known. */
  #configured: Promise<void> = Promise.resolve();

  constructor(connection: Connection, files: ReachableFiles, workspace: Workspace, documents: Documents, views: DeploymentViews, params: InitializeParams) {
    this.#connection = connection;
    this.#workspace = workspace;
    this.#documents = documents;
    this.features = clientFeatures(params);
    if (this.features.readsFiles) files.reachThrough(new EditorFiles(connection));
    this.converter = new Converter(this.features, documents);
    this.diagnostics = new Diagnostics(connection, workspace, documents, this.converter, this.features, (affected) => {
      views.changed();
      if (!affected) return;
      refreshLenses(connection, this.features);
      if (this.features.showsStatus) void connection.sendNotification(STATUS_CHANGED);
    });
    this.#documentFeatures = new DocumentFeatures(connection, workspace, documents, this.features);
    this.#roots = rootsOf(params).map(normaliseUri);
    documents.lookInto(this.#roots);
    this.#chosen = new ChosenFiles(connection, workspace);
    this.#watchers = new FileWatchers(connection, this.features, files);
    this.#sizeNotice = new SizeNotice(connection, this.features, () => this.#roots);
    this.#scan = new FolderScan(files, workspace, documents, this.#roots, {
      warn: (message) => {
        connection.console.warn(message);
      },
      reading: () => new ReadingProgress(connection),
      large: (files) => {
        this.#sizeNotice.tellFolders(files, this.settings, (uri) => documents.isOpen(uri));
      },
    });
  }

  capabilities(): InitializeResult['capabilities'] {
    return {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      diagnosticProvider: { identifier: 'aovpn', interFileDependencies: true, workspaceDiagnostics: true, workDoneProgress: true },
      hoverProvider: true,
      completionProvider: { triggerCharacters: ['>', ' ', '<', '/', '"', '[', '=', '\\'] },
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, REWRITE, FIX_ALL], resolveProvider: this.features.resolvesActions },
      ...editingCapabilities(this.features),
      ...navigationCapabilities(this.features),
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    };
  }

  start(): void {
    this.#watchers.start();
    if (this.features.configuration && this.features.registersConfiguration)
      // One that refuses tells of no changes; its settings are those of the start.
      void this.#connection.client.register(DidChangeConfigurationNotification.type, { section: ['aovpn', 'files.exclude'] }).catch(() => undefined);
    if (this.features.folderChanges) {
      this.#connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = removed.map(({ uri }) => normaliseUri(uri));
        this.#roots = [...this.#roots.filter((root) => !gone.includes(root)), ...added.map(({ uri }) => normaliseUri(uri))];
        this.#documents.lookInto(this.#roots);
        this.#scan.changeRoots(this.#roots);
        this.configure();
      });
    }
    this.configure();
  }

  /** Reads the settings again and walks the folders under them. */
  configure(): void {
    const settings = this.features.configuration ? readSettings(this.#connection, this.#roots) : Promise.resolve(undefined);
    this.#configured = settings.then((value) => {
      if (value) this.#apply(value);
    });
    this.#scanned = this.#configured.then(() => {
      for (const uri of this.#documents.openUris()) this.#tellLarge(uri);
      return this.#rescan();
    });
  }

  /** The workspace folders, as normalised URIs. */
  get roots(): readonly string[] {
    return this.#roots;
  }

  /** Resolves when all folders have been read: until then nobody can say what is not there. */
  scanned(): Promise<void> {
    return this.#scanned;
  }

  edited(document: TextDocument): void {
    this.diagnostics.edited(document.uri, this.#documents.edited(document));
    this.#documentFeatures.edited(normaliseUri(document.uri));
    void this.#configured.then(() => {
      this.#tellLarge(normaliseUri(document.uri));
    });
    this.#followProjects();
  }

  closed(uri: string): void {
    this.diagnostics.closed(uri, this.#documents.closed(uri));
    this.#documentFeatures.closed(normaliseUri(uri));
    this.#followProjects();
  }

  changedOnDisk(changes: readonly { uri: string; deleted: boolean }[]): void {
    void this.#scan.changed(changes.map(({ uri, deleted }) => ({ uri: normaliseUri(uri), deleted }))).then((affected) => {
      this.#watchNamed();
      this.#chosen.tell();
      if (affected) this.diagnostics.othersChanged();
    });
  }

  dispose(): void {
    this.#scan.dispose();
    this.diagnostics.dispose();
  }

  #apply(settings: Settings): void {
    const before = this.settings;
    this.settings = settings;
    this.#scan.configure(settings);
    this.#chosen.choose(settings.projectFiles);
    this.#documents.configure(settings);
    this.#documentFeatures.configure((uri) => settings.of(uri).formats);
    if (settings.differsFrom(before, ({ lenses }) => lenses)) refreshLenses(this.#connection, this.features);
    const hintsDiffer = settings.differsFrom(before, ({ hints }) => hints);
    if (hintsDiffer && this.features.refreshesHints) void this.#connection.languages.inlayHint.refresh().catch(() => undefined);
  }

  /** Reads what an edited project file has come to name, or no longer leaves out, and what is now to be taken from the disk. */
  #followProjects(): void {
    this.#watchNamed();
    void this.#scan.followProjects().then((isNews) => {
      if (!isNews) return;
      this.#watchNamed();
      this.diagnostics.othersChanged();
    });
  }

  /** Has what project files name watched, wherever it lies. */
  #watchNamed(): void {
    void this.#watchers.watch(this.#workspace.named.all(), this.#roots).then((uris) => {
      if (uris.length > 0) this.changedOnDisk(uris.map((uri) => ({ uri, deleted: false })));
    });
  }

  /** Says that an open document is too large, where it is. */
  #tellLarge(uri: string): void {
    const size = this.#documents.tooLarge(uri);
    if (size !== undefined) this.#sizeNotice.tellOpen({ uri, size }, this.settings);
  }

  async #rescan(): Promise<void> {
    await this.#scan.run();
    this.#watchNamed();
    this.#chosen.tell();
    this.#workspace.setComplete(true);
    this.diagnostics.othersChanged();
  }
}

/** The workspace folders; for a client that does not know of several, the one it calls the root. */
function rootsOf({ workspaceFolders, ...older }: InitializeParams): string[] {
  const { rootUri } = older as { rootUri?: unknown };
  return workspaceFolders?.map(({ uri }) => uri) ?? (typeof rootUri === 'string' ? [rootUri] : []);
}
