import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentsOf, packagesOfNotices, sbomProblems, type Sbom } from '../support/cyclonedx.ts';
import { projectCopy, withOtherModes } from '../support/project-copy.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** 1.2 MB, however a megabyte is counted: whoever installs it waits for it. */
const MOST_BYTES = 1_200_000;
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };

const folders: string[] = [];
let folder = '';
let vsix: Buffer;

/** Makes the extension in a copy of the project, as `npm run package` does. */
function packaged(prefix: string, prepare: (folder: string) => void, env: NodeJS.ProcessEnv): string {
  const copy = projectCopy(prefix);
  folders.push(copy);
  prepare(copy);
  execFileSync(process.execPath, ['scripts/package.mjs'], { cwd: copy, stdio: 'pipe', env: { ...process.env, ...env } });
  return copy;
}

const made = (copy: string, ending: string): Buffer => readFileSync(join(copy, `dist/always-on-vpn-${version}.${ending}`));

beforeAll(() => {
  folder = packaged('aovpn-vsix-', () => undefined, {});
  vsix = made(folder, 'vsix');
}, 180_000);

afterAll(() => folders.forEach((each) => rmSync(each, { recursive: true, force: true })));

test('the package holds what the extension needs, and nothing else', () => {
  expect(namesIn(vsix).sort()).toEqual([
    '[Content_Types].xml',
    'extension.vsixmanifest',
    'extension/LICENSE.txt',
    'extension/changelog.md',
    'extension/dist/THIRD-PARTY-NOTICES.txt',
    'extension/dist/client-browser.js',
    'extension/dist/client.cjs',
    'extension/dist/server.cjs',
    'extension/dist/tree-sitter-powershell.wasm',
    'extension/dist/tree-sitter.wasm',
    'extension/dist/view.css',
    'extension/dist/view.js',
    'extension/l10n/bundle.l10n.de.json',
    'extension/l10n/bundle.l10n.ja.json',
    'extension/l10n/bundle.l10n.json',
    'extension/media/fix.webp',
    'extension/media/new-profile.webp',
    'extension/media/open-sample.webp',
    'extension/media/see-finding.webp',
    'extension/media/show-deployment.webp',
    'extension/package.json',
    'extension/package.nls.de.json',
    'extension/package.nls.ja.json',
    'extension/package.nls.json',
    'extension/readme.md',
    'extension/samples/contoso/client/profile-user.xml',
    'extension/samples/contoso/server/rras.ps1',
    'extension/snippets/bat.json',
    'extension/snippets/bigip.json',
    'extension/snippets/citrix-adc.json',
    'extension/snippets/powershell.json',
    'extension/snippets/profilexml.json',
    'extension/snippets/reg.json',
    'extension/syntaxes/aovpn.schema.json',
    'extension/syntaxes/bigip.language-configuration.json',
    'extension/syntaxes/bigip.tmLanguage.json',
    'extension/syntaxes/citrix-adc.language-configuration.json',
    'extension/syntaxes/citrix-adc.tmLanguage.json',
    'extension/syntaxes/profilexml-here-string-expandable.json',
    'extension/syntaxes/profilexml-here-string.json',
    'extension/syntaxes/profilexml-string-expandable.json',
    'extension/syntaxes/profilexml-string.json',
    'extension/syntaxes/reg.language-configuration.json',
    'extension/syntaxes/reg.tmLanguage.json',
  ]);
});

test('it has every file that the manifest names', () => {
  const names = new Set(namesIn(vsix));
  const named = [...readFileSync(join(ROOT, 'package.json'), 'utf8').matchAll(/"\.\/((?:dist|snippets|syntaxes|media)\/[^"]+)"/g)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((path) => !names.has(`extension/${path}`))).toEqual([]);
});

test('its entries are CommonJS, which is all that extension hosts in browsers take', () => {
  const { type, main, browser } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<string, string>;
  expect({ type, main, browser }).toEqual({ type: undefined, main: './dist/client.cjs', browser: './dist/client-browser.js' });
});

test('it is small', () => {
  expect(vsix.length).toBeLessThanOrEqual(MOST_BYTES);
});

test('it says nothing of the machine that has made it', () => {
  for (const file of ['client-browser.js', 'client.cjs', 'server.cjs']) expect(readFileSync(join(folder, 'dist', file), 'utf8')).not.toContain(folder);
});

test('made elsewhere, by somebody else, at another time, it has the same bytes', { timeout: 180_000 }, () => {
  const other = packaged('aovpn-made-somewhere-else-', withOtherModes, { TZ: 'Pacific/Auckland', LC_ALL: 'sv_SE.UTF-8' });
  const hashes = (copy: string): string[] => ['vsix', 'cdx.json'].map((ending) => createHash('sha256').update(made(copy, ending)).digest('hex'));
  expect(hashes(other)).toEqual(hashes(folder));
});

test('its bill of materials is valid, is about this file, and names what the notices name', () => {
  const text = made(folder, 'cdx.json').toString('utf8');
  expect(sbomProblems(text)).toEqual([]);
  const sbom = JSON.parse(text) as Sbom;
  const { component } = sbom.metadata;
  expect(component).toMatchObject({ purl: `pkg:vscode-extension/aovpn/always-on-vpn@${version}`, version });
  expect(component.hashes).toEqual([{ alg: 'SHA-256', content: createHash('sha256').update(vsix).digest('hex') }]);
  const notices = readFileSync(join(folder, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');
  expect(contentsOf(sbom)).toEqual(packagesOfNotices(notices));
  // One of each bundle, the page of the deployment view included, and both libraries of the protocol.
  expect(contentsOf(sbom).map((each) => each.replace(/ .*/, ''))).toEqual(
    expect.arrayContaining(['preact', 'vscode-languageclient', 'vscode-languageserver', 'fast-xml-parser', 'tree-sitter-powershell', 'web-tree-sitter']),
  );
  const licences = sbom.components.flatMap(({ licenses }) => licenses.map(({ license, expression }) => license?.id ?? expression));
  expect([...new Set(licences)].sort()).toEqual(['BlueOak-1.0.0', 'ISC', 'MIT']);
  expect(sbom.components.filter(({ purl }) => !/^pkg:npm\/(%40[\w.-]+\/)?[\w.-]+@\d+\.\d+\.\d+$/.test(purl))).toEqual([]);
  expect(sbom.dependencies.find(({ ref }) => ref === component['bom-ref'])?.dependsOn).toHaveLength(sbom.components.length);
});

/** The names in the directory at the end of a zip file. */
function namesIn(zip: Buffer): string[] {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const names: string[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [name, extra, comment] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)];
    names.push(zip.toString('utf8', at + 46, at + 46 + name));
    at += 46 + name + extra + comment;
  }
  return names;
}
