// Measures what must stay fast, as ratios taken in one run, so that the figures mean the same on every machine.
// Usage: npm run bench [-- --json]
import { execFileSync } from 'node:child_process';
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

const folder = mkdtempSync(join(tmpdir(), 'aovpn-bench-'));
const bundle = join(folder, 'bench.mjs');
const { Workspace, initPowerShell } = await load(bundle);
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

// What production files look like: megabytes of web applications, and a VPN among them.
const [medium, once, big] = [balancer(10, 5), balancer(10, 1), balancer(100, 1)];
const peer = balancer(2, 1, 'peer');
// The worst case: nothing but VPNs, so that every object is taken apart and judged.
const [vpns, manyVpns] = [balancer(2, 1, 'citrix-adc'), balancer(20, 1, 'citrix-adc')];
rmSync(folder, { recursive: true, force: true });

const metrics = {
  'profile-check-per-parse': metric(alone / parse, 2),
  'keystroke-beside-server-per-parse': metric(keystroke / parse, 3),
  'two-thousand-routes-per-parse': metric(manyChecked / manyParsed, 3),
  'keystroke-answered-p95': metric(await keystrokeTime(ROOT, large), 5, 'ms'),
  'bigip-check': metric(medium.milliseconds / 10, 50, 'ms/MB'),
  'bigip-memory-per-text': metric(once.bytes / once.text, 20),
  'bigip-ten-times-ten': metric(big.milliseconds / once.milliseconds / 10, 1.5),
  'citrix-adc-vpns-memory-per-text': metric(manyVpns.bytes / manyVpns.text, 50),
  'citrix-adc-vpns-ten-times-ten': metric(manyVpns.milliseconds / vpns.milliseconds / 10, 1.5),
  ...(peer && { 'bigip-check-per-corkscrew': metric((2 * medium.milliseconds) / 10 / peer.milliseconds, 1) }),
};
if (!peer) console.error('bench: the comparison with f5-corkscrew is skipped, since it is not installed (npm install --no-save f5-corkscrew)');
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

/** A large configuration in a process of its own; `undefined` for the peer where it is not installed. @param {number} megabytes @param {number} rounds @param {'citrix-adc' | 'peer'} [what] */
function balancer(megabytes, rounds, what) {
  try {
    return JSON.parse(
      execFileSync(process.execPath, [join(ROOT, 'scripts/bench/balancer.mjs'), bundle, String(megabytes), String(rounds), ...(what ? [what] : [])], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', what === 'peer' ? 'ignore' : 'inherit'],
      }),
    );
  } catch (error) {
    if (what === 'peer') return undefined;
    throw error;
  }
}

/** @param {() => unknown} work */
function timed(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** The sources as one module: what is measured is what ships, without the ends. @param {string} outfile */
async function load(outfile) {
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
  return await import(pathToFileURL(outfile).href);
}
