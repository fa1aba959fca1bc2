// @ts-check
import { existsSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } from '@vscode/test-electron';
import { bundleSuite } from './bundle-suite.mjs';
import { atExit } from './cleanup.mjs';
import { capture, findOnPath } from './command.mjs';
import { cacheFolder, suiteExtension } from './paths.mjs';
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
  if (run.round.name !== 'node') {
    progress(`left out: the round "${run.round.name}". AOVPN_EDITOR=server runs it, on Linux x64`);
    return 0;
  }
  const vscodeExecutablePath = desktopExecutable() ?? (await download());
  progress(`running in ${vscodeExecutablePath}; it cannot be driven from outside, so there are no screenshots`);
  // While VS Code runs, the runner listens for this signal: it ends VS Code gracefully at the first, forcibly at the second.
  atExit(() => {
    process.emit('SIGINT');
    process.emit('SIGINT');
  });
  await install(vscodeExecutablePath, run);
  try {
    return await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: suiteExtension,
      extensionTestsPath: await bundleSuite(run.round.host, run.env),
      extensionTestsEnv: run.env,
      launchArgs: [run.workspace, `--user-data-dir=${run.profile.userData}`, `--extensions-dir=${run.profile.extensions}`],
    });
  } catch (error) {
    progress(messageOf(error));
    return 1;
  }
}

/**
 * Installs the extension from its file, as a person would.
 * @param {string} executable
 * @param {import('./run-suite.mjs').SuiteRun} run
 */
async function install(executable, { vsix, profile }) {
  const [command = executable, ...first] = resolveCliArgsFromVSCodeExecutablePath(executable, { reuseMachineInstall: true });
  const args = [...first, `--user-data-dir=${profile.userData}`, `--extensions-dir=${profile.extensions}`, '--install-extension', vsix, '--force'];
  // A .cmd file runs in a shell only, which needs the quotes.
  const shell = process.platform === 'win32';
  const quoted = (/** @type {string} */ text) => (shell ? `"${text}"` : text);
  const { code, output } = await capture(quoted(command), args.map(quoted), { shell });
  if (code !== 0) throw new Problem(`${vsix} could not be installed:\n${output.trimEnd()}`);
}

async function download() {
  progress('fetching the desktop VS Code');
  try {
    return await downloadAndUnzipVSCode({ cachePath: cacheFolder });
  } catch (error) {
    throw new Problem(`VS Code could not be downloaded (${messageOf(error)}); name an installed one with VSCODE_EXECUTABLE`);
  }
}
