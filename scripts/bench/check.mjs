import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check, hasOption, run, twoWorkers } from './command-line.mjs';
import { isAbsent, systemPeer } from './peers.mjs';
import { writeSchema } from './schema.mjs';
import { mediansInTurn } from './statistics.mjs';

const ROUNDS = 3;
const LIBXML2 = fileURLToPath(new URL('libxml2.mjs', import.meta.url));

/** The longest command line that every system takes, in characters. */
const COMMAND_LINE = process.platform === 'win32' ? 30_000 : 800_000;

/**
 * `aovpn check` on ten thousand profiles, with and without what an earlier run has left, in runs of `xmllint` that validates
 * the same profiles against a schema with all that we know of their elements.
 * @param {import('../bench.mjs').Context} context
 */
export async function checkAll({ folder, product, customers }) {
  const { path } = customers(10_000);
  const schema = writeSchema(join(folder, 'schema'), product);
  const profiles = profilesBelow(path);
  const workers = twoWorkers();
  const peer = systemPeer('xmllint', ['--version']);
  const cache = hasOption('--cache') ? [...workers, ...cacheOption(join(folder, 'cache'))] : undefined;

  if (!isAbsent(peer)) await expectVerdicts(path, schema, profiles);
  if (cache) await check(path, cache);
  const [ours, cached, xmllint, libxml2] = await mediansInTurn(
    ROUNDS,
    () => check(path, workers),
    () => cache && check(path, cache),
    () => isAbsent(peer) || validate(path, schema, profiles),
    () => run(process.execPath, [LIBXML2, schema, path], path),
  );
  return {
    'check-time': ours,
    'check-per-xmllint': isAbsent(peer) ? peer : ours / xmllint,
    'check-per-libxml2-wasm': ours / libxml2,
    'check-cached-per-xmllint': !cache ? { failed: 'aovpn check has no --cache' } : isAbsent(peer) ? peer : cached / xmllint,
  };
}

/** @param {string} file */
function cacheOption(file) {
  return hasOption('--cache-file') ? ['--cache', '--cache-file', file] : hasOption('--cache FILE') ? ['--cache', file] : ['--cache'];
}

/** @param {string} folder */
export function profilesBelow(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.xml'));
}

/** As few calls as the system allows. @param {string} cwd @param {string} schema @param {readonly string[]} files */
async function validate(cwd, schema, files) {
  let calls = 0;
  for (let index = 0; index < files.length; calls++) {
    const some = [];
    for (let length = 0; index < files.length && length + files[index].length < COMMAND_LINE; index++) {
      some.push(files[index]);
      length += files[index].length + 1;
    }
    await run('xmllint', ['--noout', '--schema', schema, ...some], cwd);
  }
  return calls;
}

/** A schema that takes everything, or nothing, would be no peer. @param {string} cwd @param {string} schema @param {readonly string[]} files */
async function expectVerdicts(cwd, schema, files) {
  const verdicts = await Promise.all(files.slice(0, 200).map(async (file) => (await run('xmllint', ['--noout', '--schema', schema, file], cwd)).code));
  const valid = verdicts.filter((code) => code === 0).length;
  if (valid < verdicts.length * 0.9 || valid === verdicts.length) throw new Error(`xmllint takes ${valid} of ${verdicts.length} profiles`);
}
