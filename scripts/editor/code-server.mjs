// @ts-check
import { chmodSync, copyFileSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { cached } from './cache.mjs';
import { npm, npmInstall } from './command.mjs';
import { Problem, progress } from './problem.mjs';

const codeServer = '4.100.3';
const ripgrep = '1.18.0';

/**
 * The VS Code server, taken from the npm package that carries a complete build of it, so that nothing but the npm
 * registry has to be reachable. Of that package only `lib/vscode` is used.
 * @returns {Promise<string>} the folder of the VS Code server
 */
export async function vscodeServer() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Problem('no VS Code found; install it with its "code" command on the PATH (the server build used without one runs on Linux x64 only)');
  }
  const name = `code-server-${codeServer}-node${process.versions.modules}`;
  return inside(await cached(name, install));
}

/** @param {string} folder */
function inside(folder) {
  return join(folder, 'node_modules/code-server/lib/vscode');
}

/** @param {string} folder */
async function install(folder) {
  progress(`no VS Code found, so its server build is used; fetching code-server ${codeServer} (once, about a minute)`);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
  await npmInstall(folder, [`code-server@${codeServer}`, `@vscode/ripgrep-universal@${ripgrep}`]);

  progress('fetching the libraries of the editor');
  const server = inside(folder);
  await npmInstall(server);
  // The build looks for its modules under the name they have in the desktop application.
  symlinkSync('node_modules', join(server, 'node_modules.asar'));

  const rg = join(server, 'node_modules/@vscode/ripgrep/bin/rg');
  mkdirSync(dirname(rg), { recursive: true });
  copyFileSync(join(folder, 'node_modules/@vscode/ripgrep-universal/bin/linux-x64/rg'), rg);
  chmodSync(rg, 0o755);

  await compile(server);
}

/**
 * The editor works without its compiled modules, only the Output panel stays empty (spdlog) and terminals do not open
 * (node-pty), so a machine without compiler is no reason to give up.
 * @param {string} server
 */
async function compile(server) {
  progress('compiling native modules of the editor');
  const modules = ['@vscode/spdlog', 'native-watchdog', 'node-pty'];
  const { code } = await npm(server, ['rebuild', ...modules, '--ignore-scripts=false'], nodeHeaders());
  if (code === 0) return;
  progress('they could not be compiled (this takes a C++ compiler, make and Python 3): terminals and the Output panel will not work, everything else does');
}

/** Headers that came with this Node spare a download, which may not be possible. */
function nodeHeaders() {
  const root = resolve(dirname(process.execPath), '..');
  return existsSync(join(root, 'include/node/node_version.h')) ? { npm_config_nodedir: root } : {};
}
