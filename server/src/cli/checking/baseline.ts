import { dirname } from 'node:path';
import { LineIndex } from '../../core/line-index.ts';
import { append } from '../../core/lists.ts';
import { pathOf, uriOf } from '../../host/node-files.ts';
import { WriteError } from '../../host/write-file.ts';
import { governing } from '../../workspace/project-extends.ts';
import { FileError, readText, reasonOf } from '../../workspace/file-system.ts';
import {
  baselineUri,
  entryFor,
  printFindingsBaseline,
  readFindingsBaseline,
  staleEntries,
  type BaselineEntry,
  type FindingsBaseline,
} from '../../workspace/findings-baseline.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { Failure, notice, UsageError, type Io } from '../io.ts';
import { absolute, isWithin, shownPath } from '../paths.ts';
import { printable } from '../printable.ts';
import { isAskedFor, type Loaded } from './loaded.ts';
import type { CheckRequest } from './request.ts';

/** At most this many entries that accept nothing are named. */
const MOST_NAMED = 10;

/** The baseline files of a check: read before it, compared with it and written after it. */
export class Baselines {
  readonly #request: CheckRequest;
  readonly #workspace: Workspace;
  readonly #loaded: Loaded;
  readonly #io: Io;
  /** By URI; `undefined` for one that is not there yet. */
  readonly #read = new Map<string, FindingsBaseline | undefined>();
  /** Where those lie that are reached over a link, by URI. */
  readonly #reached = new Map<string, string>();

  /** Reads the files and puts them in force. Throws a `Failure` where one is missing or broken. */
  static async load(request: CheckRequest, workspace: Workspace, loaded: Loaded, io: Io): Promise<Baselines> {
    const baselines = new Baselines(request, workspace, loaded, io);
    const named =
      request.baselineFile === undefined
        ? loaded.projects.flatMap((project) => (loaded.apart.includes(project.file.uri) ? [] : (baselineUri(project) ?? [])))
        : [uriOf(absolute(request.baselineFile, io.cwd))];
    if (request.updateBaseline && named.length === 0)
      throw new UsageError('--update-baseline needs to know the file: give --baseline-file FILE, or "baselineFile" in aovpn.json.');
    for (const uri of new Set(named)) await baselines.#load(uri);
    const [only] = named;
    if (request.baselineFile !== undefined && only !== undefined) workspace.useBaseline(only);
    return baselines;
  }

  private constructor(request: CheckRequest, workspace: Workspace, loaded: Loaded, io: Io) {
    this.#request = request;
    this.#workspace = workspace;
    this.#loaded = loaded;
    this.#io = io;
  }

  /** Writes all findings of the check into their baseline files, and puts these in force. Returns whether that went well. */
  async update(): Promise<boolean> {
    if (this.#loaded.failed.length > 0) {
      notice(this.#io, 'no baseline file was written, because not everything that was named could be read');
      return false;
    }
    const entries = new Map<string, BaselineEntry[]>([...this.#read].map(([uri, old]) => [uri, this.#notLookedAt(old)]));
    let count = 0;
    for (const uri of this.#checked()) {
      const baseline = this.#baselineFor(uri);
      const list = baseline === undefined ? undefined : entries.get(baseline);
      if (baseline === undefined || !list) continue;
      const accepted = this.#workspace.findings(uri);
      append(
        list,
        accepted.map((finding) => entryFor(finding, baseline)),
      );
      count += accepted.length;
    }
    const texts = [...entries].map(([uri, list]) => ({ uri, text: printFindingsBaseline(list) }));
    try {
      await this.#io.writeFiles(texts.map(({ uri, text }) => ({ path: pathOf(this.#reached.get(uri) ?? uri), bytes: new TextEncoder().encode(text) })));
    } catch (error) {
      if (!(error instanceof WriteError)) throw error;
      notice(this.#io, `${printable(shownPath(error.path, this.#io.cwd))} ${reasonOf(error)}`);
      return false;
    }
    for (const file of texts) this.#workspace.setFile(file);
    notice(this.#io, `${count} finding${count === 1 ? '' : 's'} written to ${[...entries.keys()].map((uri) => this.#shown(uri)).join(', ')}`);
    return true;
  }

  /** Names the entries that accept nothing, where all that they could be about was looked through. */
  tellStale(): void {
    for (const [uri, baseline] of this.#read) {
      if (!baseline || !this.#isWalked(pathOf(uri))) continue;
      const keptBack = this.#checked().flatMap((file) => (this.#baselineFor(file) === uri ? this.#workspace.reported(file).keptBack : []));
      const stale = staleEntries(baseline, keptBack).filter(({ file }) => this.#isWalked(this.#pathOf(baseline, file)));
      for (const { file, rule } of stale.slice(0, MOST_NAMED))
        notice(this.#io, `${this.#shown(uri)}: ${printable(rule)} in ${printable(file)} is not found any more`);
      if (stale.length > MOST_NAMED) notice(this.#io, `${this.#shown(uri)}: ${stale.length - MOST_NAMED} more are not found any more`);
      if (stale.length > 0) notice(this.#io, `the same call with --update-baseline takes ${stale.length === 1 ? 'it' : 'them'} out`);
    }
  }

  async #load(uri: string): Promise<void> {
    const shown = this.#shown(uri);
    const at = await this.#reach(uri, shown);
    // A missing one is told apart from one that cannot be read: only the former is written.
    const isMissing = await this.#io.files.stat(at).then(
      () => false,
      (error: unknown) => error instanceof FileError && error.kind === 'missing',
    );
    if (isMissing) {
      if (!this.#request.updateBaseline) throw new UsageError(`There is no baseline file ${shown}. With --update-baseline it is written.`);
      this.#read.set(uri, undefined);
      return;
    }
    const read = await readText(this.#io.files, at, Infinity);
    if ('reason' in read) throw new Failure(`The baseline file ${shown} ${read.reason}.`);
    const baseline = readFindingsBaseline({ uri, text: read.text });
    const [error] = baseline.errors;
    if (error) {
      const { line, character } = new LineIndex(read.text).positionAt(error.span.start);
      throw new Failure(`${shown}:${line + 1}:${character + 1} ${error.message}`);
    }
    this.#read.set(uri, baseline);
    // All findings are wanted where they are to be written down.
    if (this.#request.updateBaseline) this.#workspace.removeFile(uri);
    else this.#workspace.setFile({ uri, text: read.text });
  }

  /** Where a baseline file lies. One that a project file names lies in the workspace, also where links lead to it; that of the command line may lie anywhere. */
  async #reach(uri: string, shown: string): Promise<string> {
    if (this.#request.baselineFile !== undefined) return uri;
    const reached = await this.#loaded.boundary.reached(this.#io.files, uri);
    if ('reason' in reached) throw new Failure(`The baseline file ${shown} ${reached.reason}.`);
    this.#reached.set(uri, reached.uri);
    return reached.uri;
  }

  /** Entries about files that this check does not cover, which it has nothing to say about. */
  #notLookedAt(old: FindingsBaseline | undefined): BaselineEntry[] {
    if (!old) return [];
    const named = new Set([...this.#loaded.files.values()].filter(isAskedFor).map(({ path }) => path));
    return old.entries.filter(({ file }) => {
      const path = this.#pathOf(old, file);
      return !named.has(path) && !this.#loaded.folders.some((folder) => isWithin(path, folder));
    });
  }

  #checked(): string[] {
    return this.#workspace.uris().filter((uri) => isAskedFor(this.#loaded.files.get(uri)));
  }

  #baselineFor(uri: string): string | undefined {
    if (this.#request.baselineFile !== undefined) return [...this.#read.keys()][0];
    const project = governing(uri, this.#loaded.projects);
    return project && baselineUri(project);
  }

  #isWalked(path: string): boolean {
    return this.#loaded.folders.some((folder) => isWithin(path, folder));
  }

  #pathOf(baseline: FindingsBaseline, file: string): string {
    return absolute(file, dirname(pathOf(baseline.file.uri)));
  }

  #shown(uri: string): string {
    return printable(shownPath(pathOf(uri), this.#io.cwd));
  }
}
