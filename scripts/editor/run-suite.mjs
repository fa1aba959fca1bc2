// @ts-check
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleSuite } from './bundle-suite.mjs';
import { exitOnSignals, temporaryFolder } from './cleanup.mjs';
import { desktopExecutable, runInDesktop } from './desktop.mjs';
import { runHeadless } from './headless.mjs';
import { outputFolder, repository, sampleWorkspace } from './paths.mjs';
import { Problem, runMain } from './problem.mjs';
import { createProfile } from './settings.mjs';

/**
 * @typedef {object} SuiteRun
 * @property {string} extension folder of the extension
 * @property {string} tests the module whose run() is the suite
 * @property {string} workspace the folder to open, a copy, or the file of a workspace of several folders
 * @property {{ userData: string, extensions: string }} profile
 * @property {string} temporary a folder for anything else, removed at the end
 * @property {Record<string, string>} env for the extension host
 */

const minutes = Number(process.env.AOVPN_EDITOR_TIMEOUT || 10);

await runMain(async () => {
  exitOnSignals();
  const { values } = parseArgs({
    options: {
      extension: { type: 'string', default: repository },
      workspace: { type: 'string', default: sampleWorkspace },
      grep: { type: 'string' },
      'two-folders': { type: 'boolean', default: false },
    },
  });
  const isOfFolders = values['two-folders'];
  const source = resolve(values.workspace);
  if (!existsSync(source)) throw new Problem(`there is no folder ${source} to open`);
  const extension = resolve(values.extension);
  checkBuilt(extension);

  const tests = await bundleSuite(isOfFolders);
  const temporary = temporaryFolder();
  const workspace = isOfFolders ? twoFolders(source, join(temporary, 'workspace')) : join(temporary, 'workspace', basename(source));
  if (!isOfFolders) cpSync(source, workspace, { recursive: true });
  /** @type {SuiteRun} */
  const run = { extension, tests, workspace, temporary, profile: createProfile(temporary), env: suiteEnvironment(values.grep) };
  return withTimeout(useDesktop() ? runInDesktop(run) : runHeadless(run));
});

/**
 * Makes a workspace of two folders, each a copy.
 * @param {string} source
 * @param {string} folder
 * @returns {string} the workspace file
 */
function twoFolders(source, folder) {
  const names = ['first', 'second'];
  for (const name of names) cpSync(source, join(folder, name), { recursive: true });
  const file = join(folder, 'two.code-workspace');
  writeFileSync(file, JSON.stringify({ folders: names.map((path) => ({ path })) }));
  return file;
}

/** @param {string} extension */
function checkBuilt(extension) {
  const manifest = join(extension, 'package.json');
  if (!existsSync(manifest)) throw new Problem(`there is no extension in ${extension}`);
  const { main } = JSON.parse(readFileSync(manifest, 'utf8'));
  if (main !== undefined && !existsSync(join(extension, main))) throw new Problem(`${join(extension, main)} is missing; run "npm run build" first`);
}

/** @param {string | undefined} grep */
function suiteEnvironment(grep) {
  return {
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
 * @returns {Promise<number>}
 */
function withTimeout(run) {
  return new Promise((resolveRun, reject) => {
    const timer = setTimeout(() => reject(new Problem(`the suite did not end within ${minutes} minutes; see ${outputFolder}`)), minutes * 60_000);
    run.then(resolveRun, reject).finally(() => clearTimeout(timer));
  });
}
