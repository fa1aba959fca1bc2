// @ts-check
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { exitOnSignals, temporaryFolder } from './editor/cleanup.mjs';
import { vscodeServer } from './editor/code-server.mjs';
import { codeCommand } from './editor/desktop.mjs';
import { repository, sampleWorkspace } from './editor/paths.mjs';
import { Problem, progress, runMain } from './editor/problem.mjs';
import { startServer, workbenchAddress } from './editor/server.mjs';
import { createProfile } from './editor/settings.mjs';

await runMain(async () => {
  exitOnSignals();
  if ((await node('esbuild.mjs')) !== 0) throw new Problem('the build failed');
  if (!existsSync(sampleWorkspace)) throw new Problem(`there is no folder ${sampleWorkspace} to open`);
  // Findings are the point of the sample, so its exit code means nothing here.
  await node(join('dist', 'cli.cjs'), 'check', join('samples', 'contoso'));
  const command = process.env.AOVPN_EDITOR === 'server' ? undefined : codeCommand();
  return command === undefined ? serve() : openDesktop(command);
});

/** @param {string[]} args */
function node(...args) {
  return run(process.execPath, args);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ shell?: boolean }} [options]
 * @returns {Promise<number | null>}
 */
function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, cwd: repository, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', (error) => reject(new Problem(`${command} could not be started: ${error.message}`)));
    child.on('close', resolve);
  });
}

/** @param {string} command */
async function openDesktop(command) {
  progress(`opening ${sampleWorkspace} in VS Code`);
  const args = [`--extensionDevelopmentPath=${repository}`, sampleWorkspace];
  // A .cmd file runs in a shell only, which needs the quotes.
  const code = process.platform === 'win32' ? await run(quote(command), args.map(quote), { shell: true }) : await run(command, args);
  if (code !== 0) throw new Problem(`${command} ended with exit code ${code}; AOVPN_EDITOR=server uses the server build instead`);
  return 0;
}

/** @param {string} text */
function quote(text) {
  return `"${text}"`;
}

/** @returns {Promise<never>} */
async function serve() {
  const server = await startServer(await vscodeServer(), createProfile(temporaryFolder()), { port: Number(process.env.AOVPN_EDITOR_PORT || 0) });
  const address = workbenchAddress(server.port, { folder: sampleWorkspace, extension: repository });
  progress('VS Code is running with the extension; open this address, and end with Ctrl-C:');
  console.log(`\n  ${address}\n`);
  return server.failed;
}
