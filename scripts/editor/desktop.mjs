// @ts-check
import { existsSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { atExit } from './cleanup.mjs';
import { findOnPath } from './command.mjs';
import { cacheFolder } from './paths.mjs';
import { messageOf, Problem, progress } from './problem.mjs';

/** The `code` command, which opens windows but cannot run tests. */
export function codeCommand() {
  return findOnPath(process.platform === 'win32' ? 'code.cmd' : 'code');
}

/**
 * The application behind the `code` command, or the one that VSCODE_EXECUTABLE names.
 * @returns {string | undefined}
 */
export function desktopExecutable() {
  const named = process.env.VSCODE_EXECUTABLE;
  if (named) {
    if (!existsSync(named)) throw new Problem(`VSCODE_EXECUTABLE names ${named}, which does not exist`);
    return named;
  }
  const command = codeCommand();
  if (command === undefined) return undefined;
  // The command is <installation>/bin/code, on macOS Visual Studio Code.app/Contents/Resources/app/bin/code.
  const installation = resolve(realpathSync(command), '../..');
  const applications = { win32: ['Code.exe'], darwin: ['../../MacOS/Code', '../../MacOS/Electron'], linux: ['code'] };
  const candidates = applications[/** @type {keyof typeof applications} */ (process.platform)] ?? [];
  return candidates.map((candidate) => join(installation, candidate)).find((path) => existsSync(path));
}

/**
 * Runs the suite in the desktop VS Code, which is fetched where none is given.
 * @param {import('./run-suite.mjs').SuiteRun} run
 * @returns {Promise<number>} exit code
 */
export async function runInDesktop(run) {
  const vscodeExecutablePath = desktopExecutable() ?? (await download());
  progress(`running in ${vscodeExecutablePath}; it cannot be driven from outside, so there are no screenshots`);
  // While VS Code runs, the runner listens for this signal: it ends VS Code gracefully at the first, forcibly at the second.
  atExit(() => {
    process.emit('SIGINT');
    process.emit('SIGINT');
  });
  try {
    return await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: run.extension,
      extensionTestsPath: run.tests,
      extensionTestsEnv: run.env,
      launchArgs: [run.workspace, `--user-data-dir=${run.profile.userData}`, `--extensions-dir=${run.profile.extensions}`],
    });
  } catch (error) {
    progress(messageOf(error));
    return 1;
  }
}

async function download() {
  progress('fetching the desktop VS Code');
  try {
    return await downloadAndUnzipVSCode({ cachePath: cacheFolder });
  } catch (error) {
    throw new Problem(`VS Code could not be downloaded (${messageOf(error)}); name an installed one with VSCODE_EXECUTABLE`);
  }
}
