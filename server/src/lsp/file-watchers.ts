import { DidChangeWatchedFilesNotification, WatchKind, type Connection, type Disposable, type FileSystemWatcher } from 'vscode-languageserver';
import { ARTEFACTS } from '../artefacts/index.ts';
import { parentUri, uriName } from '../core/uri.ts';
import { isUnder } from '../workspace/folders.ts';
import { PROJECT_FILE } from '../workspace/project-file.ts';
import type { ClientFeatures } from './client-features.ts';
import type { ReachableFiles } from './reachable-files.ts';

const NAMES = [...new Set([...ARTEFACTS.flatMap(({ fileNames }) => fileNames), PROJECT_FILE, '.gitignore'])];

/** Has the client watch the files that matter: those of the workspace folders by their names, and single ones wherever they lie. */
export class FileWatchers {
  readonly #connection: Connection;
  readonly #features: ClientFeatures;
  readonly #files: ReachableFiles;
  /** Of the single files. */
  #registered: Promise<Disposable | undefined> = Promise.resolve(undefined);
  #single = '';

  constructor(connection: Connection, features: ClientFeatures, files: ReachableFiles) {
    this.#connection = connection;
    this.#features = features;
    this.#files = files;
  }

  /** Watches what lies in the workspace folders. */
  start(): void {
    const watchers = NAMES.map((name) => ({ globPattern: name.startsWith('.') && name !== '.gitignore' ? `**/*${name}` : `**/${name}` }));
    // Folders: of what is in one that is moved or goes, many clients tell nothing.
    void this.#register([...watchers, { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete }]);
  }

  /**
   * Watches these files as well, and none else that was asked for before. A client that cannot watch single files is asked for those of the
   * workspace folders only. Resolves with those that were not watched before: they may have changed since they were read.
   */
  async watch(uris: Iterable<string>, roots: readonly string[]): Promise<string[]> {
    const isIn = (uri: string): boolean => roots.some((root) => isUnder(uri, root));
    const isWatched = (uri: string): boolean =>
      isIn(uri) && NAMES.some((name) => (name === PROJECT_FILE ? uriName(uri) === name : uriName(uri).endsWith(name)));
    const wanted = [...uris].filter((uri) => this.#files.reads(uri) && !isWatched(uri) && (this.#features.watchesSingleFiles || isIn(uri))).sort();
    const key = wanted.join('\n');
    if (key === this.#single) return [];
    const known = new Set(this.#single.split('\n'));
    this.#single = key;
    const before = this.#registered;
    this.#registered = wanted.length === 0 ? Promise.resolve(undefined) : this.#register(wanted.map((uri) => this.#watcher(uri)));
    void before.then((registration) => registration?.dispose());
    return (await this.#registered) ? wanted.filter((uri) => !known.has(uri)) : [];
  }

  #watcher(uri: string): FileSystemWatcher {
    const name = uriName(uri).replace(/[*?{}[\]]/g, '[$&]');
    return { globPattern: this.#features.watchesSingleFiles ? { baseUri: parentUri(uri), pattern: name } : `**/${name}` };
  }

  async #register(watchers: FileSystemWatcher[]): Promise<Disposable | undefined> {
    if (!this.#features.watchesFiles) return undefined;
    // A client that is going away answers with an error, which changes nothing.
    return this.#connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(() => undefined);
  }
}
