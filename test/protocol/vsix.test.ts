import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** 1.2 MiB: whoever installs it waits for it. */
const MOST_BYTES = 1.2 * 1024 * 1024;

let folder = '';
let vsix: Buffer;

// In a copy: other tests run what is built here.
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'aovpn-vsix-'));
  const parts = [
    '.vscodeignore',
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'client',
    'docs',
    'esbuild.mjs',
    'l10n',
    'media',
    'package.json',
    'package.nls.de.json',
    'package.nls.ja.json',
    'package.nls.json',
    'samples',
    'scripts',
    'server',
    'snippets',
    'syntaxes',
    'test/editor',
  ];
  for (const part of parts) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  execFileSync(process.execPath, [join(ROOT, 'node_modules/@vscode/vsce/vsce'), 'package', '--out', 'extension.vsix'], { cwd: folder, stdio: 'pipe' });
  vsix = readFileSync(join(folder, 'extension.vsix'));
}, 180_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

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
