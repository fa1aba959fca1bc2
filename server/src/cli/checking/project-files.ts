import { dirname, join } from 'node:path';
import { LineIndex } from '../../core/line-index.ts';
import { uriOf } from '../../host/node-files.ts';
import type { SourceFile } from '../../core/source-file.ts';
import type { Project } from '../../workspace/project-extends.ts';
import { Boundary } from '../../workspace/boundary.ts';
import { PROJECT_FILE } from '../../workspace/project-file.ts';
import { readText } from '../../workspace/file-system.ts';
import { Failure, type Io } from '../io.ts';
import { absolute, shownPath } from '../paths.ts';
import type { LoadedFile } from './loaded.ts';

/** The project file of `--config`. Whatever its name, it counts as the one of its folder. */
export async function configured(given: string, maxSize: number, io: Io): Promise<LoadedFile> {
  const path = absolute(given, io.cwd);
  const read = await readText(io.files, uriOf(path), maxSize);
  if ('reason' in read) throw new Failure(`The project file ${given} ${read.reason}.`);
  return governingFile(uriOf(join(dirname(path), PROJECT_FILE)), path, read, io);
}

/**
 * The nearest project file at or above a folder, not looking beyond the root of the repository. One that cannot be read is
 * an error: without it everything would be checked by other rules than the team agreed on. So is a link that leads out of
 * its folder and the repository around it.
 */
export async function projectAbove(folder: string, maxSize: number, io: Io): Promise<LoadedFile | undefined> {
  for (let at = folder; ; at = dirname(at)) {
    const path = join(at, PROJECT_FILE);
    const uri = uriOf(path);
    // What a link leads to is looked at only where it stays.
    if ((await io.files.linkTarget(uri)) !== undefined || (await kindOf(uri, io)) === 'file') {
      const read = await new Boundary((await reachOf([at], io)).map(uriOf)).read(io.files, uri, maxSize);
      if ('reason' in read) throw new Failure(`The project file ${shownPath(path, io.cwd)} ${read.reason}.`);
      return governingFile(uri, path, read, io);
    }
    if (dirname(at) === at || (await kindOf(uriOf(join(at, '.git')), io)) !== undefined) return undefined;
  }
}

/** The folders in which project files may name files: some folders, and the repositories that these lie in, each of which is one piece. */
export async function reachOf(folders: readonly string[], io: Io): Promise<string[]> {
  const reach = new Set(folders);
  for (const folder of new Set(folders))
    for (let at = folder; ; at = dirname(at)) {
      const isRepository = (await kindOf(uriOf(join(at, '.git')), io)) !== undefined;
      if (isRepository) reach.add(at);
      if (isRepository || dirname(at) === at) break;
    }
  return [...reach];
}

/** What makes project files unusable, and those that they extend: one line each with its place, in the order of the text. */
export function projectErrors(projects: readonly Project[], shown: (uri: string) => string): string[] {
  const byFile = new Map<SourceFile, Map<string, Project['errors'][number]>>();
  for (const error of projects.flatMap(({ errors }) => errors)) {
    const known = byFile.get(error.file) ?? new Map<string, Project['errors'][number]>();
    byFile.set(error.file, known.set(`${error.span.start} ${error.message}`, error));
  }
  return [...byFile].flatMap(([file, errors]) => {
    const lines = new LineIndex(file.text);
    return [...errors.values()]
      .sort((a, b) => a.span.start - b.span.start)
      .map(({ span, message }) => {
        const { line, character } = lines.positionAt(span.start);
        return `${shown(file.uri)}:${line + 1}:${character + 1} ${message}`;
      });
  });
}

function governingFile(uri: string, path: string, read: { text: string; encoding: LoadedFile['encoding'] }, io: Io): LoadedFile {
  return { uri, path, shown: shownPath(path, io.cwd), ...read, origin: 'governing' };
}

async function kindOf(uri: string, io: Io): Promise<string | undefined> {
  return io.files.stat(uri).then(
    ({ kind }) => kind,
    () => undefined,
  );
}
