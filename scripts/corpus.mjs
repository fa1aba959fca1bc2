// Sends real files, as their authors published them, through `aovpn check`: none may crash it, hang it or get a position
// outside of its text. The files are not part of the project; where they are absent the script says so and does nothing.
// Usage: node scripts/corpus.mjs [folder]
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CLI = join(ROOT, 'dist/cli.cjs');
/** A file that takes longer than this has hung, in milliseconds. */
const LIMIT = 60_000;

const folder = process.argv[2] ?? join(ROOT, '../shared/corpus/dev');
if (!existsSync(folder)) {
  console.log(`corpus: skipped, there is no ${relative(process.cwd(), folder)}`);
  process.exit(0);
}

const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();
const totals = { files: 0, read: 0, skipped: 0, error: 0, warning: 0, information: 0, hint: 0 };
/** @type {Map<string, number>} */
const rules = new Map();
/** @type {string[]} */
const failures = [];
const pending = [...files];
await Promise.all([worker(), worker()]);

console.log(
  `corpus: ${totals.files} files, ${totals.read} read, ${totals.skipped} skipped; findings: ${totals.error} errors, ${totals.warning} warnings, ${totals.information} information, ${totals.hint} hints`,
);
for (const [rule, count] of [...rules].sort((a, b) => b[1] - a[1])) console.log(`  ${rule}: ${count}`);
for (const failure of failures) console.error(`corpus: FAILED ${failure}`);
process.exit(failures.length > 0 ? 1 : 0);

async function worker() {
  for (let file = pending.shift(); file !== undefined; file = pending.shift()) await checkFile(file);
}

/** @param {string} file */
async function checkFile(file) {
  const name = relative(folder, file);
  const run = await promisify(execFile)(process.execPath, [CLI, 'check', '--format', 'json', file], { timeout: LIMIT, maxBuffer: 1 << 28 }).catch(
    (error) => error,
  );
  const code = run.code ?? 0;
  totals.files++;
  if (run.killed) return void failures.push(`${name}: no answer within ${LIMIT / 1000} seconds`);
  // 0 and 1 are answers. 2 says that the file could not be read, which the output then names.
  if (code !== 0 && code !== 1 && code !== 2) return void failures.push(`${name}: exit code ${code}: ${run.stderr}`);
  const report = parse(run.stdout);
  if (!report) return void failures.push(`${name}: no JSON: ${String(run.stdout).slice(0, 200)} ${run.stderr}`);
  totals.read += report.files;
  totals.skipped += report.skipped.length;
  if (code === 2 && report.skipped.length === 0) failures.push(`${name}: exit code 2 without a reason: ${run.stderr}`);
  const lines = readFileSync(file, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/);
  for (const diagnostic of report.diagnostics) {
    totals[/** @type {'error'} */ (diagnostic.severity)]++;
    rules.set(diagnostic.rule, (rules.get(diagnostic.rule) ?? 0) + 1);
    if (diagnostic.rule === 'internal') failures.push(`${name}: ${diagnostic.message}`);
    for (const { line, character } of [diagnostic.range.start, diagnostic.range.end]) {
      if ((lines[line]?.length ?? -1) < character) failures.push(`${name}: ${line}:${character} lies outside of the text (${diagnostic.rule})`);
    }
  }
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
