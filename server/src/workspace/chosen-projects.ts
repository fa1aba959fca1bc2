import type { SourceFile } from '../core/source-file.ts';
import { compareTexts } from '../core/texts.ts';
import { rootOf } from './folders.ts';
import type { Base, Project } from './project-extends.ts';
import { PROJECT_FILE } from './project-file.ts';

/**
 * The project files that somebody has chosen for workspace folders, whatever they are called. Where one is chosen it alone counts, as with
 * `--config` on the command line: it governs its own folder and what is below, as far as that lies in the workspace folder.
 */
export class ChosenProjects {
  /** URI of the project file by that of the workspace folder. */
  readonly byRoot: ReadonlyMap<string, string>;
  readonly uris: ReadonlySet<string>;
  readonly #roots: readonly string[];

  constructor(byRoot: ReadonlyMap<string, string> = new Map(), roots: readonly string[] = []) {
    this.byRoot = byRoot;
    this.uris = new Set(byRoot.values());
    this.#roots = roots;
  }

  /** The one that is chosen where a file lies. */
  at(uri: string): string | undefined {
    return this.byRoot.size === 0 ? undefined : this.byRoot.get(rootOf(uri, this.#roots));
  }

  /**
   * The project files in force and what each may govern, in the order of their URIs, so that nothing depends on which of them came first.
   * @param found those that folders bring, by URI
   * @param handedIn what else is known of chosen ones
   */
  inForce(found: ReadonlyMap<string, SourceFile>, handedIn: ReadonlyMap<string, Base>): (Pick<Project, 'covers'> & { readonly file: SourceFile })[] {
    const chosen = [...this.uris].flatMap((uri) => {
      const file = found.get(uri) ?? handedIn.get(uri);
      return file && 'text' in file ? [file] : [];
    });
    const others = [...found.values()].filter(({ uri }) => !this.uris.has(uri) && this.at(uri) === undefined);
    const all = [...chosen, ...others].sort((a, b) => compareTexts(a.uri, b.uri));
    if (this.byRoot.size === 0) return all.map((file) => ({ file }));
    return all.map((file) => ({ file, covers: (uri) => (this.at(uri) ?? this.#usual(file)) === file.uri }));
  }

  /** Where nothing is chosen, files of the usual name count. */
  #usual({ uri }: SourceFile): string | undefined {
    return uri.endsWith(`/${PROJECT_FILE}`) && this.at(uri) === undefined ? uri : undefined;
  }
}
