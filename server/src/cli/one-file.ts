import { loadGrammar } from '../host/grammar.ts';
import { uriOf } from '../host/node-files.ts';
import { DEFAULT_MAX_SIZE, readText } from '../workspace/file-system.ts';
import { Workspace } from '../workspace/workspace.ts';
import { Failure, type Io } from './io.ts';
import { absolute, shownPath } from './paths.ts';

/** A file that a command line names, read by itself. */
export interface OneFile {
  readonly uri: string;
  /** As the output names it. */
  readonly shown: string;
  readonly text: string;
  /** With this file in it and no other. */
  readonly workspace: Workspace;
}

/** Reads the text of a file. Throws a `Failure` where it cannot be read. */
export async function readNamed(path: string, io: Io): Promise<Pick<OneFile, 'uri' | 'shown' | 'text'>> {
  const target = absolute(path, io.cwd);
  const uri = uriOf(target);
  const shown = shownPath(target, io.cwd);
  const read = await readText(io.files, uri, DEFAULT_MAX_SIZE);
  if ('reason' in read) throw new Failure(`${shown} ${read.reason}.`);
  return { uri, shown, text: read.text };
}

/** Reads a file and what is inside it. Throws a `Failure` where it cannot be read, or is of no kind that is read here. */
export async function readOne(path: string, io: Io): Promise<OneFile> {
  const { uri, shown, text } = await readNamed(path, io);
  await loadGrammar();
  const workspace = new Workspace();
  workspace.setFile({ uri, text });
  if (workspace.partsOf(uri).length === 0) throw new Failure(`${shown}: nothing here that aovpn reads.`);
  return { uri, shown, text, workspace };
}
