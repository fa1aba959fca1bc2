import { MessageType, ShowMessageNotification, type Connection } from 'vscode-languageserver';
import { push } from '../core/groups.ts';
import { largest } from '../core/lists.ts';
import { uriSegments } from '../core/uri.ts';
import { relativePath, rootOf } from '../workspace/folders.ts';
import type { ClientFeatures } from './client-features.ts';
import { CHANGE_SETTING, type ChangeSetting } from './protocol.ts';
import { MEBIBYTE, type Settings } from './settings.ts';

/** A file that is not checked because of its size, in bytes. */
export interface LargeFile {
  readonly uri: string;
  readonly size: number;
}

/** So many files are named. */
const MOST_NAMED = 3;

/** A larger limit is never offered, in MiB: no file that a person wrote needs it. */
const MOST_OFFERED = 64;

const STOP = "Don't Show Again";

/**
 * Says which files are too large to be checked, and offers to raise the limit. What has been said of a file is not said again while it is
 * too large under the same limit.
 */
export class SizeNotice {
  readonly #connection: Connection;
  readonly #features: ClientFeatures;
  readonly #roots: () => readonly string[];
  /** By URI: the limit under which a file was told, and whether by its name. */
  readonly #told = new Map<string, { readonly limit: number; readonly named: boolean }>();

  constructor(connection: Connection, features: ClientFeatures, roots: () => readonly string[]) {
    this.#connection = connection;
    this.#features = features;
    this.#roots = roots;
  }

  /** Tells of what the folders hold. */
  tellFolders(files: readonly LargeFile[], settings: Settings, isOpen: (uri: string) => boolean): void {
    const large = new Set(files.map(({ uri }) => uri));
    for (const uri of [...this.#told.keys()]) if (!large.has(uri) && !isOpen(uri)) this.#told.delete(uri);
    this.#tell(
      files.filter(({ uri }) => this.#told.get(uri)?.limit !== settings.of(uri).maximumFileSize),
      settings,
    );
  }

  /** Tells of a document that somebody has opened. */
  tellOpen(file: LargeFile, settings: Settings): void {
    const before = this.#told.get(file.uri);
    if (before?.limit !== settings.of(file.uri).maximumFileSize || !before.named) this.#tell([file], settings);
  }

  /** One notice for all files under the same limit, whose folders want to be told of. */
  #tell(files: readonly LargeFile[], settings: Settings): void {
    const byLimit = new Map<number, LargeFile[]>();
    for (const file of files) {
      const { maximumFileSize, tellsLargeFiles } = settings.of(file.uri);
      if (tellsLargeFiles) push(byLimit, maximumFileSize, file);
    }
    for (const [limit, group] of byLimit) this.#tellOf(group, limit);
  }

  #tellOf(files: readonly LargeFile[], limit: number): void {
    files.forEach(({ uri }, index) => this.#told.set(uri, { limit, named: index < MOST_NAMED }));
    const message = sentence(
      files.slice(0, MOST_NAMED).map(({ uri, size }) => `${this.#shown(uri)} (${mebibytes(size)})`),
      files.length,
      mebibytes(limit),
    );
    if (this.#features.changesSettings) void this.#ask(message, files);
    else void this.#connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message: message + this.#hint() });
  }

  async #ask(message: string, files: readonly LargeFile[]): Promise<void> {
    const size = offered(files);
    const raise = size === undefined ? [] : [{ title: `Check Files up to ${size} MiB` }];
    // A client that is going away answers with an error, which changes nothing.
    const answer = await this.#connection.window.showWarningMessage(message, ...raise, { title: STOP }).catch(() => undefined);
    if (!answer) return;
    const roots = this.#roots();
    const folders = [...new Set(files.map(({ uri }) => rootOf(uri, roots)))].filter((folder) => roots.includes(folder));
    const setting = answer.title === STOP ? { key: 'aovpn.fileSizeNotice.enabled', value: false } : { key: 'aovpn.maximumFileSize', value: size ?? 0 };
    const change: ChangeSetting = { ...setting, folders };
    void this.#connection.sendNotification(CHANGE_SETTING, change);
  }

  #hint(): string {
    return this.#features.configuration ? ' The setting aovpn.maximumFileSize is the limit, in MiB.' : '';
  }

  #shown(uri: string): string {
    const roots = this.#roots();
    const root = rootOf(uri, roots);
    const path = relativePath(uri, root) ?? uri;
    return roots.length > 1 && roots.includes(root) ? `${uriSegments(root).at(-1) ?? ''}/${path}` : path;
  }
}

function sentence(named: readonly string[], count: number, limit: string): string {
  const more = count - named.length;
  if (count === 1) return `${named.join('')} is larger than ${limit} and is not checked.`;
  return `${count} files are larger than ${limit} and are not checked: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}

/** The limit, in whole MiB, under which as many of the files are checked as is sensible; `undefined` where none is. */
function offered(files: readonly LargeFile[]): number | undefined {
  const sizes = files.map(({ size }) => Math.ceil(size / MEBIBYTE)).filter((size) => size <= MOST_OFFERED);
  return sizes.length === 0 ? undefined : largest(sizes);
}

/** Rounded up, so that what is larger than a limit never looks the same. */
export function mebibytes(size: number): string {
  return `${Math.ceil((size / MEBIBYTE) * 10) / 10} MiB`;
}
