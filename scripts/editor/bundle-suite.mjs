// @ts-check
import { readdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { build } from 'esbuild';
import { suiteBundle, suiteSources } from './paths.mjs';
import { Problem } from './problem.mjs';

/**
 * Bundles the suite, with every test file there is, into the one module the editor loads. Mocha is bundled too: what the
 * extension host can load by itself depends on the Node inside the editor.
 * @param {boolean} isOfFolders whether it is the suite for a workspace of two folders, the files in `two-folders`, or the other one
 */
export async function bundleSuite(isOfFolders) {
  const files = readdirSync(suiteSources, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.test.ts') && file.startsWith('two-folders/') === isOfFolders)
    .sort();
  rmSync(dirname(suiteBundle), { recursive: true, force: true });
  // Required one by one and late, since the test files need Mocha's globals when they load.
  const loaders = files.map((file) => `${JSON.stringify(file)}: () => require(${JSON.stringify(`./${file}`)}),`);
  const contents = `import { run as runFiles } from './index.ts';\nexport const run = () => runFiles({\n${loaders.join('\n')}\n});\n`;
  try {
    await build({
      stdin: { contents, resolveDir: suiteSources, sourcefile: 'entry.ts', loader: 'ts' },
      outfile: suiteBundle,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node20',
      external: ['vscode'],
      sourcemap: true,
      logLevel: 'error',
    });
  } catch {
    throw new Problem('the suite could not be bundled');
  }
  return suiteBundle;
}
