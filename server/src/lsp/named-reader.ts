import { readText, tooLarge, type FileSystem } from '../workspace/file-system.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Documents } from './documents.ts';

/** Hands in what settings and project files name, the latter inside of the workspace: chosen project files, those that are extended, and baseline files. */
export class NamedReader {
  readonly #files: FileSystem;
  readonly #workspace: Workspace;
  readonly #documents: Documents;
  readonly #maximumSize: (uri: string) => number;

  /** @param maximumSize of a project file, in bytes */
  constructor(files: FileSystem, workspace: Workspace, documents: Documents, maximumSize: (uri: string) => number) {
    this.#files = files;
    this.#workspace = workspace;
    this.#documents = documents;
    this.#maximumSize = maximumSize;
  }

  /** Reads what nobody has read. */
  async readMissing(): Promise<void> {
    await this.#readAll(() => this.#workspace.named.missing());
  }

  /** Reads all, and what that names; but for what has been read already, to which it is added. */
  async readAgain(read: Set<string>): Promise<void> {
    await this.#readAll(() => {
      const { named } = this.#workspace;
      const wanted = [...new Set([...named.missing(), ...[...named.all()].filter((uri) => !read.has(uri))])];
      for (const uri of wanted) read.add(uri);
      return wanted;
    });
  }

  async #readAll(wanted: () => readonly string[]): Promise<void> {
    this.#workspace.named.forgetOthers();
    for (let uris = wanted(); uris.length > 0; uris = wanted()) for (const uri of uris) await this.read(uri);
  }

  async read(uri: string): Promise<void> {
    // As on the command line, a list of accepted findings may have any size.
    const { named } = this.#workspace;
    const limit = named.isBaseline(uri) ? Infinity : this.#maximumSize(uri);
    const onDisk = await (named.isChosen(uri) ? readText(this.#files, uri, limit) : named.boundary.read(this.#files, uri, limit));
    // It may have been opened meanwhile.
    const open = this.#documents.get(uri);
    const size = limit === Infinity ? undefined : this.#documents.tooLarge(uri);
    const found = open ? (size === undefined ? open : tooLarge(limit, size)) : onDisk;
    this.#workspace.setNamed(uri, 'reason' in found ? found : { uri, text: found.text });
  }
}
