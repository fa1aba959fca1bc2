import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentsOf, packagesOfNotices, sbomProblems, type Sbom } from '../support/cyclonedx.ts';
import { projectCopy, withOtherModes } from '../support/project-copy.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
const TARBALL = `aovpn-${version}.tgz`;

const folders: string[] = [];
let folder = '';

/** Makes the npm package in a copy of the project, and packs it as it would be published. */
function packaged(prefix: string, prepare: (folder: string) => void, env: NodeJS.ProcessEnv): string {
  const copy = projectCopy(prefix);
  folders.push(copy);
  prepare(copy);
  const options = { cwd: copy, stdio: 'pipe', env: { ...process.env, ...env } } as const;
  execFileSync(process.execPath, ['scripts/package-npm.mjs'], options);
  execFileSync('npm', ['pack', join(copy, 'dist/npm'), '--offline'], { ...options, shell: process.platform === 'win32' });
  return copy;
}

beforeAll(() => {
  folder = packaged('aovpn-npm-', () => undefined, {});
}, 120_000);

afterAll(() => folders.forEach((each) => rmSync(each, { recursive: true, force: true })));

test('made elsewhere, by somebody else, at another time, it has the same bytes', { timeout: 120_000 }, () => {
  const other = packaged('aovpn-made-somewhere-else-', withOtherModes, { TZ: 'Pacific/Auckland', LC_ALL: 'sv_SE.UTF-8' });
  expect(readFileSync(join(other, TARBALL)).equals(readFileSync(join(folder, TARBALL)))).toBe(true);
  expect(readFileSync(join(other, `dist/aovpn-${version}.cdx.json`), 'utf8')).toBe(readFileSync(join(folder, `dist/aovpn-${version}.cdx.json`), 'utf8'));
});

test('nothing of it runs when it is installed, and it brings nothing along', () => {
  const manifest = JSON.parse(readFileSync(join(folder, 'dist/npm/package.json'), 'utf8')) as Record<string, unknown>;
  const named = ['scripts', 'dependencies', 'optionalDependencies', 'peerDependencies', 'bundleDependencies', 'gypfile'].filter((key) => key in manifest);
  expect(named).toEqual([]);
});

test('its bill of materials is valid and names what the notices name', () => {
  const text = readFileSync(join(folder, `dist/aovpn-${version}.cdx.json`), 'utf8');
  expect(sbomProblems(text)).toEqual([]);
  const sbom = JSON.parse(text) as Sbom;
  expect(sbom.metadata.component).toMatchObject({ name: 'aovpn', purl: `pkg:npm/aovpn@${version}` });
  expect(contentsOf(sbom)).toEqual(packagesOfNotices(readFileSync(join(folder, 'dist/npm/THIRD-PARTY-NOTICES.txt'), 'utf8')));
  expect(contentsOf(sbom)).toContainEqual(expect.stringMatching(/^fast-xml-parser /));
  // The command line draws nothing and is no client.
  expect(contentsOf(sbom)).not.toContainEqual(expect.stringMatching(/^(preact|vscode-languageclient) /));
});

test('a bill that is none is noticed', () => {
  expect(sbomProblems('{ "bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{ "type": "library" }] }')).toMatchObject([
    { instancePath: '/components/0', message: "must have required property 'name'" },
  ]);
});
