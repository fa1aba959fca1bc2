// @ts-check
import { spawn } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { atExit } from './cleanup.mjs';
import { capture } from './command.mjs';
import { Problem } from './problem.mjs';

const startTimeout = 60_000;

/**
 * @typedef {object} RunningServer
 * @property {number} port
 * @property {Promise<never>} failed rejects when the server ends by itself
 * @property {() => void} stop ends it
 */

/**
 * Installs an extension from its file, as a person would, where a server that is started later finds it.
 * @param {import('./code-server.mjs').Build} server
 * @param {{ userData: string, extensions: string }} profile
 * @param {string} file
 */
export async function installExtension(server, profile, file) {
  const args = ['--install-extension', file, '--force', '--user-data-dir', profile.userData, '--extensions-dir', profile.extensions];
  // Without gallery it does not look for another version.
  const env = { ...outsideEditor(), EXTENSIONS_GALLERY: '{}' };
  const { code, output } = await capture(server.node, [join(server.folder, 'out/server-main.js'), ...args, '--accept-server-license-terms'], { env });
  if (code !== 0 || !output.includes('successfully installed')) throw new Problem(`${file} could not be installed:\n${output.trimEnd()}`);
}

/**
 * Starts the VS Code server on this machine's own address only, which is why it does without a token.
 * @param {import('./code-server.mjs').Build} server
 * @param {{ userData: string, extensions: string }} profile
 * @param {{ port?: number, env?: NodeJS.ProcessEnv, log?: (text: string) => void, trusted?: boolean, language?: string }} [options] `language`: one that
 * the profile has a language pack of
 * @returns {Promise<RunningServer>}
 */
export async function startServer(server, profile, { port = 0, env = {}, log = () => {}, trusted = true, language } = {}) {
  // The editor takes themes below the folder of the developed extension for that extension's own and chooses the last of
  // them. The cache, and in it the editor's own themes, is usually there; under this path they are not.
  const builtin = join(profile.userData, 'builtin-extensions');
  symlinkSync(join(server.folder, 'extensions'), builtin);
  const args = [
    join(server.folder, 'out/server-main.js'),
    ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms'],
    ...['--user-data-dir', profile.userData, '--extensions-dir', profile.extensions, '--builtin-extensions-dir', builtin],
    ...['--telemetry-level', 'off', '--disable-update-check', '--disable-getting-started-override', ...(trusted ? ['--disable-workspace-trust'] : [])],
    ...(language === undefined ? [] : ['--locale', language]),
    // Tests must not depend on what the user's shell start-up files do.
    '--force-disable-user-env',
    // Newer builds honour the address's payload only with this.
    '--enable-smoke-test-driver',
  ];
  // A group of its own, so that the extension host and other children can be ended with it.
  const child = spawn(server.node, args, { env: { ...outsideEditor(), ...env }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const stop = () => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGKILL');
  };
  atExit(stop);

  let output = '';
  /** @type {Promise<never>} */
  const failed = new Promise((_, reject) => {
    child.on('error', (error) => reject(new Problem(`the VS Code server could not be started: ${error.message}`)));
    child.on('exit', (code, signal) => reject(new Problem(`the VS Code server ended (${signal ?? `exit code ${code}`})\n${output.slice(-2000)}`)));
  });
  // Whoever waits for it sees the failure; nobody has to.
  failed.catch(() => {});
  /** @type {Promise<number>} */
  const listening = new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Problem(`the VS Code server does not answer\n${output.slice(-2000)}`)), startTimeout);
    const read = (/** @type {Buffer} */ chunk) => {
      log(chunk.toString());
      output = (output + chunk.toString()).slice(-20_000);
      // It reports this and lives on.
      if (output.includes('EADDRINUSE')) reject(new Problem(`port ${port} is in use`));
      const actual = /agent listening on (\d+)/.exec(output)?.[1];
      if (actual === undefined) return;
      clearTimeout(timer);
      resolve(Number(actual));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
  });
  return { port: await Promise.race([listening, failed]), failed, stop };
}

/** In a terminal of VS Code there are variables which would tie the new editor to that one. */
function outsideEditor() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_)/.test(name)));
}

/**
 * The address under which the workbench opens a folder, or the file of a workspace, with an extension that is being developed, and runs its tests.
 * @param {number} port
 * @param {{ folder?: string, extension?: string, tests?: string }} open absolute paths; a folder may be an address; without one the window is empty
 */
export function workbenchAddress(port, { folder, extension, tests }) {
  const remote = (/** @type {string} */ path) => `vscode-remote://127.0.0.1:${port}${path.split('/').map(encodeURIComponent).join('/')}`;
  // An empty window greets, once, as on the first day.
  const payload = folder === undefined ? [] : [['skipWelcome', 'true']];
  if (extension !== undefined) payload.push(['extensionDevelopmentPath', remote(extension)]);
  if (tests !== undefined) payload.push(['extensionTestsPath', remote(tests)]);
  const opened = folder === undefined ? { ew: 'true' } : folder.endsWith('.code-workspace') ? { workspace: folder } : { folder };
  return `http://127.0.0.1:${port}/?${new URLSearchParams({ ...opened, payload: JSON.stringify(payload) })}`;
}
