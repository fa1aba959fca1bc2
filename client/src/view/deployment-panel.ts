import { l10n, Uri, ViewColumn, window, type Disposable, type ExtensionContext, type WebviewPanel } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  DEPLOYMENT,
  DEPLOYMENT_CHANGED,
  EXPORT_DEPLOYMENT,
  type DeploymentParams,
  type DeploymentResult,
  type ExportParams,
  type ExportResult,
} from '../../../server/src/lsp/protocol.ts';
import { told } from '../profile-commands.ts';
import { saveExport } from './exported.ts';
import { fromPage } from './from-page.ts';
import type { ExportFormat, FromPage, Remembered, Shown, ToPage } from './messages.ts';
import { pageHtml } from './page-html.ts';
import { fixPlace, openPlace } from './places.ts';
import { shownFiles } from './shown-places.ts';

export const VIEW_TYPE = 'aovpn.deployment';

/** So long the view waits for more changes before it asks again, in milliseconds. */
const DELAY = 150;

type About = Pick<Remembered, 'uri' | 'key' | 'pasted'>;

/** The panel that shows a deployment. There is one at a time; it follows edits, and takes up what it showed when the window is opened again. */
export class DeploymentPanel implements Disposable {
  readonly #client: BaseLanguageClient;
  readonly #extension: Uri;
  readonly #listening: Disposable;
  #panel: WebviewPanel | undefined;
  #about: About | undefined;
  #shown: (Shown & { readonly version: string; readonly pasted?: string }) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #drawn: ((svg: string) => void) | undefined;

  constructor(client: BaseLanguageClient, { extensionUri }: ExtensionContext) {
    this.#client = client;
    this.#extension = extensionUri;
    this.#listening = client.onNotification(DEPLOYMENT_CHANGED, () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void told(() => this.#refresh()), DELAY);
    });
  }

  /** Shows something else, in the panel that is there or in a new one beside the editor. */
  async show(about: About): Promise<undefined> {
    this.#about = about;
    this.#shown = undefined;
    if (this.#panel) this.#panel.reveal(undefined, true);
    else this.adopt(window.createWebviewPanel(VIEW_TYPE, l10n.t('Deployment'), { viewColumn: ViewColumn.Beside, preserveFocus: false }), about);
    await this.#refresh();
    return undefined;
  }

  /** Takes a panel over that the editor has kept from the last time. */
  adopt(panel: WebviewPanel, about: About): void {
    this.#panel?.dispose();
    this.#panel = panel;
    this.#about = about;
    const folder = Uri.joinPath(this.#extension, 'dist');
    panel.webview.options = { enableScripts: true, localResourceRoots: [folder] };
    panel.webview.onDidReceiveMessage((message: unknown) => {
      const known = fromPage(message, this.#shown ? shownFiles(this.#shown.view) : new Set());
      if (known) void told(() => this.#answer(known));
    });
    panel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = undefined;
    });
    panel.webview.html = pageHtml(panel.webview, Uri.joinPath(folder, 'view.js'), Uri.joinPath(folder, 'view.css'));
  }

  /** Writes what is shown into a file. Returns a sentence where nothing is shown. */
  async export(format: ExportFormat): Promise<string | undefined> {
    const [panel, about, shown] = [this.#panel, this.#about, this.#shown];
    if (!panel || !about || !shown) return l10n.t('Show a deployment first.');
    if (format === 'svg') {
      const svg = await new Promise<string>((resolve) => {
        this.#drawn = resolve;
        void this.#send({ type: 'draw' });
      });
      await saveExport(shown.view.title, format, svg);
      return undefined;
    }
    const params: ExportParams = { ...about, format };
    const result = await this.#client.sendRequest<ExportResult>(EXPORT_DEPLOYMENT, params);
    if ('reason' in result) return result.reason;
    await saveExport(result.title, format, result.text);
    return undefined;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#listening.dispose();
    this.#panel?.dispose();
  }

  /** Asks the server for what is shown now, and shows it where it is something else. */
  async #refresh(): Promise<undefined> {
    const about = this.#about;
    if (!this.#panel || !about) return undefined;
    const params: DeploymentParams = { ...about, ...(this.#shown && { known: this.#shown.version }) };
    const result = await this.#client.sendRequest<DeploymentResult>(DEPLOYMENT, params);
    // Somebody may have asked for another one in the meantime.
    if (about !== this.#about || 'unchanged' in result) return undefined;
    if ('reason' in result) {
      this.#shown = undefined;
      // What was pasted is nothing that is shown, and whoever knows what it is: the page is not to keep it.
      await this.#send({ type: 'empty', reason: result.reason, about: { uri: about.uri, ...(about.key !== undefined && { key: about.key }) } });
    } else {
      this.#shown = result;
      this.#panel.title = l10n.t('Deployment {0}', result.view.title);
      await this.#sendShown();
    }
    return undefined;
  }

  async #sendShown(): Promise<void> {
    if (!this.#shown || !this.#about) return;
    const { view, key, choices, pasted } = this.#shown;
    // The window keeps on disk what the page remembers.
    await this.#send({ type: 'show', shown: { view, key, choices }, about: { ...this.#about, ...(pasted !== undefined && { pasted }) } });
  }

  async #send(message: ToPage): Promise<void> {
    await this.#panel?.webview.postMessage(message);
  }

  async #answer(message: FromPage): Promise<string | undefined> {
    switch (message.type) {
      case 'ready':
        // A page that has been hidden starts anew.
        if (this.#shown) await this.#sendShown();
        else await this.#refresh();
        return undefined;
      case 'open':
        await openPlace(this.#client, message.at, this.#panel?.viewColumn);
        return undefined;
      case 'fix':
        await fixPlace(this.#client, message.at);
        return undefined;
      case 'members':
        return this.#chooseMember(message.column);
      case 'choose':
        if (this.#about) await this.show({ ...this.#about, key: message.key });
        return undefined;
      case 'export':
        return this.export(message.format);
      case 'svg':
        this.#drawn?.(message.text);
        this.#drawn = undefined;
        return undefined;
    }
  }

  /** All files that a column stands for. */
  async #chooseMember(id: string): Promise<undefined> {
    const column = this.#shown?.view.matrix.columns.find((each) => each.id === id);
    const items = (column?.members ?? []).flatMap(({ name, at }) => (at ? [{ label: name, description: at.name, at }] : []));
    const choice = await window.showQuickPick(items, { title: l10n.t('All that say the same as {0}', column?.title ?? ''), matchOnDescription: true });
    if (choice) await openPlace(this.#client, choice.at, this.#panel?.viewColumn);
    return undefined;
  }
}
