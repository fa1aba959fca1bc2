import type { Location, SourceFile } from '../core/source-file.ts';
import { isFindingsBaseline, readFindingsBaseline, type FindingsBaseline } from './findings-baseline.ts';
import type { Base } from './project-extends.ts';

/** Why a baseline file cannot be used: the rest of a sentence that begins with its name, and the place in it. */
export interface BrokenBaseline {
  readonly reason: string;
  readonly at?: Location;
}

/** The baseline files of a workspace, in force or not. */
export class BaselineFiles {
  readonly #files = new Map<string, FindingsBaseline>();
  /** Those that cannot be read, with the reason. */
  readonly #unread = new Map<string, string>();
  /** Those that are known only because a project file names them. */
  readonly #handedIn = new Set<string>();
  #only: string | undefined;

  get(uri: string): SourceFile | undefined {
    return this.#files.get(uri)?.file;
  }

  /**
   * Takes up a text that is a baseline file, or was one. Returns whether findings may differ.
   * @param isNamed whether a project file says that it is one, whatever the text looks like
   */
  take(file: SourceFile, isNamed = false): boolean {
    const isOne = isFindingsBaseline(file.text);
    if (!isNamed && !isOne) return this.#files.delete(file.uri);
    if (isOne) this.#handedIn.delete(file.uri);
    else this.#handedIn.add(file.uri);
    const isNew = this.#files.get(file.uri)?.file.text !== file.text;
    if (isNew) this.#files.set(file.uri, readFindingsBaseline(file));
    this.#unread.delete(file.uri);
    return isNew;
  }

  /** Takes in one that a project file names, or why it cannot be read. Returns whether findings may differ. */
  handIn(uri: string, found: Base): boolean {
    if ('text' in found) {
      const isKnown = this.#files.has(uri) && !this.#handedIn.has(uri);
      const isNew = this.take(found, true);
      if (!isKnown) this.#handedIn.add(uri);
      return isNew;
    }
    const isNew = this.#unread.get(uri) !== found.reason || this.#files.has(uri);
    this.#files.delete(uri);
    this.#unread.set(uri, found.reason);
    return isNew;
  }

  /** Whether anybody has looked for it. */
  isKnown(uri: string): boolean {
    return this.#files.has(uri) || this.#unread.has(uri);
  }

  remove(uri: string): boolean {
    this.#handedIn.delete(uri);
    return this.#unread.delete(uri) || this.#files.delete(uri);
  }

  /** Forgets what was handed in and is not among these. Nobody says any more when it changes. */
  forgetOthers(named: ReadonlySet<string>): void {
    for (const uri of [...this.#unread.keys(), ...this.#handedIn]) if (!named.has(uri)) this.remove(uri);
  }

  /** Why the file of this URI keeps nothing back; `undefined` where it is in order or not asked, or nobody has looked for it. */
  broken(uri: string): BrokenBaseline | undefined {
    if (this.#only !== undefined) return undefined;
    const reason = this.#unread.get(uri);
    if (reason !== undefined) return { reason: `${reason}.${reason === 'does not exist' ? ' Call aovpn check with --update-baseline to write it.' : ''}` };
    const baseline = this.#files.get(uri);
    const [error] = baseline?.errors ?? [];
    return baseline && error && { reason: `cannot be understood. ${error.message}`, at: { file: baseline.file, span: error.span } };
  }

  /** Puts this one in force for all files, whatever project files say. */
  use(uri: string): void {
    this.#only = uri;
  }

  /** The one in force where a project file names this one; `undefined` where there is none. */
  of(named: () => string | undefined): FindingsBaseline | undefined {
    if (this.#files.size === 0) return undefined;
    return this.#files.get(this.#only ?? named() ?? '');
  }
}
