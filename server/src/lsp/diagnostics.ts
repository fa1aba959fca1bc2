import {
  DiagnosticRefreshRequest,
  DocumentDiagnosticReportKind,
  type CancellationToken,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type PreviousResultId,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Workspace } from '../workspace/workspace.ts';
import type { ClientFeatures } from './client-features.ts';
import type { Converter } from './convert.ts';
import { normaliseUri, type Documents } from './documents.ts';

/** Longest wait before files other than the edited one are looked at again, in milliseconds. */
const OTHERS_DELAY = 30;

/**
 * Diagnostics over the wire: answers to a client that pulls, notifications to one that does not. Both come from the same
 * function, and none is ever older than the document's version.
 */
export class Diagnostics {
  readonly #connection: Connection;
  readonly #workspace: Workspace;
  readonly #documents: Documents;
  readonly #converter: Converter;
  readonly #features: ClientFeatures;
  /** What was last pushed for each file, so that nothing is pushed twice. */
  readonly #pushed = new Map<string, string>();
  /** Requests for the whole workspace that wait for something to change. */
  #waiting: (() => void)[] = [];
  readonly #afterwards: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param afterwards what else to do when other files than the edited one may be seen in another light */
  constructor(
    connection: Connection,
    workspace: Workspace,
    documents: Documents,
    converter: Converter,
    features: ClientFeatures,
    afterwards: () => void = () => undefined,
  ) {
    this.#afterwards = afterwards;
    this.#connection = connection;
    this.#workspace = workspace;
    this.#documents = documents;
    this.#converter = converter;
    this.#features = features;
  }

  /** Called after a document has been edited: its own diagnostics go out at once, those of others a moment later if they may differ. */
  edited(uri: string, othersAffected: boolean): void {
    if (!this.#features.pullsDiagnostics) this.#push(normaliseUri(uri));
    if (othersAffected) this.othersChanged();
    else this.#wake();
  }

  /** Called when files other than the one being edited may have other findings now. */
  othersChanged(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#afterwards();
      if (this.#features.pullsDiagnostics) {
        // A client that is going away answers with an error, which changes nothing.
        if (this.#features.refreshesDiagnostics) void this.#connection.sendRequest(DiagnosticRefreshRequest.type).catch(() => undefined);
      } else this.#pushAll();
      this.#wake();
    }, OTHERS_DELAY);
  }

  /** The answer to a pull for one document. */
  document(clientUri: string, previous: string | undefined): DocumentDiagnosticReport {
    const items = this.#items(normaliseUri(clientUri));
    const resultId = fingerprint(items);
    return previous === resultId ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId } : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  }

  /**
   * The answer to a pull for the workspace. Clients ask again as soon as they have an answer, so one that would tell them
   * nothing new is held back until something changes.
   */
  async workspace(previous: readonly PreviousResultId[], token: CancellationToken): Promise<WorkspaceDiagnosticReport> {
    for (;;) {
      const known = new Map(previous.map(({ uri, value }) => [normaliseUri(uri), value]));
      const items = this.#reports(known);
      if (token.isCancellationRequested || previous.length === 0 || items.some((item) => item.kind === DocumentDiagnosticReportKind.Full)) return { items };
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
        token.onCancellationRequested(() => {
          resolve();
        });
      });
    }
  }

  /** Lets every held request go, so that nothing keeps the server from ending. */
  dispose(): void {
    clearTimeout(this.#timer);
    this.#wake();
  }

  #reports(known: ReadonlyMap<string, string>): WorkspaceDocumentDiagnosticReport[] {
    const uris = new Set([...this.#workspace.uris(), ...known.keys()]);
    return [...uris].map((uri) => ({ ...this.document(uri, known.get(uri)), uri: this.#documents.clientUri(uri), version: this.#documents.version(uri) }));
  }

  #items(uri: string): Diagnostic[] {
    return this.#workspace.reported(uri).told.map((finding) => this.#converter.diagnostic(finding, (location) => this.#workspace.current(location)));
  }

  #pushAll(): void {
    for (const uri of new Set([...this.#workspace.uris(), ...this.#pushed.keys()])) this.#push(uri);
  }

  #push(uri: string): void {
    const diagnostics = this.#items(uri);
    const version = this.#documents.version(uri);
    const state = `${version ?? ''} ${fingerprint(diagnostics)}`;
    if (this.#pushed.get(uri) === state || (diagnostics.length === 0 && !this.#pushed.has(uri) && version === null)) return;
    this.#pushed.set(uri, state);
    void this.#connection.sendDiagnostics({ uri: this.#documents.clientUri(uri), diagnostics, ...(version !== null && { version }) });
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resume of waiting) resume();
  }
}

/** A short text that differs when the diagnostics do (32-bit FNV-1a and the length). */
function fingerprint(items: readonly Diagnostic[]): string {
  const text = JSON.stringify(items);
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return `${text.length.toString(36)}-${(hash >>> 0).toString(36)}`;
}
