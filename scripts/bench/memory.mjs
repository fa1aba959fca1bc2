import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { LanguageServer, delay } from './language-server.mjs';

/** Until the engine has given back what only the reading needed, in milliseconds. */
const SETTLING = 5000;

/**
 * What the server holds in memory for ten thousand files, beyond what it holds for none, in megabytes.
 * @param {import('../bench.mjs').Context} context
 */
export async function memory({ folder, customers }) {
  const empty = join(folder, 'empty');
  mkdirSync(empty, { recursive: true });
  const idle = await memoryAfterIndexing(empty);
  const { path } = customers(10_000);
  const busy = await memoryAfterIndexing(path);
  if (idle === undefined || busy === undefined) return { 'server-memory': { failed: 'this system does not tell what a process holds' } };
  return { 'server-memory': (busy - idle) / 1e6 };
}

/** @param {string} folder */
async function memoryAfterIndexing(folder) {
  const server = new LanguageServer();
  await server.start(folder);
  await server.indexed();
  await delay(SETTLING);
  const { memory: bytes } = server;
  await server.stop();
  return bytes;
}
