import { setImmediate as turn } from 'node:timers/promises';
import { FileError, type DirectoryEntry, type FileStat, type FileSystem } from '../../server/src/workspace/file-system.ts';

interface Entry {
  readonly text: string;
  readonly modified: number;
  /** The file that a symbolic link leads to. */
  readonly leadsTo?: string;
}

/** A disk in memory. Folders exist while there is a file in them. */
export class MemoryDisk {
  readonly #files = new Map<string, Entry>();
  #clock = 0;

  read(uri: string): string | undefined {
    return this.#files.get(uri)?.text;
  }

  write(uri: string, text: string): void {
    this.#files.set(uri, { text, modified: ++this.#clock });
  }

  /** Makes a symbolic link to a file. */
  link(uri: string, leadsTo: string): void {
    this.#files.set(uri, { text: '', modified: ++this.#clock, leadsTo });
  }

  remove(uri: string): void {
    this.#files.delete(uri);
  }

  uris(): string[] {
    return [...this.#files.keys()];
  }

  /** Those below a folder. */
  below(folder: string): string[] {
    return this.uris().filter((uri) => uri.startsWith(`${folder}/`));
  }

  /** How a program sees the disk, each call of which takes so many turns of the event loop. */
  view(turns: () => number = () => 0): DiskView {
    return new DiskView(this, (uri) => this.#files.get(uri), turns);
  }
}

export class DiskView implements FileSystem {
  readonly ignoresCase = false;
  /** Number of calls that have not been answered yet. */
  pending = 0;
  readonly #disk: MemoryDisk;
  readonly #entry: (uri: string) => Entry | undefined;
  readonly #turns: () => number;

  constructor(disk: MemoryDisk, entry: (uri: string) => Entry | undefined, turns: () => number) {
    this.#disk = disk;
    this.#entry = entry;
    this.#turns = turns;
  }

  readDirectory(uri: string): Promise<readonly DirectoryEntry[]> {
    return this.#answer(() => {
      const entries = new Map<string, DirectoryEntry>();
      for (const each of this.#disk.below(uri)) {
        const [name = '', ...deeper] = each.slice(uri.length + 1).split('/');
        entries.set(name, { name: decodeURIComponent(name), kind: deeper.length > 0 ? 'folder' : this.#entry(each)?.leadsTo === undefined ? 'file' : 'link' });
      }
      return [...entries.values()];
    });
  }

  readFile(uri: string): Promise<Uint8Array> {
    return this.#answer(() => {
      const entry = this.#end(uri);
      if (!entry) throw new FileError('does not exist', 'missing');
      return new TextEncoder().encode(entry.text);
    });
  }

  linkTarget(uri: string): Promise<string | undefined> {
    return Promise.resolve(this.#entry(uri)?.leadsTo);
  }

  stat(uri: string): Promise<FileStat> {
    return this.#answer(() => {
      const entry = this.#end(uri);
      if (entry) return { kind: 'file', size: Buffer.byteLength(entry.text), modified: entry.modified };
      if (this.#disk.below(uri).length > 0) return { kind: 'folder', size: 0 };
      throw new FileError('does not exist', 'missing');
    });
  }

  #end(uri: string): Entry | undefined {
    const entry = this.#entry(uri);
    return entry?.leadsTo === undefined ? entry : this.#end(entry.leadsTo);
  }

  async #answer<T>(work: () => T): Promise<T> {
    this.pending++;
    try {
      for (let left = this.#turns(); left > 0; left--) await turn();
      const found = work();
      // What has been read may be old when it arrives.
      for (let left = this.#turns(); left > 0; left--) await turn();
      return found;
    } finally {
      this.pending--;
    }
  }
}
