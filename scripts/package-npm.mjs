/**
 * Makes the npm package `aovpn` in `dist/npm`: the command line as one file, with no dependency. Beside it, `dist/aovpn-VERSION.cdx.json` lists what it contains.
 * It is not published here:
 *
 *   npm run package:npm && npm publish ./dist/npm
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packagesIn } from './package/held.mjs';
import { noticesOf } from './package/notices.mjs';
import { CLI_FILES } from './package/products.mjs';
import { npmPurl, sbomOf } from './package/sbom.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const target = join(root, 'dist/npm');
const { version, license, engines, homepage, repository, bugs, keywords } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

rmSync(target, { recursive: true, force: true });
execFileSync(process.execPath, ['esbuild.mjs', '--production', '--cli=dist/npm'], { cwd: root, stdio: 'inherit' });
copyFileSync(join(root, 'LICENSE'), join(target, 'LICENSE'));
copyFileSync(join(root, 'scripts/package/npm-readme.md'), join(target, 'README.md'));
const packages = packagesIn(root, 'dist/npm', CLI_FILES);
writeFileSync(join(target, 'THIRD-PARTY-NOTICES.txt'), noticesOf(packages));
const manifest = {
  name: 'aovpn',
  version,
  description: 'Finds what will not work in a Windows Always On VPN before it is deployed.',
  keywords: keywords.filter((keyword) => keyword !== 'multi-root ready'),
  license,
  homepage,
  repository,
  bugs,
  bin: { aovpn: 'cli.cjs' },
  files: ['cli.cjs', '*.wasm', 'THIRD-PARTY-NOTICES.txt'],
  engines: { node: engines.node },
};
writeFileSync(join(target, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
// What is copied has the permissions of the checkout, and npm packs those.
for (const each of readdirSync(target)) chmodSync(join(target, each), each === 'cli.cjs' ? 0o755 : 0o644);
const { name, description } = manifest;
writeFileSync(join(root, `dist/aovpn-${version}.cdx.json`), sbomOf({ name, version, description, license, purl: npmPurl(name, version) }, packages));
console.log(`dist/npm holds aovpn ${version}`);
