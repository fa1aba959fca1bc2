/**
 * Asks the registry which packages have known weaknesses, and compares the answer with what `docs/supply-chain.md` explains. Needs the network, so it is no part of
 * `npm test`. Exits with 1 where an advisory is not explained or an explanation is stale, with 2 where there is no answer.
 *
 *   npm run audit
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { advisoriesOf, compared, explainedIn } from './package/advisories.mjs';
import { packagesIn } from './package/held.mjs';
import { CLI_FILES, EXTENSION_FILES } from './package/products.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { stdout } = spawnSync('npm', ['audit', '--json'], { cwd: root, encoding: 'utf8', shell: process.platform === 'win32', maxBuffer: 1 << 26 });
try {
  const advisories = advisoriesOf(JSON.parse(stdout));
  const { open, stale } = compared(advisories, explainedIn(readFileSync(join(root, 'docs/supply-chain.md'), 'utf8')));
  const shipped = existsSync(join(root, 'dist/held.json'))
    ? new Set(packagesIn(root, 'dist', [...EXTENSION_FILES, ...CLI_FILES]).map(({ name }) => name))
    : undefined;
  const where = (name) =>
    shipped === undefined ? '; run npm run package to see whether it ships' : shipped.has(name) ? ', which ships' : ', which is used to build and test only';
  for (const { id, package: name, severity, title, range } of open) console.error(`${id} (${severity}): ${title}. It is about ${name} ${range}${where(name)}.`);
  for (const { id, package: name } of stale) console.error(`${id} on ${name} is explained in docs/supply-chain.md and not reported any more. Remove the row.`);
  console.log(`${advisories.length} advisories, ${open.length} of them not explained.`);
  process.exitCode = open.length + stale.length > 0 ? 1 : 0;
} catch (error) {
  console.error(`The registry has given no answer, so nothing is known: ${error.message}`);
  process.exitCode = 2;
}
