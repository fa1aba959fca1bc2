import { URI } from 'vscode-uri';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { SourceFile } from '../core/source-file.ts';
import { uriScheme } from '../core/uri.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { SCHEMES } from './protocol.ts';
import { Settings } from './settings.ts';

/** The form in which the whole program writes a URI: editors differ in what they escape. */
export function normaliseUri(uri: string): string {
  return URI.parse(uri).toString();
}

/** Which text of a file counts: that of the editor while it is open there, else the one on disk. */
export class Documents {
  readonly #workspace: Workspace;
  readonly #open = new Map<string, { readonly clientUri: string; readonly version: number; readonly file: SourceFile }>();
  readonly #onDisk = new Set<string>();
  /** What is on disk under the open ones. */
  readonly #beneath = new Map<string, SourceFile>();
  #settings = new Settings();
  readonly #schemes = new Set<string>(SCHEMES);

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** Has documents looked at that are in the file systems of these workspace folders. */
  lookInto(roots: readonly string[]): void {
    for (const root of roots) this.#schemes.add(uriScheme(root));
  }

  /** Takes in a document that is open in the editor. Returns whether other files may be affected. */
  edited(document: TextDocument): boolean {
    if (!this.#schemes.has(uriScheme(document.uri))) return false;
    const uri = normaliseUri(document.uri);
    const file: SourceFile = { uri, text: document.getText(), languageId: document.languageId };
    if (!this.#open.has(uri) && this.#onDisk.has(uri)) {
      const beneath = this.#workspace.fileOf(uri);
      if (beneath) this.#beneath.set(uri, { uri, text: beneath.text });
    }
    this.#open.set(uri, { clientUri: document.uri, version: document.version, file });
    return this.#takeOpen(file);
  }

  /** Has documents taken in up to the size that their folders allow. */
  configure(settings: Settings): void {
    const differs = settings.differsFrom(this.#settings, ({ maximumFileSize }) => maximumFileSize);
    this.#settings = settings;
    if (!differs) return;
    for (const { file } of this.#open.values()) this.#takeOpen(file);
  }

  /** The size of an open document that is not taken in, in bytes; `undefined` for any other. */
  tooLarge(uri: string): number | undefined {
    const text = this.#open.get(uri)?.file.text ?? '';
    const limit = this.#settings.of(uri).maximumFileSize;
    // No text has more bytes than three for each unit.
    if (text.length * 3 <= limit) return undefined;
    const size = new TextEncoder().encode(text).length;
    return size > limit ? size : undefined;
  }

  #takeOpen(file: SourceFile): boolean {
    return this.tooLarge(file.uri) === undefined ? this.#workspace.setFile(file) : this.#workspace.removeFile(file.uri);
  }

  /** Goes back to the text on disk, if there is one. */
  closed(clientUri: string): boolean {
    const uri = normaliseUri(clientUri);
    this.#open.delete(uri);
    const file = this.#beneath.get(uri);
    this.#beneath.delete(uri);
    return file ? this.#workspace.setFile(file) : this.#workspace.removeFile(uri);
  }

  /** Takes in a file as it is on disk. */
  read(file: SourceFile): boolean {
    this.#onDisk.add(file.uri);
    if (!this.#open.has(file.uri)) return this.#workspace.setFile(file);
    this.#beneath.set(file.uri, file);
    return false;
  }

  /** Forgets a file that is no longer on disk. */
  deleted(uri: string): boolean {
    this.#onDisk.delete(uri);
    this.#beneath.delete(uri);
    return this.#open.has(uri) ? false : this.#workspace.removeFile(uri);
  }

  /** Forgets every file on disk that is not in the set. Returns those that it has forgotten. */
  keepOnly(uris: ReadonlySet<string>): string[] {
    const gone = [...this.#onDisk].filter((uri) => !uris.has(uri));
    for (const uri of gone) this.deleted(uri);
    return gone;
  }

  /** The files that have been taken in from the disk. */
  onDisk(): Iterable<string> {
    return this.#onDisk;
  }

  isOnDisk(uri: string): boolean {
    return this.#onDisk.has(uri);
  }

  /** The open document under this URI, as the client wrote it; `undefined` when it is not open. */
  get(clientUri: string): SourceFile | undefined {
    return this.#open.get(normaliseUri(clientUri))?.file;
  }

  isOpen(uri: string): boolean {
    return this.#open.has(uri);
  }

  openUris(): string[] {
    return [...this.#open.keys()];
  }

  exists(uri: string): boolean {
    return this.#open.has(uri) || this.#onDisk.has(uri);
  }

  /** The version that the client knows of an open document; `null` for one that is only on disk. */
  version(uri: string): number | null {
    return this.#open.get(uri)?.version ?? null;
  }

  /** The URI as the client writes it. */
  clientUri(uri: string): string {
    return this.#open.get(uri)?.clientUri ?? uri;
  }
}
