import {
  DocumentFormattingRequest,
  DocumentHighlightRequest,
  DocumentRangeFormattingRequest,
  RenameRequest,
  SelectionRangeRequest,
  type Connection,
  type Disposable,
} from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { isFormatted } from '../features/formatting.ts';
import { namesObjects } from '../features/object-names.ts';
import { growsSelections } from '../features/selection.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { ClientFeatures } from './client-features.ts';
import type { Documents } from './documents.ts';

/** What is registered for single documents. */
type Feature = 'format' | 'selection' | 'names';

/** Whether a document is one that has it. */
const HAS = { format: isFormatted, selection: growsSelections, names: namesObjects };

/**
 * Registers formatting, the growing of selections and the renaming of objects for the documents that are recognised, one by one. For whole
 * languages, an editor would name this server among the formatters of every XML, JSON and PowerShell file, ask which one to
 * use, and give up its own way of growing a selection and of marking a word. What is registered stays so until the document is closed.
 */
export class DocumentFeatures {
  readonly #connection: Connection;
  readonly #workspace: Workspace;
  readonly #documents: Documents;
  readonly #features: readonly Feature[];
  readonly #registered = new Map<string, Map<Feature, Promise<readonly Disposable[]>>>();
  #formats: (uri: string) => boolean = () => true;

  constructor(connection: Connection, workspace: Workspace, documents: Documents, features: ClientFeatures) {
    this.#connection = connection;
    this.#workspace = workspace;
    this.#documents = documents;
    this.#features = [
      ...(features.registersFormatting ? ['format' as const] : []),
      ...(features.registersSelection ? ['selection' as const] : []),
      ...(features.registersNames ? ['names' as const] : []),
    ];
  }

  /** Says for which documents formatting is offered. */
  configure(formats: (uri: string) => boolean): void {
    this.#formats = formats;
    for (const [uri, features] of this.#registered) if (!formats(uri)) this.#dispose(features, 'format');
    for (const uri of this.#documents.openUris()) this.edited(uri);
  }

  /** Looks at an open document in a new version. */
  edited(uri: string): void {
    const wanted = this.#features.filter((feature) => (feature !== 'format' || this.#formats(uri)) && HAS[feature](this.#workspace, uri));
    if (wanted.length === 0) return;
    const registered = this.#registered.get(uri) ?? new Map<Feature, Promise<readonly Disposable[]>>();
    this.#registered.set(uri, registered);
    for (const feature of wanted) if (!registered.has(feature)) registered.set(feature, this.#register(feature, this.#documents.clientUri(uri)));
  }

  closed(uri: string): void {
    const registered = this.#registered.get(uri);
    this.#registered.delete(uri);
    if (registered) for (const feature of this.#features) this.#dispose(registered, feature);
  }

  async #register(feature: Feature, uri: string): Promise<readonly Disposable[]> {
    const options = { documentSelector: [selectorOf(uri)] };
    const { client } = this.#connection;
    try {
      if (feature === 'names')
        return [
          await client.register(RenameRequest.type, { ...options, prepareProvider: true }),
          await client.register(DocumentHighlightRequest.type, options),
        ];
      if (feature === 'selection') return [await client.register(SelectionRangeRequest.type, options)];
      return [await client.register(DocumentFormattingRequest.type, options), await client.register(DocumentRangeFormattingRequest.type, options)];
    } catch (error) {
      this.#connection.console.warn(`Registering ${feature} failed. ${error instanceof Error ? error.message : String(error)}`);
      return [];
    }
  }

  #dispose(registered: Map<Feature, Promise<readonly Disposable[]>>, feature: Feature): void {
    const disposables = registered.get(feature);
    registered.delete(feature);
    void disposables?.then((list) => {
      for (const each of list) each.dispose();
    });
  }
}

/** A selector of one document. Its pattern is its path; what would be a wildcard in it stands for itself and little else. */
function selectorOf(clientUri: string) {
  const uri = URI.parse(clientUri);
  return { scheme: uri.scheme, pattern: uri.fsPath.replaceAll('\\', '/').replace(/[*?[\]{}]/g, '?') };
}
