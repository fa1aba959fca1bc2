/**
 * Makes the tags that the GitHub Action and the pre-commit hooks are used by: a commit beside the branch that holds the
 * bundles as well, under `v1.2.3` and, moved on, `v1`. Nothing is pushed.
 *
 *   npm run release
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packagesIn } from './package/held.mjs';
import { noticesOf } from './package/notices.mjs';
import { CLI_FILES } from './package/products.mjs';
import { releaseCommit } from './package/release-commit.mjs';
import { npmPurl, sbomOf } from './package/sbom.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
const { version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const [major] = version.split('.');

if (git('status', '--porcelain') !== '') {
  console.error('The working tree has changes. Commit them first: a release is what is committed.');
  process.exit(1);
}
if (git('tag', '--list', `v${version}`) !== '') {
  console.error(`There is a tag v${version} already. Raise the version in package.json.`);
  process.exit(1);
}
execFileSync(process.execPath, ['esbuild.mjs', '--production'], { cwd: root, stdio: 'inherit' });
const packages = packagesIn(root, 'dist', CLI_FILES);
writeFileSync(join(root, 'dist/THIRD-PARTY-NOTICES.txt'), noticesOf(packages));
const product = { name: 'aovpn', version, description: 'The command line, as the GitHub Action and the pre-commit hooks run it.', license };
writeFileSync(join(root, 'dist/aovpn.cdx.json'), sbomOf({ ...product, purl: npmPurl('aovpn', version) }, packages));
const bundled = [...CLI_FILES, 'THIRD-PARTY-NOTICES.txt', 'aovpn.cdx.json'].map((name) => `dist/${name}`);
const commit = releaseCommit(root, bundled, `Release ${version}`);
git('tag', `v${version}`, commit);
git('tag', '--force', `v${major}`, commit);
console.log(`v${version} and v${major} are ${commit}. To publish them:\n  git push origin v${version}\n  git push --force origin v${major}`);
