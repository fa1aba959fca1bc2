import type { SourceFile } from '../../core/source-file.ts';
import type { Prepared } from '../../workspace/prepared.ts';
import type { Io } from '../io.ts';
import { prepareInThreads, type Thread } from '../threads/pool.ts';
import type { Loaded } from './loaded.ts';
import type { CheckRequest } from './request.ts';

/** For fewer documents, threads take longer to start than they save. */
const FEW = 500;

/** What a thread saves is used up by putting together what more of them have read. */
const MOST_UNASKED = 4;

/** The threads that read the files of a check; none where that would not be faster, unless the call says how many. */
export function threadsFor({ threads }: CheckRequest, { files }: Loaded, { startThread, processors }: Io): Thread[] {
  if (!startThread || threads === 1) return [];
  const documents = [...files.values()].filter(isDocument).length;
  const count = threads ?? (documents < FEW ? 0 : Math.min(processors, MOST_UNASKED));
  return count > 1 ? Array.from({ length: Math.min(count, documents) }, startThread) : [];
}

/**
 * Hands over all texts of a check.
 * @param take called with each file, and with what threads have worked out for it
 * @param log called with what has to be told of rules that failed
 */
export async function readFiles(
  { files, projects, bases, roots, boundary, apart }: Loaded,
  threads: readonly Thread[],
  log: (message: string) => void,
  take: (file: SourceFile, prepared?: Prepared) => void,
): Promise<void> {
  const all = [...files.values()].map(({ uri, text }): SourceFile => ({ uri, text }));
  const elsewhere = new Set(threads.length > 0 ? all.filter(isDocument) : []);
  const obeyed = projects.filter(({ file }) => !apart.includes(file.uri));
  const surroundings = { roots, reach: boundary.folders, projects: obeyed.map(({ file: { uri, text } }) => ({ uri, text })), bases: [...bases] };
  const prepared = prepareInThreads([...elsewhere], surroundings, threads, take, log);
  for (const file of all) if (!elsewhere.has(file)) take(file);
  await prepared;
}

/** Most files of a large folder are profiles. */
function isDocument({ uri }: { readonly uri: string }): boolean {
  return uri.toLowerCase().endsWith('.xml');
}
