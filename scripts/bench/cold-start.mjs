import { execFileSync } from 'node:child_process';
import { LanguageServer } from './language-server.mjs';
import { mediansInTurn } from './statistics.mjs';

/**
 * How long the server takes from its start to the first diagnostics of a profile in a workspace of ten thousand files, in
 * starts of Node.js that does nothing.
 * @param {import('../bench.mjs').Context} context
 */
export async function coldStart({ customers }) {
  const { path, profile } = customers(10_000);
  const [bare, first] = await mediansInTurn(
    9,
    () => execFileSync(process.execPath, ['-e', '0']),
    async () => {
      const server = new LanguageServer();
      await server.start(path);
      const document = await server.open(profile, 'xml');
      await document.pull();
      server.process.kill('SIGKILL');
      server.connection.dispose();
    },
  );
  return { 'cold-start-per-node': first / bare };
}
