// @ts-check
import { cpSync, existsSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { exitOnSignals, temporaryFolder } from './cleanup.mjs';
import { desktopExecutable, runInDesktop } from './desktop.mjs';
import { runHeadless } from './headless.mjs';
import { outputFolder, sampleWorkspace, vsixFile } from './paths.mjs';
import { Problem, runMain } from './problem.mjs';
import { roundsOf } from './rounds.mjs';
import { createProfile } from './settings.mjs';

/**
 * @typedef {object} SuiteRun
 * @property {import('./rounds.mjs').Round} round
 * @property {string} vsix the extension, as it is handed out
 * @property {string} workspace the folder to open, a copy, or the file of a workspace of several folders; in a round with a virtual folder what that holds
 * @property {{ userData: string, extensions: string }} profile
 * @property {string} temporary a folder for anything else, removed at the end
 * @property {string} output the folder for pictures and the log
 * @property {Record<string, string>} env for the suite
 */

const minutes = Number(process.env.AOVPN_EDITOR_TIMEOUT || 10);

await runMain(async () => {
  exitOnSignals();
  const { values } = parseArgs({
    options: {
      vsix: { type: 'string', default: vsixFile() },
      workspace: { type: 'string', default: sampleWorkspace },
      round: { type: 'string' },
      grep: { type: 'string' },
    },
  });
  const source = resolve(values.workspace);
  if (!existsSync(source)) throw new Problem(`there is no folder ${source} to open`);
  const vsix = resolve(values.vsix);
  if (!existsSync(vsix)) throw new Problem(`${vsix} is missing; run "npm run package" first`);

  let code = 0;
  for (const round of roundsOf(values.round)) {
    const temporary = temporaryFolder();
    const workspace = join(temporary, 'workspace', round.folders ? 'two.code-workspace' : basename(source));
    if (round.folders) twoFolders(source, workspace);
    else cpSync(source, workspace, { recursive: true });
    const output = join(outputFolder, round.name);
    /** @type {SuiteRun} */
    const run = { round, vsix, workspace, temporary, output, profile: createProfile(temporary, round), env: suiteEnvironment(round, values.grep) };
    const ended = await withTimeout(useDesktop() ? runInDesktop(run) : runHeadless(run), output);
    code = Math.max(code, ended);
  }
  return code;
});

/**
 * Makes a workspace of two folders, each a copy.
 * @param {string} source
 * @param {string} file the workspace file
 */
function twoFolders(source, file) {
  const names = ['first', 'second'];
  for (const name of names) cpSync(source, join(dirname(file), name), { recursive: true });
  writeFileSync(file, JSON.stringify({ folders: names.map((path) => ({ path })) }));
}

/**
 * @param {import('./rounds.mjs').Round} round
 * @param {string | undefined} grep
 */
function suiteEnvironment(round, grep = round.grep) {
  return {
    AOVPN_EDITOR_ROUND: JSON.stringify({ host: round.host, virtual: round.virtual !== undefined, trusted: round.trusted }),
    ...(process.env.CI === undefined ? {} : { CI: process.env.CI }),
    ...(grep === undefined ? {} : { AOVPN_EDITOR_GREP: grep }),
    ...(process.stdout.isTTY ? { AOVPN_EDITOR_COLOR: '1' } : {}),
  };
}

function useDesktop() {
  const choice = process.env.AOVPN_EDITOR || 'auto';
  if (choice === 'desktop') return true;
  if (choice === 'server') return false;
  if (choice !== 'auto') throw new Problem(`AOVPN_EDITOR is ${choice}; it can be desktop, server or auto`);
  if (process.env.VSCODE_EXECUTABLE || process.platform !== 'linux') return true;
  const hasDisplay = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  return hasDisplay && desktopExecutable() !== undefined;
}

/**
 * @param {Promise<number>} run
 * @param {string} output
 * @returns {Promise<number>}
 */
function withTimeout(run, output) {
  return new Promise((resolveRun, reject) => {
    const timer = setTimeout(() => reject(new Problem(`the suite did not end within ${minutes} minutes; see ${output}`)), minutes * 60_000);
    run.then(resolveRun, reject).finally(() => clearTimeout(timer));
  });
}
