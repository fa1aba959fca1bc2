import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initPowerShell, type PowerShellWasm } from '../../server/src/syntax/powershell/grammar.ts';

const require = createRequire(import.meta.url);

/** The WebAssembly modules as they lie in `node_modules`. */
export async function wasmBytes(): Promise<PowerShellWasm> {
  const [runtime, grammar] = await Promise.all([
    readFile(require.resolve('web-tree-sitter/web-tree-sitter.wasm')),
    readFile(require.resolve('tree-sitter-powershell/tree-sitter-powershell.wasm')),
  ]);
  return { runtime, grammar };
}

/** Loads the PowerShell grammar; call it in `beforeAll` of each test file that parses PowerShell. Loads once, however often it is called. */
export async function loadPowerShell(): Promise<void> {
  await initPowerShell(await wasmBytes());
}
