// @ts-check
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { messageOf, Problem } from './problem.mjs';

const tailLines = 15;
// A download that a firewall swallows would otherwise take for ever.
const npmTimeout = 300_000;

/**
 * Runs a command to its end, silently.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeout?: number, shell?: boolean }} [options]
 * @returns {Promise<{ code: number | null, output: string }>}
 */
export function capture(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => reject(new Problem(`${command} could not be started: ${messageOf(error)}`)));
    child.on('close', (code) => resolve({ code, output }));
  });
}

/**
 * Runs npm where this repository's own `.npmrc` does not apply.
 * What it says reaches the command line all the same, because npm hands its settings to its scripts as environment
 * variables; hence the explicit flags.
 * @param {string} cwd
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export async function npm(cwd, args, env = {}) {
  const [command, ...first] = npmCommand();
  const flags = ['--engine-strict=false', '--no-audit', '--no-fund', '--yes'];
  return capture(/** @type {string} */ (command), [...first, ...args, ...flags], { cwd, env: { ...process.env, ...env }, timeout: npmTimeout });
}

/**
 * @param {string} cwd
 * @param {string[]} packages none: what the folder's package.json says
 */
export async function npmInstall(cwd, packages = []) {
  const { code, output } = await npm(cwd, ['install', ...packages, '--omit=dev', '--ignore-scripts=true']);
  if (code === 0) return;
  const tail = output.trimEnd().split('\n').slice(-tailLines).join('\n');
  throw new Problem(`npm install ${packages.join(' ')} failed (${code === null ? 'no answer' : `exit code ${code}`}):\n${tail}`);
}

function npmCommand() {
  const script = process.env.npm_execpath;
  // Started by yarn or pnpm, the variable names those.
  return script && /npm-cli\.c?js$/.test(script) ? [process.execPath, script] : ['npm'];
}

/**
 * The full path of a program, as the shell would find it.
 * @param {string} name
 */
export function findOnPath(name) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}
