import { loadGrammar } from '../../host/grammar.ts';
import { uriOf } from '../../host/node-files.ts';
import { SEVERITIES, type Severity } from '../../rules/rule.ts';
import type { SourceFile } from '../../core/source-file.ts';
import type { Prepared } from '../../workspace/prepared.ts';
import { governing } from '../../workspace/project-extends.ts';
import { Workspace } from '../../workspace/workspace.ts';
import { Baselines } from '../checking/baseline.ts';
import { cached } from '../caching/result-cache.ts';
import { applyFixes } from '../checking/fix.ts';
import { load } from '../checking/load.ts';
import type { Loaded } from '../checking/loaded.ts';
import { Preparation } from '../checking/preparation.ts';
import { patchOf } from '../checking/patch.ts';
import { projectErrors } from '../checking/project-files.ts';
import { reportOf, type Report } from '../checking/report.ts';
import { readCheckRequest, type CheckRequest } from '../checking/request.ts';
import { writeFixed } from '../checking/write-fixed.ts';
import { writeReports } from '../checking/write-reports.ts';
import { EXIT, notice, type ExitCode, type Io } from '../io.ts';
import { printable } from '../printable.ts';
import { FORMATS, REPORTERS } from '../reporters/reporter.ts';
import { Progress } from '../progress.ts';
import type { Command } from './command.ts';

export const check: Command = {
  name: 'check',
  summary: 'check files and folders, and what they say of each other',
  help: `Usage: aovpn check [PATH…|-] [options]

Checks the files named and all files in the folders named; the working directory when none is. "-" is standard input.
A PATH may be a pattern in quotes, such as "customers/**/*.xml"; it means files that a folder would be searched for.

  --stdin-filename FILE  the name of what comes from standard input
  --format FORMAT        ${FORMATS.join(', ')}; text unless told
  --report FORMAT=FILE   also write the result into a file, in this format; may be given several times
  --config FILE          use this project file and no aovpn.json; its globs are relative to its own folder
  --fail-on SEVERITY     ${SEVERITIES.join(', ')} or never: from which severity on the exit code is 1; error unless told
  --fix                  apply the fixes that change no meaning, then check again
  --fix-unsafe           also apply the first of the other fixes of each finding
  --diff                 show as a patch what --fix would write, and write nothing; the findings go to standard error
  --baseline-file FILE   do not tell the findings that stand in this file, and do not fail on them
  --update-baseline      write all findings of this check into the baseline file
  --max-size SIZE        skip larger files: bytes, or with K or M; 5M unless told
  --threads NUMBER       read files in so many threads; as many as there are processors, at most 4, unless told
  --cache                keep the result in .aovpncache, and give it again while no file is different

Exit code: 0 nothing to fail on, 1 findings, 2 a wrong call, a broken aovpn.json, or a named path that cannot be read.
`,
  run: async (args, io) => {
    const request = readCheckRequest(args);
    if (!request.cache) return runCheck(request, new Progress(io), io);
    const { cwd, build, env, stdout, stderr } = io;
    const key = JSON.stringify([build, cwd, args, stdout.isTerminal, stderr.isTerminal, env.NO_COLOR, env.TERM]);
    // The line that says how far it is comes and goes, and is no part of the result.
    return cached(key, io, (recorded) => runCheck(request, new Progress(io), recorded));
  },
};

async function runCheck(request: CheckRequest, progress: Progress, io: Io): Promise<ExitCode> {
  const preparation = new Preparation(request, io);
  try {
    return await checkLoaded(request, await load(request, io, preparation), preparation, progress, io);
  } finally {
    preparation.end();
  }
}

async function checkLoaded(request: CheckRequest, loaded: Loaded, preparation: Preparation, progress: Progress, io: Io): Promise<ExitCode> {
  const obeyed = loaded.projects.filter(({ file }) => loaded.files.get(file.uri)?.origin !== 'around');
  const broken = projectErrors(obeyed, (uri) => loaded.files.get(uri)?.shown ?? uri);
  if (broken.length > 0) {
    for (const line of new Set(broken)) io.stderr.write(`${printable(line)}\n`);
    notice(io, 'nothing was checked, because a project file is broken');
    return EXIT.failure;
  }
  const workspace = await workspaceOf(loaded, preparation, progress, io);
  const baselines = await Baselines.load(request, workspace, loaded, io);
  tellUnread(loaded, workspace, io);
  tellUngoverned(request, loaded, io);
  if (loaded.around.length > 0) notice(io, 'only project files were named, so nothing else is checked; name a folder to check what is in it');
  if (request.fix !== 'none' && !(await fix(request, workspace, loaded, io))) return EXIT.failure;
  if (request.updateBaseline && !(await baselines.update())) return EXIT.failure;
  const report = reportOf(workspace, loaded, io.cwd, (done, total) => progress.step('checked', done, total));
  progress.end();
  const output = request.diff ? io.stderr : io.stdout;
  const colour = output.isTerminal && !io.env.NO_COLOR && io.env.TERM !== 'dumb';
  const options = { cwd: io.cwd, failOn: request.failOn };
  output.write(REPORTERS[request.format](report, { ...options, colour }));
  if (!(await writeReports(request, report, { ...options, colour: false }, io))) return EXIT.failure;
  if (!request.updateBaseline) baselines.tellStale();
  return exitCode(report, request.failOn, loaded);
}

async function workspaceOf(loaded: Loaded, preparation: Preparation, progress: Progress, io: Io): Promise<Workspace> {
  await loadGrammar();
  const log = (message: string): void => {
    progress.end();
    notice(io, message);
  };
  const workspace = new Workspace(log);
  workspace.setRoots(loaded.roots, loaded.boundary.folders);
  workspace.setWalked([...loaded.folders, ...loaded.around].map(uriOf));
  for (const uri of loaded.apart) workspace.projectFiles.setApart(uri);
  let done = 0;
  const take = (file: SourceFile, prepared?: Prepared): void => {
    if (prepared === undefined) workspace.setFile(file);
    else workspace.setPrepared(file, prepared);
    progress.step('read', ++done, loaded.files.size);
  };
  await preparation.finish(loaded, take, log);
  for (const [uri, base] of loaded.bases) workspace.setBase(uri, base);
  progress.end();
  return workspace;
}

/** Says on standard error what is not part of the result, so that silence never looks like approval. */
function tellUnread({ files, failed, skipped, excluded, projects }: Loaded, workspace: Workspace, io: Io): void {
  for (const { file, reason, missing } of failed) notice(io, missing ? `no such file or folder: ${printable(file)}` : `${printable(file)} ${reason}`);
  for (const { file, reason } of skipped) notice(io, `${printable(file)} ${reason}; skipped`);
  for (const file of excluded) notice(io, `${printable(file)} is excluded by the project file; not checked`);
  for (const { uri, shown, text, origin } of files.values()) {
    if ((origin !== 'named' && origin !== 'stdin') || text.trim() === '') continue;
    if (!workspace.analysisOf(uri) && !projects.some(({ file }) => file.uri === uri)) notice(io, `${printable(shown)}: nothing here that aovpn reads`);
  }
}

/** A project file governs its own folder: given for files elsewhere it has no effect, which nobody would expect. */
function tellUngoverned({ config }: CheckRequest, { files, projects, bases }: Loaded, io: Io): void {
  const others = [...files.keys()].filter((uri) => !bases.has(uri) && !projects.some(({ file }) => file.uri === uri));
  if (config !== undefined && others.length > 0 && !others.some((uri) => governing(uri, projects)))
    notice(io, `${printable(config)} governs none of the files checked; it is for its own folder`);
}

/** Applies the fixes, and writes or shows them. Returns whether that went well. */
async function fix({ fix: kind, diff }: CheckRequest, workspace: Workspace, loaded: Loaded, io: Io): Promise<boolean> {
  const fixed = applyFixes(workspace, loaded, kind === 'unsafe');
  for (const { shown, encoding } of fixed.unwritable)
    notice(io, `${printable(shown)} was not fixed everywhere, because the new text cannot be written in its encoding (${encoding.name})`);
  if (diff) {
    const { text, folder, leftOut, foreign } = patchOf(fixed, loaded, io.cwd);
    io.stdout.write(text);
    for (const name of foreign) notice(io, `${printable(name)} is not UTF-8, so its part of the patch cannot be applied; --fix writes it`);
    if (leftOut > 0)
      notice(
        io,
        `${leftOut === 1 ? 'one part' : `${leftOut} parts`} of the patch ${leftOut === 1 ? 'is' : 'are'} left out, because a key or password stands there; --fix writes ${leftOut === 1 ? 'it' : 'them'}`,
      );
    if (folder !== io.cwd) notice(io, `apply the patch in ${printable(folder)}`);
  }
  if (!diff && !(await writeFixed(fixed, loaded, io))) return false;
  const files = fixed.texts.size;
  if (files > 0)
    notice(io, `${fixed.count} ${fixed.count === 1 ? 'fix' : 'fixes'} ${diff ? 'shown for' : 'written to'} ${files} ${files === 1 ? 'file' : 'files'}`);
  return true;
}

function exitCode({ summary }: Report, failOn: Severity | 'never', { failed }: Loaded): ExitCode {
  if (failed.length > 0) return EXIT.failure;
  const fatal = failOn === 'never' ? [] : SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1);
  return fatal.some((severity) => summary[severity] > 0) ? EXIT.findings : EXIT.clean;
}
