import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));
const PEAK_MEMORY = fileURLToPath(new URL('peak-memory.cjs', import.meta.url));

/** Whether `aovpn check` has an option. @param {string} option */
export function hasOption(option) {
  return execFileSync(process.execPath, [CLI, 'check', '--help'], { encoding: 'utf8' }).includes(option);
}

/** The workers that a measure runs with, as far as the command line has any. */
export function twoWorkers() {
  return hasOption('--threads') ? ['--threads', '2'] : [];
}

/**
 * Runs `aovpn check` in a folder, on all of it. Returns its time in milliseconds and the most memory it held in bytes.
 * Rejects when it finds nothing or fails.
 * @param {string} folder
 * @param {string[]} [options]
 */
export async function check(folder, options = []) {
  const peak = join(folder, '..', `peak-${process.pid}`);
  const started = performance.now();
  const { code, bytes } = await run(process.execPath, ['--require', PEAK_MEMORY, CLI, 'check', '--fail-on', 'never', ...options], folder, {
    BENCH_PEAK: peak,
  });
  const milliseconds = performance.now() - started;
  if (code !== 0) throw new Error(`aovpn check ended with ${code}`);
  if (bytes === 0) throw new Error('The bench has lost its findings.');
  const memory = Number(readFileSync(peak, 'utf8'));
  rmSync(peak);
  return { milliseconds, memory };
}

/**
 * Runs a program to its end.
 * @param {string} program
 * @param {string[]} args
 * @param {string} cwd
 * @param {Record<string, string>} [env]
 * @returns {Promise<{ code: number | string, bytes: number }>} its exit code or signal, and how much it wrote
 */
export function run(program, args, cwd, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let bytes = 0;
    const count = (/** @type {Buffer} */ chunk) => void (bytes += chunk.length);
    child.stdout.on('data', count);
    child.stderr.on('data', count);
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code: code ?? signal ?? '', bytes }));
  });
}
