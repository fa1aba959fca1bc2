import { DocumentLink, EventEmitter, languages, Position, Range, Uri, ViewColumn, window, workspace, type Disposable, type TextDocument } from 'vscode';

/** Scheme of the documents that hold what was worked out. They are texts like any other, but nobody can change them. */
export const SHOWN_SCHEME = 'aovpn-shown';

/** A text to be shown. */
export interface ShownText {
  /** What the editor shows on the tab. */
  readonly title: string;
  /** What it is about: the same one takes the same document. */
  readonly subject: string;
  readonly text: string;
  readonly language?: 'plaintext' | 'markdown';
  /** Words of the text that lead somewhere, wherever they stand. */
  readonly links?: readonly { readonly words: string; readonly target: Uri }[];
}

/** Shows texts beside the active editor, each in a document of its own that is written anew when it is asked for again. */
export class ShownTexts implements Disposable {
  readonly #shown = new Map<string, ShownText>();
  readonly #changed = new EventEmitter<Uri>();
  readonly #disposables = [
    this.#changed,
    workspace.onDidCloseTextDocument(({ uri }) => this.#shown.delete(uri.toString())),
    workspace.registerTextDocumentContentProvider(SHOWN_SCHEME, {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: (uri) => this.#shown.get(uri.toString())?.text ?? '',
    }),
    languages.registerDocumentLinkProvider(
      { scheme: SHOWN_SCHEME },
      { provideDocumentLinks: (document) => linksIn(document, this.#shown.get(document.uri.toString())) },
    ),
  ];

  async show(shown: ShownText): Promise<void> {
    const { title, subject, language = 'plaintext' } = shown;
    const uri = Uri.from({ scheme: SHOWN_SCHEME, path: `/${title}.${language === 'markdown' ? 'md' : 'txt'}`, query: subject });
    this.#shown.set(uri.toString(), shown);
    this.#changed.fire(uri);
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preview: true });
  }

  dispose(): void {
    for (const each of this.#disposables) each.dispose();
  }
}

function linksIn(document: TextDocument, shown: ShownText | undefined): DocumentLink[] {
  const links: DocumentLink[] = [];
  for (const { words, target } of shown?.links ?? [])
    for (const [line, text] of document.getText().split(/\r?\n/).entries())
      for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length))
        if (standsAlone(text, at, words)) links.push(new DocumentLink(new Range(new Position(line, at), new Position(line, at + words.length)), target));
  return links;
}

/** Whether words are not a part of longer ones: `a.xml:1` in `b/a.xml:12`. */
function standsAlone(text: string, at: number, words: string): boolean {
  return !/[\p{L}\p{N}/_.-]$/u.test(text.slice(0, at)) && !/^(?:[\p{L}\p{N}/_-]|[.:][\p{L}\p{N}])/u.test(text.slice(at + words.length));
}
