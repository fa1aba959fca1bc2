import { uriScheme } from '../core/uri.ts';
import { FileError, type DirectoryEntry, type FileStat, type FileSystem } from '../workspace/file-system.ts';

/** All files that the server can read: those of its own disk by itself, which is fast, and all others through a client that reads for it. */
export class ReachableFiles implements FileSystem {
  readonly ignoresCase: boolean;
  readonly #disk: FileSystem | undefined;
  #editor: FileSystem | undefined;

  /** @param disk absent where there is none, as in a browser */
  constructor(disk: FileSystem | undefined) {
    this.#disk = disk;
    this.ignoresCase = disk?.ignoresCase ?? false;
  }

  /** From now on the editor is asked for what is not on the disk. */
  reachThrough(editor: FileSystem): void {
    this.#editor = editor;
  }

  /** Whether there is anybody to ask for a file. */
  reads(uri: string): boolean {
    return this.#systemOf(uri) !== undefined;
  }

  async readDirectory(uri: string): Promise<readonly DirectoryEntry[]> {
    return this.#having(uri).readDirectory(uri);
  }

  async readFile(uri: string): Promise<Uint8Array> {
    return this.#having(uri).readFile(uri);
  }

  async stat(uri: string): Promise<FileStat> {
    return this.#having(uri).stat(uri);
  }

  async linkTarget(uri: string): Promise<string | undefined> {
    return this.#systemOf(uri)?.linkTarget(uri);
  }

  #having(uri: string): FileSystem {
    const system = this.#systemOf(uri);
    if (!system) throw new FileError('cannot be read (the editor does not hand out its files)');
    return system;
  }

  #systemOf(uri: string): FileSystem | undefined {
    return uriScheme(uri) === 'file' && this.#disk ? this.#disk : this.#editor;
  }
}
