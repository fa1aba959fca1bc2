/**
 * Mutation tests of `server/src/rules` and `server/src/artefacts`: changes the code in many small ways, and sees whether a unit test notices. Both folders take days, so
 * without arguments it takes a random sample, another one each night; AOVPN_SEED repeats one. Prints the score of each file, and every change that no test has
 * noticed. Exits with 1 where less than 80 of 100 were noticed, with 2 where nothing could be measured.
 *
 *   npm run mutation                                                 # a sample
 *   npm run mutation -- server/src/rules/crypto                      # all of a folder
 *   npm run mutation -- server/src/artefacts/f5/read-pool.ts:20-40   # some lines of a file
 *   AOVPN_SEED=7 AOVPN_LINES=300 npm run mutation                    # that sample, that large
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import config from '../stryker.config.mjs';
import { randomOf } from './random.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDERS = ['rules', 'artefacts'];
/** Of each folder, where nobody says how many: an hour or so. */
const LINES = Number(process.env.AOVPN_LINES ?? 500);
const STRETCH = 20;

const args = process.argv.slice(2);
const results = FOLDERS.flatMap((folder) => measured(folder, args.length > 0 ? named(folder) : sample(folder)));
if (results.length === 0) fail('Nothing to change is in there.');
tryAgain(results);
for (const { name, mutants } of results) for (const each of mutants) if (isMissed(each)) console.log(missed(name, each));
const rows = [...results, { name: 'all', mutants: results.flatMap(({ mutants }) => mutants) }].map(row);
console.table(Object.fromEntries(rows));
const [, { score }] = rows.at(-1);
process.exit(score < config.thresholds.break ? 1 : 0);

/** The report of Stryker on some files, as `{ name, mutants }` for each. Those that it has set aside, because they take effect when a module is loaded, are not in it. */
function measured(folder, files) {
  if (files.length === 0) return [];
  const report = join(ROOT, `reports/mutation/${folder}.json`);
  rmSync(report, { force: true });
  const stryker = join(ROOT, 'node_modules/@stryker-mutator/core/bin/stryker.js');
  const run = spawnSync(process.execPath, [stryker, 'run', '--mutate', files.join(',')], {
    cwd: ROOT,
    env: { ...process.env, AOVPN_MUTATED: folder },
    stdio: 'inherit',
  });
  // It exits with 1 for a low score as well, of which there is a report.
  const text = run.status === 0 || run.status === 1 ? readReport(report) : undefined;
  if (text === undefined) fail(`Stryker has made no report on ${folder}.`);
  return Object.entries(JSON.parse(text).files).flatMap(([name, { source, mutants }]) => {
    const counted = mutants.filter(({ status }) => !['Ignored', 'CompileError', 'RuntimeError'].includes(status));
    return counted.length === 0 ? [] : [{ name, mutants: counted.map((mutant) => ({ ...mutant, source })) }];
  });
}

/**
 * Tries what the tests of its folder have not noticed with all that are about files: what a reader gets wrong shows in what a rule says of it. Few changes are left by
 * then, which all those tests have time for. Gives each of them its new status.
 */
function tryAgain(results) {
  const left = results.flatMap(({ name, mutants }) => mutants.filter(isMissed).map((mutant) => ({ name, mutant })));
  // A range begins and ends with a column, counted from 0.
  const ranges = left.map(({ name, mutant: { location } }) => {
    const { start, end } = location;
    return `${name}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`;
  });
  const identity = (name, { location, replacement }) => JSON.stringify([name, location, replacement]);
  const again = new Map(measured('all', [...new Set(ranges)]).flatMap(({ name, mutants }) => mutants.map((mutant) => [identity(name, mutant), mutant.status])));
  for (const { name, mutant } of left) mutant.status = again.get(identity(name, mutant)) ?? mutant.status;
}

function readReport(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** What the command line names of a folder. */
function named(folder) {
  const inside = `server/src/${folder}`;
  return args.flatMap((arg) => {
    const [, path = '', lines = ''] = /^(.*?)(:\d+-\d+)?$/.exec(arg) ?? [];
    const name = relative(ROOT, path).replaceAll('\\', '/');
    if (!FOLDERS.some((each) => `${name}/`.startsWith(`server/src/${each}/`))) fail(`${arg} is not in server/src/rules or server/src/artefacts.`);
    if (!`${name}/`.startsWith(`${inside}/`)) return [];
    const entry = statSync(join(ROOT, name), { throwIfNoEntry: false }) ?? fail(`There is no ${arg}.`);
    return entry.isDirectory() ? sources(name) : [name + lines];
  });
}

/** Stretches of the files of a folder in a random order, as many as have LINES lines together: a few lines of many files say more about all of them than a few files do. */
function sample(folder) {
  const seed = Number(process.env.AOVPN_SEED ?? Date.now() & 0x7fffffff);
  console.log(`${folder}: a sample of ${LINES} lines; AOVPN_SEED=${seed} repeats it`);
  const random = randomOf(seed);
  const left = sources(`server/src/${folder}`).flatMap(stretches);
  const taken = [];
  for (let lines = 0; lines < LINES && left.length > 0; lines += STRETCH) taken.push(...left.splice(Math.floor(random() * left.length), 1));
  return taken;
}

/** A file in stretches of so many lines. A change of more lines than that, such as of a long function, is in none. */
function stretches(name) {
  const { length } = readFileSync(join(ROOT, name), 'utf8').trimEnd().split('\n');
  return Array.from({ length: Math.ceil(length / STRETCH) }, (_, index) => `${name}:${index * STRETCH + 1}-${Math.min(length, (index + 1) * STRETCH)}`);
}

/** Every source in a folder, without the lists that are generated. */
function sources(folder) {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && name !== 'index.ts')
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .sort();
}

function isMissed({ status }) {
  return status === 'Survived' || status === 'NoCoverage';
}

/** One line for a change that no test has noticed: its place, what stood there, and what stood there instead. */
function missed(name, { location: { start, end }, mutatorName, replacement, source, status }) {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  lines.push(lines.pop().slice(0, end.column - 1));
  lines[0] = lines[0].slice(start.column - 1);
  const short = (text) => text.replace(/\s+/g, ' ').slice(0, 120);
  const place = `${name}:${start.line}:${start.column}`;
  return `${place} ${status === 'NoCoverage' ? 'no test reaches it' : 'survived'} (${mutatorName}): ${short(lines.join(' '))} → ${short(replacement ?? '')}`;
}

function row({ name, mutants }) {
  const count = (...statuses) => mutants.filter(({ status }) => statuses.includes(status)).length;
  const noticed = count('Killed', 'Timeout');
  const score = Math.floor((noticed / mutants.length) * 1000) / 10;
  return [
    name,
    { mutants: mutants.length, killed: count('Killed'), 'timed out': count('Timeout'), survived: count('Survived'), 'not reached': count('NoCoverage'), score },
  ];
}

function fail(message) {
  console.error(`mutation: ${message}`);
  process.exit(2);
}
