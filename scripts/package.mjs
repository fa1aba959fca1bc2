/**
 * Makes the extension, `dist/always-on-vpn-VERSION.vsix`, and beside it the list of what it contains, `….cdx.json`. The same sources and packages give the same
 * bytes, wherever and whenever.
 *
 *   npm run package
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { repository as root, vsixFile } from './editor/paths.mjs';
import { packagesIn } from './package/held.mjs';
import { EXTENSION_FILES } from './package/products.mjs';
import { SAME_EVERYWHERE } from './package/same-bytes.mjs';
import { extensionPurl, sbomOf } from './package/sbom.mjs';
import { tightZip } from './package/tight-zip.mjs';

const { name, publisher, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const { description } = JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8'));
const file = vsixFile();

mkdirSync(join(root, 'dist'), { recursive: true });
const vsce = fileURLToPath(import.meta.resolve('@vscode/vsce/vsce'));
execFileSync(process.execPath, [vsce, 'package', '--out', file], { cwd: root, stdio: 'inherit', env: { ...process.env, ...SAME_EVERYWHERE } });
writeFileSync(file, await tightZip(readFileSync(file)));
const product = { name, group: publisher, version, description, license, purl: extensionPurl(publisher, name, version), file };
writeFileSync(file.replace(/\.vsix$/, '.cdx.json'), sbomOf(product, packagesIn(root, 'dist', EXTENSION_FILES)));
