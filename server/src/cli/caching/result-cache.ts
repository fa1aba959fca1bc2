import { join } from 'node:path';
import type { FileChange } from '../../host/write-file.ts';
import { uriOf } from '../../host/node-files.ts';
import { reasonOf } from '../../workspace/file-system.ts';
import { notice, type ExitCode, type Io, type Output } from '../io.ts';
import { CACHE_FILE, Recording, seenAgain, type SeenFiles } from './seen-files.ts';

/** So many results are kept: those of the calls that were made last. */
const MOST = 8;

/** A run as it was: what it was asked, what it saw, and what came of it. */
interface Result {
  readonly key: string;
  readonly seen: SeenFiles;
  readonly code: ExitCode;
  /** In the order in which it was written, to which of the two outputs. */
  readonly output: readonly (readonly [to: 'out' | 'err', text: string])[];
  readonly written: readonly { readonly path: string; readonly base64: string }[];
}

/**
 * Runs something, or gives again what came of it the last time where that would be the same: the same call of the same program, with the same
 * answers of the disk. What is kept lies in the working directory. One that cannot be read or written is as good as none.
 * @param key all that the result depends on and the disk does not tell
 */
export async function cached(key: string, io: Io, run: (io: Io) => Promise<ExitCode>): Promise<ExitCode> {
  const results = await read(io);
  const known = results.find((result) => result.key === key);
  const seen = known && (await seenAgain(known.seen, io.files, io.date()));
  if (known && seen) {
    await replay(known, io);
    // The file may hold megabytes, and mostly nothing in it is another thing.
    if (seen !== known.seen || known !== results[0]) await write([{ ...known, seen }, ...results.filter((result) => result !== known)], io);
    return known.code;
  }
  const files = new Recording(io.files, io.date);
  const output: (readonly ['out' | 'err', string])[] = [];
  const written: { path: string; base64: string }[] = [];
  const recorded = (to: 'out' | 'err', stream: Output): Output => ({
    isTerminal: stream.isTerminal,
    write: (text) => {
      output.push([to, text]);
      stream.write(text);
    },
  });
  const writeFiles = async (changes: readonly FileChange[]): Promise<void> => {
    await io.writeFiles(changes);
    for (const { path, bytes } of changes) written.push({ path, base64: Buffer.from(bytes).toString('base64') });
  };
  const code = await run({ ...io, files, stdout: recorded('out', io.stdout), stderr: recorded('err', io.stderr), writeFiles });
  await write([{ key, seen: files.seen(), code, output, written }, ...results.filter((result) => result.key !== key)], io);
  return code;
}

async function replay({ output, written }: Result, io: Io): Promise<void> {
  for (const [to, text] of output) (to === 'out' ? io.stdout : io.stderr).write(text);
  if (written.length > 0) await io.writeFiles(written.map(({ path, base64 }) => ({ path, bytes: Buffer.from(base64, 'base64') })));
}

async function read(io: Io): Promise<readonly Result[]> {
  try {
    const bytes = await io.files.readFile(uriOf(join(io.cwd, CACHE_FILE)));
    const kept = JSON.parse(new TextDecoder().decode(bytes)) as { readonly version?: unknown; readonly results?: unknown };
    return kept.version === 1 && Array.isArray(kept.results) ? (kept.results as Result[]) : [];
  } catch {
    return [];
  }
}

async function write(results: readonly Result[], io: Io): Promise<void> {
  const text = JSON.stringify({ version: 1, results: results.slice(0, MOST) });
  try {
    await io.writeFiles([{ path: join(io.cwd, CACHE_FILE), bytes: new TextEncoder().encode(text) }]);
  } catch (error) {
    notice(io, `${CACHE_FILE} ${reasonOf(error)}; the result is not kept`);
  }
}
