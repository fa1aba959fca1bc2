import type { SourceFile } from '../../core/source-file.ts';
import { compareTexts } from '../../core/texts.ts';
import type { Base } from '../../workspace/project-extends.ts';
import type { Io } from '../io.ts';
import { Pool, type Take } from '../threads/pool.ts';
import type { Surroundings } from '../threads/preparing.ts';
import type { Loaded } from './loaded.ts';
import type { CheckRequest } from './request.ts';

/** For fewer documents, threads take longer to start than they save. */
const FEW = 500;

/** What a thread saves is used up by putting together what more of them have read. */
const MOST_UNASKED = 4;

/**
 * Has most files of a check prepared in threads, while others are still looked for: as soon as it is known which project files there are. Where those turn out to
 * be others in the end, it begins anew.
 */
export class Preparation {
  readonly #threads: number | undefined;
  readonly #io: Pick<Io, 'startThread' | 'processors'>;
  /** What is prepared, and in the light of what. */
  #begun: { readonly pool: Pool; readonly surroundings: string } | undefined;
  readonly #offered = new Map<string, string>();

  constructor({ threads }: Pick<CheckRequest, 'threads'>, io: Pick<Io, 'startThread' | 'processors'>) {
    this.#threads = threads;
    this.#io = io;
  }

  /**
   * Begins where that is worth it, and nothing has begun yet.
   * @param uris of the files that will be read
   * @param known asked for what is known of their surroundings, only where something begins
   */
  async begin(uris: readonly string[], known: () => Surroundings | Promise<Surroundings>): Promise<void> {
    const { startThread, processors } = this.#io;
    if (this.#begun || !startThread || this.#threads === 1) return;
    const documents = uris.filter(isDocument).length;
    const count = Math.min(this.#threads ?? (documents < FEW ? 0 : Math.min(processors, MOST_UNASKED)), documents);
    if (count < 2) return;
    const surroundings = await known();
    const threads = Array.from({ length: count }, startThread);
    this.#begun = { pool: new Pool(surroundings, threads), surroundings: JSON.stringify(surroundings) };
  }

  /** Takes a file up that has been read, where something has begun. */
  offer({ uri, text }: SourceFile): void {
    if (!this.#begun || !isDocument(uri) || this.#offered.get(uri) === text) return;
    this.#offered.set(uri, text);
    this.#begun.pool.add({ uri, text });
  }

  /**
   * Hands over all texts of a check.
   * @param take called with each file, and with what threads have worked out for it
   * @param log called with what has to be told of rules that failed
   */
  async finish({ files, projects, bases, roots, boundary, apart }: Loaded, take: Take, log: (message: string) => void): Promise<void> {
    const obeyed = projects.filter(({ file }) => !apart.includes(file.uri)).map(({ file }) => file);
    const surroundings = surroundingsOf(roots, boundary.folders, obeyed, bases);
    if (this.#begun?.surroundings !== JSON.stringify(surroundings)) this.end();
    await this.begin([...files.keys()], () => surroundings);
    const here: SourceFile[] = [];
    const elsewhere = new Map<string, SourceFile>();
    for (const { uri, text } of files.values()) {
      if (this.#begun && isDocument(uri)) elsewhere.set(uri, { uri, text });
      else here.push({ uri, text });
    }
    for (const file of elsewhere.values()) this.offer(file);
    const prepared = this.#begun?.pool.finish(({ uri, text }, prepared) => {
      const file = elsewhere.get(uri);
      // Another file of that name may have been read before.
      if (file?.text !== text) return;
      elsewhere.delete(uri);
      take(file, prepared);
    }, log);
    for (const file of here) take(file, undefined);
    await prepared;
  }

  /** Stops all that has begun. */
  end(): void {
    this.#begun?.pool.end();
    this.#begun = undefined;
    this.#offered.clear();
  }
}

/** What files are prepared in the light of, in an order that does not depend on when something was found. */
export function surroundingsOf(
  roots: readonly string[],
  reach: readonly string[],
  projects: readonly SourceFile[],
  bases: ReadonlyMap<string, Base>,
): Surroundings {
  return {
    roots,
    reach,
    projects: projects.map(({ uri, text }) => ({ uri, text })).sort((a, b) => compareTexts(a.uri, b.uri)),
    bases: [...bases].sort(([a], [b]) => compareTexts(a, b)),
  };
}

/** Most files of a large folder are profiles. */
function isDocument(uri: string): boolean {
  return uri.toLowerCase().endsWith('.xml');
}
