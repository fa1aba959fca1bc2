import { l10n, languages, LanguageStatusSeverity, window, type Disposable, type LanguageStatusItem, type TextDocument } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { FILE_STATUS, STATUS_CHANGED, type FileStatusParams, type FileStatusResult } from '../../server/src/lsp/protocol.ts';
import { schemes, selectorOf } from './client.ts';

/** The command that shows the deployment of a document. Argument: its URI. */
const SHOW_DEPLOYMENT = 'aovpn.showDeployment';

/** How long nothing has to happen before the server is asked, in milliseconds. */
const QUIET = 150;

/** What is not answered by then is shown as being worked on, in milliseconds. */
const PATIENCE = 500;

const SEVERITIES: Readonly<Record<FileStatusResult['severity'], LanguageStatusSeverity>> = {
  error: LanguageStatusSeverity.Error,
  warning: LanguageStatusSeverity.Warning,
  information: LanguageStatusSeverity.Information,
};

/**
 * Shows beside the name of the language which deployment the active document belongs to, and what will become of it. There is no item for a document
 * of which the server knows nothing.
 */
export class FileStatusItem implements Disposable {
  readonly #client: BaseLanguageClient;
  readonly #disposables: Disposable[];
  #item: LanguageStatusItem | undefined;
  /** What the item is about. */
  #document: TextDocument | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  constructor(client: BaseLanguageClient) {
    this.#client = client;
    this.#disposables = [
      window.onDidChangeActiveTextEditor(() => this.#ask()),
      languages.onDidChangeDiagnostics(() => this.#askSoon()),
      client.onNotification(STATUS_CHANGED, () => this.#askSoon()),
    ];
    this.#askSoon();
  }

  dispose(): void {
    this.#asked++;
    clearTimeout(this.#timer);
    this.#item?.dispose();
    for (const each of this.#disposables) each.dispose();
  }

  #askSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), QUIET);
  }

  /** Asks for the active document. An answer that comes after another question counts for nothing. */
  #ask(): void {
    clearTimeout(this.#timer);
    const number = ++this.#asked;
    const document = window.activeTextEditor?.document;
    if (!document || languages.match(selectorOf(schemes()), document) === 0) {
      this.#show(document, undefined);
      return;
    }
    const params: FileStatusParams = { uri: this.#client.code2ProtocolConverter.asUri(document.uri) };
    const isLate = setTimeout(() => {
      if (number === this.#asked) this.#wait(document);
    }, PATIENCE);
    // A server that ends meanwhile answers with an error, and then there is nothing to show.
    void this.#client
      .sendRequest<FileStatusResult | null>(FILE_STATUS, params)
      .catch(() => null)
      .then((status) => {
        clearTimeout(isLate);
        if (number === this.#asked) this.#show(document, status ?? undefined);
      });
  }

  #show(document: TextDocument | undefined, status: FileStatusResult | undefined): void {
    if (!document || !status) {
      this.#item?.dispose();
      this.#item = undefined;
      return;
    }
    const item = this.#itemFor(document);
    item.text = status.text;
    item.detail = status.detail;
    item.severity = SEVERITIES[status.severity];
    item.busy = false;
    item.command = { title: l10n.t('Show Deployment'), command: SHOW_DEPLOYMENT, arguments: [document.uri] };
  }

  #wait(document: TextDocument): void {
    const isOther = this.#document !== document;
    const item = this.#itemFor(document);
    if (isOther || item.text === '') item.text = l10n.t('Reading the files');
    item.busy = true;
  }

  #itemFor(document: TextDocument): LanguageStatusItem {
    this.#document = document;
    if (!this.#item) {
      this.#item = languages.createLanguageStatusItem('aovpn.fileStatus', selectorOf(schemes()));
      this.#item.name = 'Always On VPN';
      this.#item.text = '';
    }
    return this.#item;
  }
}
