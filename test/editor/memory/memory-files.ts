import { EventEmitter, FileChangeType, FileSystemError, FileType, type FileChangeEvent, type FileStat, type FileSystemProvider, type Uri } from 'vscode';

interface Entry extends FileStat {
  /** Absent in a folder. */
  bytes?: Uint8Array;
}

/** A file system in memory, as extensions bring them along for repositories that nobody has cloned. */
export class MemoryFiles implements FileSystemProvider {
  readonly #entries = new Map<string, Entry>([['/', folder()]]);
  readonly #changed = new EventEmitter<FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;

  /** Puts a file in, with the folders around it. */
  put(path: string, bytes: Uint8Array): void {
    for (let at = path.indexOf('/', 1); at > 0; at = path.indexOf('/', at + 1)) {
      const above = path.slice(0, at);
      if (!this.#entries.has(above)) this.#entries.set(above, folder());
    }
    const now = Date.now();
    const before = this.#entries.get(path);
    // A file that is written twice in a millisecond has changed all the same.
    const mtime = Math.max(now, (before?.mtime ?? 0) + 1);
    this.#entries.set(path, { type: FileType.File, ctime: before?.ctime ?? now, mtime, size: bytes.length, bytes });
  }

  watch(): { dispose(): void } {
    // All changes are told.
    return { dispose: () => undefined };
  }

  stat(uri: Uri): FileStat {
    return this.#entry(uri);
  }

  readDirectory(uri: Uri): [string, FileType][] {
    if (this.#entry(uri).bytes) throw FileSystemError.FileNotADirectory(uri);
    const start = uri.path === '/' ? '/' : `${uri.path}/`;
    return [...this.#entries].flatMap(([path, { type }]): [string, FileType][] => {
      const name = path.startsWith(start) ? path.slice(start.length) : '';
      return name === '' || name.includes('/') ? [] : [[name, type]];
    });
  }

  createDirectory(uri: Uri): void {
    if (this.#entries.has(uri.path)) throw FileSystemError.FileExists(uri);
    this.#entries.set(uri.path, folder());
    this.#tell(FileChangeType.Created, uri);
  }

  readFile(uri: Uri): Uint8Array {
    const { bytes } = this.#entry(uri);
    if (!bytes) throw FileSystemError.FileIsADirectory(uri);
    return bytes;
  }

  writeFile(uri: Uri, bytes: Uint8Array, { create, overwrite }: { create: boolean; overwrite: boolean }): void {
    const before = this.#entries.get(uri.path);
    if (before && !before.bytes) throw FileSystemError.FileIsADirectory(uri);
    if (!before && !create) throw FileSystemError.FileNotFound(uri);
    if (before && create && !overwrite) throw FileSystemError.FileExists(uri);
    this.put(uri.path, bytes);
    this.#tell(before ? FileChangeType.Changed : FileChangeType.Created, uri);
  }

  delete(uri: Uri): void {
    this.#entry(uri);
    for (const path of this.#below(uri.path)) this.#entries.delete(path);
    this.#tell(FileChangeType.Deleted, uri);
  }

  rename(from: Uri, to: Uri, { overwrite }: { overwrite: boolean }): void {
    this.#entry(from);
    if (this.#entries.has(to.path) && !overwrite) throw FileSystemError.FileExists(to);
    for (const path of this.#below(from.path)) {
      const entry = this.#entries.get(path);
      this.#entries.delete(path);
      if (entry) this.#entries.set(to.path + path.slice(from.path.length), entry);
    }
    this.#tell(FileChangeType.Deleted, from);
    this.#tell(FileChangeType.Created, to);
  }

  #entry(uri: Uri): Entry {
    const entry = this.#entries.get(uri.path);
    if (!entry) throw FileSystemError.FileNotFound(uri);
    return entry;
  }

  #below(path: string): string[] {
    return [...this.#entries.keys()].filter((each) => each === path || each.startsWith(`${path}/`));
  }

  #tell(type: FileChangeType, uri: Uri): void {
    this.#changed.fire([{ type, uri }]);
  }
}

function folder(): Entry {
  const now = Date.now();
  return { type: FileType.Directory, ctime: now, mtime: now, size: 0 };
}
