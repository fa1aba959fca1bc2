// Builds what ships: the extension's client for Node.js and for browsers, the language server for both, and the command line, one
// file each, the page of the deployment view, and the two WebAssembly files of the PowerShell grammar. `--watch` rebuilds, `--production` minifies and writes down which
// packages each file holds, `--cli=FOLDER` builds the command line alone, into another folder.
import { cp, mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { relative } from 'node:path';
import { context } from 'esbuild';
import { foldersOf, writeHeld } from './scripts/package/held.mjs';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');
const onlyCli = process.argv.find((arg) => arg.startsWith('--cli='))?.slice('--cli='.length);
const folder = onlyCli ?? 'dist';
const { resolve } = createRequire(import.meta.url);
const { version, homepage = '' } = JSON.parse(await readFile('package.json', 'utf8'));

/** Files that are taken as they are. */
const GRAMMAR = {
  'tree-sitter.wasm': 'web-tree-sitter/web-tree-sitter.wasm',
  'tree-sitter-powershell.wasm': 'tree-sitter-powershell/tree-sitter-powershell.wasm',
};

/** Problem matchers of the editor's watch task wait for these two lines. */
const announce = {
  name: 'announce',
  setup(build) {
    if (!watch) return;
    build.onStart(() => console.log('[watch] build started'));
    build.onEnd(() => console.log('[watch] build finished'));
  },
};

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  // Editors load CommonJS; as ES modules the bundled libraries fail at their first require.
  format: 'cjs',
  // The `main` of jsonc-parser requires files at run time that a bundle does not hold.
  mainFields: ['module', 'main'],
  // The server holds both ends of its library, for Node.js and for browsers.
  conditions: ['module', 'browser'],
  logLevel: 'warning',
  sourcemap: production ? false : 'linked',
  minify: production,
  metafile: production,
  // What an ES module asks its place for, in the words of CommonJS.
  define: {
    AOVPN_VERSION: JSON.stringify(version),
    AOVPN_HOMEPAGE: JSON.stringify(homepage),
    'import.meta.dirname': '__dirname',
    'import.meta.url': 'fileUrl',
  },
  banner: { js: "const fileUrl = typeof require === 'function' ? require('node:url').pathToFileURL(__filename).href : '';" },
  plugins: [announce],
};

await mkdir(folder, { recursive: true });
for (const [name, own] of Object.entries(GRAMMAR)) await cp(resolve(own), `${folder}/${name}`);

const shebang = { js: `#!/usr/bin/env node\n${common.banner.js}` };
const bundles = [
  { entryPoints: ['client/src/node.ts'], outfile: 'dist/client.cjs', external: ['vscode'] },
  // The editor appends the ending .js to whatever it is told.
  { entryPoints: ['client/src/browser.ts'], outfile: 'dist/client-browser.js', external: ['vscode'], platform: 'browser', target: 'es2022', banner: {} },
  { entryPoints: ['server/src/lsp/main.ts'], outfile: 'dist/server.cjs' },
  { entryPoints: ['server/src/cli/main.ts'], outfile: `${folder}/cli.cjs`, banner: shebang },
].slice(onlyCli === undefined ? 0 : -1);
/** The page of the deployment view, which runs in the editor's window. */
const page = {
  ...{
    bundle: true,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    logLevel: 'warning',
    minify: production,
    metafile: production,
    plugins: [announce],
  },
  ...{ entryPoints: { view: 'client/view/main.tsx' }, outdir: folder, sourcemap: false },
};
const style = { ...page, entryPoints: { view: 'client/view/style.css' } };
const pages = onlyCli === undefined ? [page, style] : [];
const contexts = await Promise.all([...bundles.map((bundle) => ({ ...common, ...bundle })), ...pages].map(context));

if (watch) await Promise.all(contexts.map((each) => each.watch()));
else {
  const results = await Promise.all(contexts.map((each) => each.rebuild()));
  if (production) {
    const copied = Object.fromEntries(Object.entries(GRAMMAR).map(([name, own]) => [name, foldersOf([relative('.', resolve(own))])]));
    await writeHeld(folder, copied, results);
  }
  await Promise.all(contexts.map((each) => each.dispose()));
}
