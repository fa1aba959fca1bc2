import { EventEmitter, Uri, ViewColumn, window, workspace, type Disposable } from 'vscode';

/** Scheme of the documents that hold what was worked out. They are texts like any other, but nobody can change them. */
const SCHEME = 'aovpn-shown';

/** Shows texts beside the active editor, each in a document of its own that is written anew when it is asked for again. */
export class ShownTexts implements Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new EventEmitter<Uri>();
  readonly #closing = workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString()));
  readonly #provider = workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: this.#changed.event,
    provideTextDocumentContent: (uri) => this.#texts.get(uri.toString()) ?? '',
  });

  /** @param title what the editor shows on the tab; @param subject what it is about: the same one takes the same document */
  async show(title: string, subject: string, text: string): Promise<void> {
    const uri = Uri.from({ scheme: SCHEME, path: `/${title}.txt`, query: subject });
    this.#texts.set(uri.toString(), text);
    this.#changed.fire(uri);
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preview: true });
  }

  dispose(): void {
    this.#changed.dispose();
    this.#closing.dispose();
    this.#provider.dispose();
  }
}
