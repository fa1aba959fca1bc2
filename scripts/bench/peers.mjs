import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ absent: string }} Absent why a peer is not here */

/**
 * Installs a package into a folder of its own, without running any script of it. Returns the package's folder.
 * @param {string} folder
 * @param {string} name
 * @param {string} version exact
 * @returns {string | Absent}
 */
export function npmPeer(folder, name, version) {
  const prefix = join(folder, 'peers', name);
  mkdirSync(prefix, { recursive: true });
  const flags = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', `--prefix=${prefix}`];
  try {
    // On Windows npm is a batch file, which only a shell runs.
    execFileSync('npm', ['install', ...flags, `${name}@${version}`], { stdio: 'ignore', timeout: 180_000, shell: process.platform === 'win32' });
    return join(prefix, 'node_modules', name);
  } catch (error) {
    return { absent: `npm could not install ${name}@${version}: ${String(/** @type {Error} */ (error).message).split('\n')[0]}` };
  }
}

/** The version of a program of the system. @param {string} program @param {string[]} args @returns {string | Absent} */
export function systemPeer(program, args) {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch {
    return { absent: `${program} is not installed on this system` };
  }
}

/** @param {unknown} peer @returns {peer is Absent} */
export function isAbsent(peer) {
  return typeof peer === 'object' && peer !== null && 'absent' in peer;
}
