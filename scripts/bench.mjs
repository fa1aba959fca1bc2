// Measures what must stay fast, as ratios taken in one run, so that the figures mean the same on every machine.
// Usage: npm run bench [-- --json]
import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { build } from 'esbuild';
import { XMLParser } from 'fast-xml-parser';
import { keystrokeTime, TYPED } from './bench/keystroke.mjs';

setFlagsFromString('--liftoff-only');
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { resolve } = createRequire(import.meta.url);

const { Workspace, initPowerShell } = await load();
await initPowerShell({
  runtime: readFileSync(resolve('web-tree-sitter/web-tree-sitter.wasm')),
  grammar: readFileSync(resolve('tree-sitter-powershell/tree-sitter-powershell.wasm')),
});
const profile = readFileSync(join(ROOT, 'samples/contoso/client/profile-user.xml'), 'utf8');
const script = readFileSync(join(ROOT, 'samples/contoso/server/rras.ps1'), 'utf8');
const CLIENT = 'file:///bench/client/profile-user.xml';
const SERVER = 'file:///bench/server/rras.ps1';

const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, parseTagValue: false, trimValues: false });
const workspace = new Workspace();
workspace.setRoots(['file:///bench']);
workspace.setFile({ uri: SERVER, text: script });
workspace.findings(SERVER);
let edits = 0;
const [parse, keystroke, alone] = medians(
  600,
  () => parser.parse(profile),
  () => {
    // Another text each time, as typing makes it.
    workspace.setFile({ uri: CLIENT, text: `${profile}<!-- ${edits++} -->` });
    return workspace.findings(CLIENT);
  },
  () => {
    const fresh = new Workspace();
    fresh.setFile({ uri: CLIENT, text: profile });
    return fresh.findings(CLIENT);
  },
);

// Ten kilobytes: the sample with routes added to it, as large profiles have.
const routes = Array.from(
  { length: 45 },
  (_, index) => `  <Route>\n    <Address>10.21.${index}.0</Address>\n    <PrefixSize>24</PrefixSize>\n  </Route>\n`,
).join('');
const large = profile.replace('<VPNProfile>', `<VPNProfile>\n  ${TYPED}Fabrikam</ProfileName>`).replace('</VPNProfile>', `${routes}</VPNProfile>`);

// Rules that compare routes with each other must not take more than a few times what reading them takes.
const many = routesProfile(2000);
const [manyParsed, manyChecked] = medians(
  20,
  () => parser.parse(many),
  () => {
    const fresh = new Workspace();
    fresh.setFile({ uri: CLIENT, text: many });
    return fresh.findings(CLIENT);
  },
);

const metrics = {
  'profile-check-per-parse': metric(alone / parse, 2),
  'keystroke-beside-server-per-parse': metric(keystroke / parse, 3),
  'two-thousand-routes-per-parse': metric(manyChecked / manyParsed, 3),
  'keystroke-answered-p95': metric(await keystrokeTime(ROOT, large), 5, 'ms'),
};
if (process.argv.includes('--json')) console.log(JSON.stringify({ metrics }, null, 2));
else for (const [name, { value, unit, bar, ok }] of Object.entries(metrics)) console.log(`${ok ? 'ok  ' : 'SLOW'} ${name}: ${value} ${unit} (at most ${bar})`);
process.exitCode = Object.values(metrics).every(({ ok }) => ok) ? 0 : 1;

/** @param {number} value @param {number} bar @param {string} unit */
function metric(value, bar, unit = 'ratio') {
  const rounded = Math.round(value * 100) / 100;
  return { value: rounded, unit, bar, ok: rounded <= bar };
}

/** A profile of so many routes, none of which holds another. @param {number} count */
function routesProfile(count) {
  const route = (index) => `  <Route>\n    <Address>10.${index >> 8}.${index & 255}.0</Address>\n    <PrefixSize>24</PrefixSize>\n  </Route>\n`;
  return profile.replace('</VPNProfile>', `${Array.from({ length: count }, (_, index) => route(index)).join('')}</VPNProfile>`);
}

/**
 * The median time of each piece of work in milliseconds, the first half of the rounds being for warming up. They take
 * turns, so that a machine that is slow for a moment is slow for all of them.
 * @param {number} count of rounds
 * @param {(() => unknown)[]} works
 */
function medians(count, ...works) {
  const rounds = Array.from({ length: count }, () => works.map(timed)).slice(count / 2);
  return works.map((_, index) => {
    const times = rounds.map((round) => round[index] ?? Number.NaN).sort((a, b) => a - b);
    return times[times.length >> 1] ?? Number.NaN;
  });
}

/** @param {() => unknown} work */
function timed(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** The sources as one module: what is measured is what ships, without the ends. */
async function load() {
  const folder = mkdtempSync(join(tmpdir(), 'aovpn-bench-'));
  const outfile = join(folder, 'bench.mjs');
  const contents =
    "export { Workspace } from './server/src/workspace/workspace.ts'; export { initPowerShell } from './server/src/syntax/powershell/grammar.ts';";
  await build({
    stdin: { contents, resolveDir: ROOT, loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'warning',
  });
  const loaded = await import(pathToFileURL(outfile).href);
  rmSync(folder, { recursive: true, force: true });
  return loaded;
}
