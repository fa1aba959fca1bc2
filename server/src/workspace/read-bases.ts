import type { Decoded } from '../core/encoding.ts';
import type { SourceFile } from '../core/source-file.ts';
import type { Boundary } from './boundary.ts';
import type { FileSystem } from './file-system.ts';
import { basesOf, resolveProject, type Base, type Project } from './project-extends.ts';

/** What project files extend, as read from a disk once. A file that cannot be read is kept with the reason. */
export class BaseReader {
  /** By URI. */
  readonly read = new Map<string, Base & Partial<Pick<Decoded, 'encoding'>>>();
  readonly #fs: FileSystem;
  readonly #boundary: Boundary;
  readonly #maxSize: number | undefined;

  /** @param boundary beyond which nothing is read */
  constructor(fs: FileSystem, boundary: Boundary, maxSize?: number) {
    this.#fs = fs;
    this.#boundary = boundary;
    this.#maxSize = maxSize;
  }

  /**
   * A project file with all that it extends.
   * @param known the text of a file that need not be read
   */
  async resolve(file: SourceFile, known: (uri: string) => SourceFile | undefined = () => undefined): Promise<Project> {
    for (;;) {
      const project = resolveProject(file, (uri) => known(uri) ?? this.read.get(uri));
      const missing = project.layers.flatMap(basesOf).filter((uri) => !known(uri) && !this.read.has(uri));
      if (missing.length === 0) return project;
      for (const uri of missing) this.read.set(uri, await this.base(uri));
    }
  }

  /** One file, or why it cannot be read. */
  async base(uri: string): Promise<Base & Partial<Pick<Decoded, 'encoding'>>> {
    const read = await this.#boundary.read(this.#fs, uri, this.#maxSize);
    return 'reason' in read ? read : { uri, ...read };
  }
}
