import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { initPowerShell } from '../syntax/powershell/grammar.ts';

/** The folder of the running file: `dist` in a bundle, this one when run from source. */
const HERE = typeof __dirname === 'string' ? __dirname : import.meta.dirname;

/** Each WebAssembly module by the name it has beside the bundles, and by the one it has in its package. */
const RUNTIME = { bundled: 'tree-sitter.wasm', packaged: 'web-tree-sitter/web-tree-sitter.wasm' };
const GRAMMAR = { bundled: 'tree-sitter-powershell.wasm', packaged: 'tree-sitter-powershell/tree-sitter-powershell.wasm' };

/** Makes PowerShell readable; must have finished before a script is given to a workspace. Further calls cost nothing. */
export async function loadGrammar(): Promise<void> {
  loading ??= load();
  return loading;
}
let loading: Promise<void> | undefined;

async function load(): Promise<void> {
  // V8 would spend seconds of processor time on optimising the grammar's one huge function, and a short-lived process
  // would not end before that. Parsing is no slower without.
  setFlagsFromString('--liftoff-only');
  const [runtime, grammar] = await Promise.all([bytesOf(RUNTIME), bytesOf(GRAMMAR)]);
  await initPowerShell({ runtime, grammar });
}

async function bytesOf({ bundled, packaged }: typeof RUNTIME): Promise<Uint8Array> {
  try {
    return await readFile(join(HERE, bundled));
  } catch {
    return readFile(createRequire(join(HERE, 'index.js')).resolve(packaged));
  }
}
