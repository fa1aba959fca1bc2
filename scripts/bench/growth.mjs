import { rmSync } from 'node:fs';
import { check, twoWorkers } from './command-line.mjs';
import { LanguageServer } from './language-server.mjs';

/**
 * What ten times the files cost, in time and in memory: of `aovpn check`, and of the server until it has told of all of
 * them. The worse of the steps from 500 files to 5,000 and from there to 50,000.
 * @param {import('../bench.mjs').Context} context
 */
export async function growth({ customers, quick }) {
  const costs = [];
  for (const profiles of quick ? [500, 5_000] : [500, 5_000, 50_000]) {
    const { path } = customers(profiles);
    const command = await check(path, twoWorkers());
    const server = await indexing(path);
    costs.push({
      'growth-check-time': command.milliseconds,
      'growth-check-memory': command.memory,
      'growth-server-time': server.milliseconds,
      'growth-server-memory': server.memory,
    });
    if (profiles > 10_000) rmSync(path, { recursive: true });
  }
  return Object.fromEntries(Object.keys(costs[0]).map((name) => [name, Math.max(...costs.slice(1).map((cost, index) => cost[name] / costs[index][name]))]));
}

/** @param {string} folder */
async function indexing(folder) {
  const server = new LanguageServer();
  const start = performance.now();
  await server.start(folder);
  const milliseconds = (await server.indexed()) - start;
  const { memory } = server;
  await server.stop();
  return { milliseconds, memory: memory ?? Number.NaN };
}
