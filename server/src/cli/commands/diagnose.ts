import { loadGrammar } from '../../host/grammar.ts';
import { diagnose as diagnosed } from '../../features/diagnose/diagnose.ts';
import { codesNamed } from '../../knowledge/errors/lookup.ts';
import { decode } from '../../core/encoding.ts';
import { occurrencesIn } from '../../features/diagnose/occurrence.ts';
import { uriOf } from '../../host/node-files.ts';
import { DEFAULT_MAX_SIZE, FileError, readText } from '../../workspace/file-system.ts';
import { Workspace } from '../../workspace/workspace.ts';
import { oneOf, parse } from '../args.ts';
import { load } from '../checking/load.ts';
import type { Loaded } from '../checking/loaded.ts';
import { projectErrors } from '../checking/project-files.ts';
import { asJson, asText } from '../diagnosing/output.ts';
import { EXIT, Failure, notice, UsageError, type Io } from '../io.ts';
import { absolute } from '../paths.ts';
import { printable } from '../printable.ts';
import type { Command } from './command.ts';

export const diagnose: Command = {
  name: 'diagnose',
  summary: 'find in your files what leads to an error or an event',
  help: `Usage: aovpn diagnose FILE|-|CODE [PATH…] [--format FORMAT]

FILE holds events as Event Viewer copies them, as Get-WinEvent | Format-List prints them, or exported as XML, in any
language, or any text that names an error. "-" is standard input. A code such as 13868, or a text in quotes, does as
well. The files of the deployment are looked for in each PATH, the working directory when none is given; of several
deployments that of the connection is taken.

The answer lists the causes: found in these files with their fixes, ruled out and why, and not known with the command
that shows them. Nothing is asked of any computer, and nothing is written.

  --format FORMAT  text or json; text unless told

Exit code: 0 answered, 2 a wrong call, a file that cannot be read, or a text that names neither error nor event.
`,
  run: async (args, io) => {
    // An error as a number with a sign is no option.
    const isNumber = (each: string): boolean => /^-\d+$/.test(each);
    const parsed = parse(
      args.filter((each) => !isNumber(each)),
      { format: { type: 'string', default: 'text' } },
    );
    const { values } = parsed;
    const [given, ...paths] = [...args.filter(isNumber), ...parsed.positionals];
    if (given === undefined || given === '' || paths.includes('')) throw new UsageError('diagnose takes a file with the event, - or an error code.');
    const format = oneOf('format', values.format, ['text', 'json'] as const);
    const text = await textOf(given, io);
    const loaded = await load(
      {
        paths: paths.length === 0 ? ['.'] : paths,
        stdin: false,
        format: 'text',
        reports: [],
        failOn: 'never',
        fix: 'none',
        diff: false,
        updateBaseline: false,
        cache: false,
        maxSize: DEFAULT_MAX_SIZE,
      },
      io,
    );
    refuseBroken(loaded);
    const workspace = await workspaceOf(loaded, io);
    const answer = diagnosed(workspace, text);
    if (answer.diagnoses.length === 0) throw new Failure(`${given === '-' ? 'Standard input' : given} names neither an error nor an event that is known here.`);
    for (const { file, reason } of loaded.skipped) notice(io, `${printable(file)} ${reason}; skipped`);
    const asked = { workspace, loaded, cwd: io.cwd, paths: paths.length === 0 ? ['.'] : paths };
    io.stdout.write(format === 'json' ? asJson(answer, asked) : asText(answer, asked));
    return EXIT.clean;
  },
};

/** A log that somebody hands over is larger than a configuration. */
const MOST_BYTES = 100 * 1024 * 1024;

/** The text to be diagnosed: a file, standard input, or the argument itself where no file has that name. */
async function textOf(given: string, io: Io): Promise<string> {
  if (given === '-') {
    const read = decode(await io.stdin(), 'stdin.txt');
    if ('reason' in read) throw new Failure(`Standard input ${read.reason}.`);
    return read.text;
  }
  const uri = uriOf(absolute(given, io.cwd));
  if (await isMissing(uri, io)) {
    const { errors, events } = codesNamed(given);
    // No file that was mistyped has blanks and tells of an error.
    if (errors.length + events.length > 0 || (/\s/.test(given) && occurrencesIn(given).length > 0)) return given;
    throw new Failure(`${given} is neither a file nor an error or event that is known here.`);
  }
  const read = await readText(io.files, uri, MOST_BYTES);
  if ('text' in read) return read.text;
  if (/\.evtx$/i.test(given))
    throw new Failure(`${given} is an event log in its own format. Save it as XML in Event Viewer, or print it: Get-WinEvent -Path ${given} | Format-List.`);
  throw new Failure(`${given} ${read.reason}.`);
}

function isMissing(uri: string, { files }: Io): Promise<boolean> {
  return files.stat(uri).then(
    () => false,
    (error: unknown) => error instanceof FileError && error.kind === 'missing',
  );
}

function refuseBroken({ projects, files, failed }: Loaded): void {
  const [broken] = projectErrors(projects, (uri) => files.get(uri)?.shown ?? uri);
  if (broken !== undefined) throw new Failure(broken);
  const [first] = failed;
  if (first) throw new Failure(first.missing ? `There is no file or folder ${first.file}.` : `${first.file} ${first.reason}.`);
}

async function workspaceOf(loaded: Loaded, io: Io): Promise<Workspace> {
  await loadGrammar();
  const workspace = new Workspace((message) => notice(io, message));
  workspace.setRoots(loaded.roots, loaded.boundary.folders);
  workspace.setWalked(loaded.folders.map(uriOf));
  for (const { uri, text } of loaded.files.values()) workspace.setFile({ uri, text });
  for (const [uri, base] of loaded.bases) workspace.setBase(uri, base);
  return workspace;
}
