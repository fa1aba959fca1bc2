// Measures what must stay fast, as ratios and counts taken in one run, so that the figures mean the same on every machine.
// Usage: npm run bench [-- --json] [--quick] [--only NAME…]
//   --json   prints { "metrics": { NAME: { "value", "unit", "bar", "ok" } } }; a peer that could not be had is "absent" there
//   --quick  leaves out the folder of 50,000 files
//   --only   runs the measures of these names; where there is none, those with a metric whose name holds one of them
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { activation } from './bench/activation.mjs';
import { balancers } from './bench/balancers.mjs';
import { checkAll } from './bench/check.mjs';
import { coldStart } from './bench/cold-start.mjs';
import { crowds } from './bench/crowds.mjs';
import { engine } from './bench/engine.mjs';
import { writeCustomers } from './bench/fleet.mjs';
import { growth } from './bench/growth.mjs';
import { keystroke } from './bench/keystroke.mjs';
import { memory } from './bench/memory.mjs';
import { isAbsent } from './bench/peers.mjs';
import { loadProduct } from './bench/product.mjs';
import { serverEdit } from './bench/server-edit.mjs';
import { yamlLanguageServer } from './bench/yaml.mjs';

/**
 * @typedef {object} Context
 * @property {string} folder where a measure can write
 * @property {boolean} quick
 * @property {any} product the sources as a module, and the path of its `bundle`
 * @property {(profiles: number) => { path: string, profile: string }} customers a folder of so many profiles, fifty for each customer, and one of them
 *
 * @typedef {{ bar?: number, unit?: string }} Bar the most that is right; without one the value is told and not judged
 * @typedef {{ name: string, run: (context: Context) => Promise<Record<string, Value>> | Record<string, Value>, bars: Record<string, Bar> }} Measure
 * @typedef {number | import('./bench/peers.mjs').Absent | { failed: string }} Value
 */

/** @type {readonly Measure[]} */
const MEASURES = [
  {
    name: 'engine',
    run: engine,
    bars: { 'profile-check-per-parse': { bar: 2 }, 'keystroke-beside-server-per-parse': { bar: 3 }, 'two-thousand-routes-per-parse': { bar: 3 } },
  },
  {
    name: 'balancers',
    run: balancers,
    bars: {
      'bigip-check': { bar: 50, unit: 'ms/MB' },
      'bigip-memory-per-text': { bar: 20 },
      'bigip-ten-times-ten': { bar: 1.5 },
      'citrix-adc-vpns-memory-per-text': { bar: 50 },
      'citrix-adc-vpns-ten-times-ten': { bar: 1.5 },
      'bigip-check-per-corkscrew': { bar: 1 },
    },
  },
  {
    name: 'keystroke',
    run: keystroke,
    bars: { 'keystroke-alone-p95': { bar: 10, unit: 'ms' }, 'keystroke-p95': { bar: 10, unit: 'ms' }, 'keystroke-p95-per-alone': { bar: 2 } },
  },
  {
    name: 'server-edit',
    run: serverEdit,
    bars: {
      'server-edit-visible': { bar: 50, unit: 'ms' },
      'server-edit-all': { bar: 1000, unit: 'ms' },
      'server-comment-rechecks': { bar: 0, unit: 'files' },
      'server-comment-tells': { bar: 0, unit: 'messages' },
    },
  },
  { name: 'cold-start', run: coldStart, bars: { 'cold-start-per-node': { bar: 5 } } },
  {
    name: 'check',
    run: checkAll,
    bars: {
      'check-per-xmllint': { bar: 4 },
      'check-cached-per-xmllint': { bar: 1.5 },
      'check-per-libxml2-wasm': {},
      'check-time': { unit: 'ms' },
    },
  },
  { name: 'memory', run: memory, bars: { 'server-memory': { bar: 150, unit: 'MB' } } },
  {
    name: 'growth',
    run: growth,
    bars: {
      'growth-check-time': { bar: 12 },
      'growth-check-memory': { bar: 12 },
      'growth-server-time': { bar: 12 },
      'growth-server-memory': { bar: 12 },
    },
  },
  {
    name: 'crowds',
    run: crowds,
    bars: {
      'scripts-of-one-folder': { bar: 12 },
      'registry-files-of-one-folder': { bar: 12 },
      'deployments-of-one-project': { bar: 12 },
      'balancers-of-customers': { bar: 12 },
    },
  },
  { name: 'activation', run: activation, bars: { 'activation-time': { bar: 50, unit: 'ms' }, 'activation-per-json': { bar: 1 } } },
  { name: 'yaml-language-server', run: yamlLanguageServer, bars: { 'keystroke-per-yaml-language-server': { bar: 0.25 } } },
];

// The grammar of PowerShell is one huge function, which V8 would spend seconds on.
setFlagsFromString('--liftoff-only');
const options = process.argv.slice(2);
const only = options.filter((option) => !option.startsWith('--'));
const json = options.includes('--json');
const named = MEASURES.filter(({ name }) => only.includes(name));
const holding = MEASURES.filter(({ bars }) => only.some((word) => Object.keys(bars).some((each) => each.includes(word))));
const chosen = only.length === 0 ? MEASURES : named.length > 0 ? named : holding;
const folder = mkdtempSync(join(tmpdir(), 'aovpn-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
const metrics = await measured();
if (json) console.log(JSON.stringify({ metrics }, null, 2));
// An absent peer fails nothing, and nothing passes by it.
process.exitCode = Object.values(metrics).every(({ ok, absent }) => ok || absent !== undefined) ? 0 : 1;

async function measured() {
  /** @type {Context} */
  const context = { folder, quick: options.includes('--quick'), product: await loadProduct(folder), customers: written(folder) };
  /** @type {Record<string, ReturnType<typeof metric>>} */
  const metrics = {};
  for (const { name, run, bars } of chosen) {
    const started = performance.now();
    const values = await Promise.resolve(context)
      .then(run)
      .catch((error) => ({ failed: String(error) }));
    for (const [each, bar] of Object.entries(bars)) {
      metrics[each] = metric('failed' in values ? values : values[each], bar);
      if (!json) console.log(line(each, metrics[each]));
    }
    console.error(`bench: ${name} took ${Math.round((performance.now() - started) / 1000)} s`);
  }
  return metrics;
}

/** @param {Value} value @param {Bar} bar */
function metric(value, { bar, unit = 'ratio' }) {
  const told = { unit, bar: bar ?? null };
  if (typeof value === 'number' && Number.isFinite(value)) {
    const rounded = Math.round(value * 100) / 100;
    return { value: rounded, ...told, ok: bar === undefined || rounded <= bar };
  }
  if (isAbsent(value)) return { value: null, ...told, ok: false, absent: value.absent };
  return { value: null, ...told, ok: false, failed: typeof value === 'object' ? value.failed : 'no value' };
}

/** @param {string} name @param {ReturnType<typeof metric>} metric */
function line(name, { value, unit, bar, ok, absent, failed }) {
  if (absent !== undefined) return `none ${name}: ${absent}`;
  if (failed !== undefined) return `FAIL ${name}: ${failed}`;
  return `${ok ? 'ok  ' : 'SLOW'} ${name}: ${value} ${unit}${bar === null ? '' : ` (at most ${bar})`}`;
}

/** @param {string} folder @returns {Context['customers']} */
function written(folder) {
  const known = new Map();
  return (profiles) => {
    const path = join(folder, `customers-${profiles}`);
    if (!known.has(profiles)) known.set(profiles, { path, ...writeCustomers(path, profiles) });
    return known.get(profiles);
  };
}
