import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const { resolve } = createRequire(import.meta.url);

const CONTENTS = `
export { Workspace } from './server/src/workspace/workspace.ts';
export { initPowerShell } from './server/src/syntax/powershell/grammar.ts';
export { PROFILE_ELEMENTS } from './server/src/knowledge/profile-xml.ts';
export { EAP_ELEMENTS } from './server/src/knowledge/profile-xml/eap.ts';
`;

/** The sources as one module: what is measured is what ships, without the ends. @param {string} folder for the bundle */
export async function loadProduct(folder) {
  const outfile = join(folder, 'product.mjs');
  await build({
    stdin: { contents: CONTENTS, resolveDir: fileURLToPath(new URL('../..', import.meta.url)), loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'warning',
  });
  const product = await import(pathToFileURL(outfile).href);
  await product.initPowerShell({
    runtime: readFileSync(resolve('web-tree-sitter/web-tree-sitter.wasm')),
    grammar: readFileSync(resolve('tree-sitter-powershell/tree-sitter-powershell.wasm')),
  });
  return { ...product, bundle: outfile };
}
