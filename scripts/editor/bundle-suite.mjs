// @ts-check
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { memoryExtension, suiteExtension, suiteSources } from './paths.mjs';
import { Problem } from './problem.mjs';

/**
 * Bundles the suite, with every test file there is, into the one module the editor loads, in an extension that has nothing else but a file system in memory. Mocha is
 * bundled too: what the extension host can load by itself depends on the Node inside the editor, and a browser has nothing to load.
 * @param {import('./rounds.mjs').Host} host
 * @param {Record<string, string>} env what the suite is told; in a browser there are no variables of an environment, so it is written into the bundle
 * @param {Record<string, string>} [memory] the files of that file system, by path
 * @param {boolean} [isOfFolders] whether it is the suite for a workspace of two folders, the files in `two-folders`, or the other one
 * @returns {Promise<string>} the module whose run() is the suite
 */
export async function bundleSuite(host, env, memory = {}, isOfFolders = false) {
  const files = readdirSync(suiteSources, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.test.ts') && file.startsWith('two-folders/') === isOfFolders)
    .sort();
  rmSync(suiteExtension, { recursive: true, force: true });
  mkdirSync(suiteExtension, { recursive: true });
  // Required one by one and late, since the test files need Mocha's globals when they load.
  const loaders = files.map((file) => `${JSON.stringify(file)}: () => require(${JSON.stringify(`./${file}`)}),`);
  const contents = `import { run as runFiles } from './index.ts';\nexport const run = () => runFiles({\n${loaders.join('\n')}\n});\n`;
  const outfile = join(suiteExtension, host === 'web' ? 'suite.js' : 'suite.cjs');
  const common = /** @type {const} */ ({ bundle: true, format: 'cjs', external: ['vscode'], sourcemap: true, logLevel: 'error' });
  const stdin = /** @type {const} */ ({ contents, resolveDir: suiteSources, sourcefile: 'entry.ts', loader: 'ts' });
  const runtime = host === 'web' ? inBrowser(env) : /** @type {const} */ ({ platform: 'node', target: 'node20' });
  try {
    await build({ ...common, stdin, outfile, loader: { '.pem': 'text' }, ...runtime });
    await build({ ...common, entryPoints: [memoryExtension], outfile: join(suiteExtension, 'memory.js'), define: { AOVPN_MEMORY: JSON.stringify(memory) } });
  } catch {
    throw new Problem('the suite could not be bundled');
  }
  writeManifest();
  return outfile;
}

function writeManifest() {
  const entry = 'memory.js';
  const activationEvents = ['onFileSystem:aovpn-memory', 'onFileSystem:vscode-vfs'];
  const capabilities = { untrustedWorkspaces: { supported: true }, virtualWorkspaces: true };
  const manifest = {
    name: 'suite',
    publisher: 'aovpn-test',
    version: '0.0.0',
    engines: { vscode: '^1.100.0' },
    main: entry,
    browser: entry,
    activationEvents,
    capabilities,
  };
  writeFileSync(join(suiteExtension, 'package.json'), JSON.stringify(manifest, undefined, 2));
}

/**
 * @param {Record<string, string>} env
 * @returns {import('esbuild').BuildOptions}
 */
function inBrowser(env) {
  const instead = (/** @type {string} */ file) => join(suiteSources, 'web', file);
  return {
    platform: 'browser',
    target: 'es2022',
    define: { 'process.env': JSON.stringify(env) },
    plugins: [
      {
        name: 'browser',
        setup({ onLoad, onResolve }) {
          onResolve({ filter: /^mocha$/ }, () => ({ path: instead('mocha.ts') }));
          onResolve({ filter: /^node:assert$/ }, () => ({ path: instead('assert.ts') }));
          onResolve({ filter: /^\.\/terminal\.ts$/ }, () => ({ path: instead('terminal.ts') }));
          // It would export itself as the whole bundle.
          onLoad({ filter: /mocha[\\/]mocha\.js$/ }, ({ path }) => ({ contents: `(function (exports, module) {${readFileSync(path, 'utf8')}\n})();` }));
        },
      },
    ],
  };
}
