import { build } from 'esbuild';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';

const MODULES = [
  'rules/rule.ts',
  'rules/index.ts',
  'artefacts/index.ts',
  'knowledge/snippets.ts',
  'knowledge/baselines.ts',
  'knowledge/deployment-targets.ts',
  'knowledge/ipsec.ts',
  'knowledge/registry.ts',
  'model/registry/file.ts',
  'workspace/workspace.ts',
  'features/rule-page/rule-page.ts',
  'core/encoding.ts',
  'features/rule-page/limits-page.ts',
  'syntax/powershell/grammar.ts',
  'syntax/f5/parse.ts',
  'syntax/f5/print.ts',
  'syntax/citrix-adc/document.ts',
];
const SETTINGS = 'lsp/settings-table.ts';

/**
 * What the product says about itself: its TypeScript modules as one object, with the PowerShell grammar loaded.
 * `fresh` holds the text of modules whose file may be out of date, by their path below `server/src`.
 */
export async function loadProduct(root, fresh) {
  // Node does not end before V8 has optimised the grammar's one huge function, many seconds of work for nothing here.
  setFlagsFromString('--liftoff-only');
  const source = join(root, 'server/src');
  const modules = existsSync(join(source, SETTINGS)) ? [...MODULES, SETTINGS] : MODULES;
  const folder = await mkdtemp(join(tmpdir(), 'aovpn-generate-'));
  try {
    const outfile = join(folder, 'product.mjs');
    await build({
      stdin: {
        contents: [...modules.map((path) => `export * from './${path}';`), `export * as markdown from './features/markdown.ts';`].join('\n'),
        resolveDir: source,
        loader: 'ts',
      },
      plugins: [{ name: 'fresh', setup: (setup) => useFresh(setup, source, fresh) }],
      bundle: true,
      platform: 'node',
      format: 'esm',
      // jsonc-parser's main file is a UMD module, whose requires no bundler can follow.
      mainFields: ['module', 'main'],
      logLevel: 'silent',
      outfile,
    });
    const product = await import(pathToFileURL(outfile).href);
    const require = createRequire(join(root, 'package.json'));
    const wasm = (name) => readFile(require.resolve(name));
    await product.initPowerShell({
      runtime: await wasm('web-tree-sitter/web-tree-sitter.wasm'),
      grammar: await wasm('tree-sitter-powershell/tree-sitter-powershell.wasm'),
    });
    return product;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function useFresh(setup, source, fresh) {
  for (const [path, contents] of Object.entries(fresh)) {
    const file = join(source, path);
    setup.onLoad({ filter: /index\.ts$/ }, (args) => (args.path === file ? { contents, loader: 'ts' } : undefined));
  }
}
