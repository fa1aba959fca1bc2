// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cached } from '../editor/cache.mjs';

/** So long a download may take, in milliseconds. */
const PATIENCE = 300_000;

/**
 * An editor of this machine, or that of a Debian package with all that it needs, unpacked into the cache without being installed.
 * @param {{ command: string, packages: readonly string[] }} editor
 * @returns {Promise<{ executable: string, root?: string } | { reason: string }>} `root` where it has been unpacked; why there is none
 */
export async function editorOf({ command, packages }) {
  const own = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, command));
  const installed = own.find((path) => existsSync(path));
  if (installed !== undefined) return { executable: installed };
  const [first = ''] = packages;
  const candidate = /Candidate: (\S+)/.exec(run('apt-cache', ['policy', first], '.').output)?.[1];
  if (candidate === undefined || candidate === '(none)') return { reason: `there is no ${command} here, and apt knows no package ${first}` };
  try {
    const root = await cached(`${first}-${candidate.replace(/[^\w.-]/g, '_')}`, (folder) => unpack(packages, folder));
    const executable = join(root, 'usr/bin', command);
    return existsSync(executable) ? { executable, root } : { reason: `the package ${first} has no ${command}` };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * @param {readonly string[]} packages
 * @param {string} folder
 */
async function unpack(packages, folder) {
  // What would be installed is what this machine lacks.
  const simulated = run('apt-get', ['install', '--simulate', '--no-install-recommends', ...packages], folder);
  const names = [...simulated.output.matchAll(/^Inst (\S+)/gm)].map(([, name]) => name ?? '');
  if (names.length === 0) throw new Error(`apt cannot say what ${packages.join(', ')} needs`);
  if (!run('apt-get', ['download', ...names], folder).done) throw new Error(`apt cannot download ${packages.join(', ')}`);
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.deb')))
    if (!run('dpkg', ['-x', name, '.'], folder).done) throw new Error(`${name} cannot be unpacked`);
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} cwd
 */
function run(command, args, cwd) {
  const { status, stdout } = spawnSync(command, args, { cwd, encoding: 'utf8', timeout: PATIENCE, env: { ...process.env, LC_ALL: 'C' } });
  return { done: status === 0, output: stdout ?? '' };
}
