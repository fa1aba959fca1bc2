import {
  DiagnosticRefreshRequest,
  DocumentDiagnosticReportKind,
  type CancellationToken,
  type Connection,
  type Disposable,
  type DocumentDiagnosticReport,
  type PreviousResultId,
  type ResultProgressReporter,
  type WorkspaceDiagnosticReport,
  type WorkspaceDiagnosticReportPartialResult,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Workspace } from '../workspace/workspace.ts';
import type { ClientFeatures } from './client-features.ts';
import type { Converter } from './convert.ts';
import { normaliseUri, type Documents } from './documents.ts';
import type { CheckingProgress } from './progress.ts';
import { Reports, type Report } from './reports.ts';
import { Touched, type View } from './touched.ts';
import { aTurn } from './turn.ts';

/** Longest wait before files other than the edited one are looked at again, in milliseconds. */
const OTHERS_DELAY = 15;

/** So long files are checked before whoever waits for something else has a turn, in milliseconds. */
const SLICE = 8;

/** No report has this id. */
const UNKNOWN = '';

/**
 * Diagnostics over the wire: answers to a client that pulls, notifications to one that does not. Both come from the same
 * reports, and none is ever older than the document's version.
 */
export class Diagnostics {
  readonly #connection: Connection;
  readonly #workspace: Workspace;
  readonly #documents: Documents;
  readonly #features: ClientFeatures;
  readonly #reports: Reports;
  /** What a client that does not pull was last told of each file: the version and the id of the report. */
  readonly #told = new Map<string, string>();
  /** The open documents whose last answer the client has to ask for again when it is another one now. */
  readonly #answered = new Map<string, string>();
  readonly #touched: Touched;
  /** The requests for the whole workspace that are held, each with the ids of the reports that its client knows. */
  readonly #pulls = new Set<{ readonly known: Map<string, string>; readonly progress: CheckingProgress }>();
  /** What a client that does not pull has not been told yet. */
  readonly #unpushed: View | undefined;
  /** The check of all that is under way. */
  #checking: Promise<boolean> | undefined;
  /** Pushes that are under way; a new one follows it. */
  #pushing: Promise<void> | undefined;
  readonly #afterwards: (affected: boolean) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #affected = false;
  /** What was edited last. */
  #edited: string | undefined;
  #disposed = false;

  /** @param afterwards what else to do a moment after a change; told whether other files than the edited one may be seen in another light */
  constructor(
    connection: Connection,
    workspace: Workspace,
    documents: Documents,
    converter: Converter,
    features: ClientFeatures,
    afterwards: (affected: boolean) => void = () => undefined,
  ) {
    this.#afterwards = afterwards;
    this.#connection = connection;
    this.#workspace = workspace;
    this.#documents = documents;
    this.#features = features;
    this.#reports = new Reports(workspace, converter);
    this.#touched = new Touched(() => workspace.takeTouched());
    this.#unpushed = features.pullsDiagnostics ? undefined : this.#touched.open();
  }

  /**
   * Called after a document has been edited: its own diagnostics go out at once, those of others a moment later.
   * @param othersAffected whether others may have other findings now; where not, they may still name places that have moved
   */
  edited(uri: string, othersAffected: boolean): void {
    const edited = normaliseUri(uri);
    this.#edited = edited;
    // Whoever edits a document asks for its diagnostics.
    this.#answered.delete(edited);
    if (!this.#features.pullsDiagnostics) this.#push(edited);
    this.#lookAround(othersAffected);
  }

  /**
   * Called after a document has been closed, which is told once more then. What a client hears of a file through the workspace it passes over while it is open,
   * and what it has asked for itself it drops when the file is closed by the time of the answer: it may be left with what was there before.
   */
  closed(uri: string, othersAffected: boolean): void {
    const closed = normaliseUri(uri);
    for (const { known } of this.#pulls) known.set(closed, UNKNOWN);
    this.#touched.touch(closed);
    this.edited(uri, othersAffected);
  }

  /** Called when files other than the one being edited may have other findings now. */
  othersChanged(): void {
    this.#lookAround(true);
  }

  #lookAround(affected: boolean): void {
    this.#affected ||= affected;
    this.#timer ??= setTimeout(this.#look, OTHERS_DELAY);
  }

  /** Others wait so that whoever types has his own findings first. */
  #lookSoon(): void {
    if (this.#timer === undefined || !this.#affected) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#look, 0);
  }

  readonly #look = (): void => {
    this.#timer = undefined;
    this.#afterwards(this.#affected);
    this.#affected = false;
    if (this.#features.pullsDiagnostics) void this.#refresh();
    else this.#pushing = (this.#pushing ?? Promise.resolve()).then(() => this.#pushTouched());
    this.#touched.changed();
  };

  /** The answer to a pull for one document. */
  document(clientUri: string, previous: string | undefined): DocumentDiagnosticReport {
    const uri = normaliseUri(clientUri);
    const report = this.#reports.of(uri);
    this.#answered.set(uri, report.resultId);
    if (uri === this.#edited) this.#lookSoon();
    return asAnswer(report, previous);
  }

  /**
   * The answer to a pull for the workspace. It is held back, and what is found meanwhile is sent in parts, so that a client need not say
   * again of thousands of files what it knows. One that takes no parts gets an answer as soon as there is something new.
   */
  async workspace(
    previous: readonly PreviousResultId[],
    token: CancellationToken,
    progress: CheckingProgress,
    parts: ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined,
  ): Promise<WorkspaceDiagnosticReport> {
    const view = this.#touched.open();
    const known = new Map(previous.map(({ uri, value }) => [normaliseUri(uri), value]));
    const pull = { known, progress };
    this.#pulls.add(pull);
    try {
      return { items: await this.#held(known, view, token, progress, parts) };
    } finally {
      progress.end();
      this.#pulls.delete(pull);
      view.close();
    }
  }

  async #held(
    known: Map<string, string>,
    view: View,
    token: CancellationToken,
    progress: CheckingProgress,
    parts: ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined,
  ): Promise<WorkspaceDocumentDiagnosticReport[]> {
    const waits = known.size > 0;
    // The first time all are looked at: the client may have been told of some by another answer, and of others not at all.
    let uris: Iterable<string> | undefined;
    for (;;) {
      progress.step(this.#workspace.toCheck);
      // Whoever gives up does not wait for the end of the check, which others may share.
      if (!(await unlessCancelled(this.#checkAll(), token))) return [];
      const touched = view.take();
      uris = uris ? touched : new Set([...this.#workspace.uris(), ...known.keys()]);
      const items = await this.#news(uris, known, token, parts);
      if (!parts && (items.length > 0 || !waits)) return items;
      progress.end();
      if (this.#disposed) return [];
      await unlessCancelled(view.change(), token);
      if (token.isCancellationRequested) return [];
    }
  }

  /** Waits until it is known what others have to say about a file, with turns for others in between. */
  async settled(clientUri: string): Promise<void> {
    if (this.#workspace.isAwaitingOthers(normaliseUri(clientUri))) await this.#checkAll();
  }

  /** Waits until all that may have to be checked again has been checked, with turns for others in between. */
  async checked(): Promise<void> {
    await this.#checkAll();
  }

  /** Lets every held request go, so that nothing keeps the server from ending. */
  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    this.#touched.changed();
  }

  /** Checks all that may have to be checked again, with turns for others in between. Returns whether it came to the end. */
  #checkAll(): Promise<boolean> {
    this.#checking ??= this.#inTurns(
      () => this.#workspace.checkNext(),
      () => {
        for (const { progress } of this.#pulls) progress.step(this.#workspace.toCheck);
      },
    ).finally(() => {
      this.#checking = undefined;
    });
    return this.#checking;
  }

  /** Does something as long as there is more of it, with turns for others in between. Returns whether it came to the end. */
  async #inTurns(step: () => boolean, beforeTurn: () => void = () => undefined): Promise<boolean> {
    for (let began = performance.now(); step();) {
      if (performance.now() - began < SLICE) continue;
      beforeTurn();
      await aTurn();
      if (this.#disposed) return false;
      began = performance.now();
    }
    return true;
  }

  /**
   * The reports of those files of which something else is known than the client knows, of which it then is taken to know. They are sent as
   * soon as there are some, where the client takes parts; what is left is returned.
   */
  async #news(
    uris: Iterable<string>,
    known: Map<string, string>,
    token: CancellationToken,
    parts: ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined,
  ): Promise<WorkspaceDocumentDiagnosticReport[]> {
    let items: WorkspaceDocumentDiagnosticReport[] = [];
    const send = (): void => {
      if (!parts || items.length === 0) return;
      parts.report({ items });
      items = [];
    };
    const look = (uri: string): void => {
      if (token.isCancellationRequested) return;
      const report = this.#reports.of(uri);
      if (known.get(uri) === report.resultId || (report.isEmpty && !known.has(uri))) return;
      known.set(uri, report.resultId);
      items.push({ ...asAnswer(report, undefined), uri: this.#documents.clientUri(uri), version: this.#documents.version(uri) });
    };
    await this.#inTurns(oneByOne(uris, look), send);
    send();
    return items;
  }

  /** Has the client ask again for what it shows, where that is not what it was told: at once, and when all has been checked. */
  async #refresh(): Promise<void> {
    if (!this.#features.refreshesDiagnostics) return;
    this.#refreshNow();
    if (await this.#checkAll()) this.#refreshNow();
  }

  #refreshNow(): void {
    const others = [...this.#answered].filter(([uri, id]) => this.#documents.isOpen(uri) && this.#reports.of(uri).resultId !== id);
    // Of these nothing is known until the client has asked again.
    for (const [uri] of others) this.#answered.delete(uri);
    // A client that is going away answers with an error, which changes nothing.
    if (others.length > 0) void this.#connection.sendRequest(DiagnosticRefreshRequest.type).catch(() => undefined);
  }

  /** Open documents first, and once more when all has been checked: somebody is looking at them. */
  async #pushTouched(): Promise<void> {
    for (const uri of this.#documents.openUris()) this.#push(uri);
    if (!(await this.#checkAll())) return;
    const uris = [...this.#documents.openUris(), ...(this.#unpushed?.take() ?? [])];
    await this.#inTurns(
      oneByOne(uris, (uri) => {
        this.#push(uri);
      }),
    );
  }

  #push(uri: string): void {
    const { items, resultId, isEmpty } = this.#reports.of(uri);
    const version = this.#documents.version(uri);
    const state = `${version ?? ''} ${resultId}`;
    if (this.#told.get(uri) === state || (isEmpty && !this.#told.has(uri) && version === null)) return;
    this.#told.set(uri, state);
    void this.#connection.sendDiagnostics({ uri: this.#documents.clientUri(uri), diagnostics: items(), ...(version !== null && { version }) });
  }
}

function asAnswer({ items, resultId }: Report, previous: string | undefined): DocumentDiagnosticReport {
  return previous === resultId
    ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
    : { kind: DocumentDiagnosticReportKind.Full, resultId, items: items() };
}

/** What somebody waits for; `undefined` when they give up. Many waits may follow each other for one request, so that none is to leave anything behind. */
async function unlessCancelled<T>(awaited: Promise<T>, token: CancellationToken): Promise<T | undefined> {
  let waiting: Disposable | undefined;
  const cancelled = new Promise<undefined>((resolve) => {
    waiting = token.onCancellationRequested(() => {
      resolve(undefined);
    });
  });
  try {
    return await Promise.race([awaited, cancelled]);
  } finally {
    waiting?.dispose();
  }
}

/** Does something with the next of some items each time it is called. Returns whether there was one. */
function oneByOne<T>(items: Iterable<T>, act: (item: T) => void): () => boolean {
  const rest: Iterator<T, unknown> = items[Symbol.iterator]();
  return () => {
    const next = rest.next();
    if (next.done !== true) act(next.value);
    return next.done !== true;
  };
}
