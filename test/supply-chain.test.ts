import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const json = (path: string): unknown => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies?: unknown;
  readonly devDependencies: Readonly<Record<string, string>>;
}

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const manifest = json('package.json') as Manifest;
const { lockfileVersion, packages } = json('package-lock.json') as { lockfileVersion: number; packages: Readonly<Record<string, Locked>> };
const locked = Object.entries(packages).filter(([path]) => path !== '');

describe('package.json', () => {
  // https://docs.npmjs.com/cli/using-npm/scripts: what npm runs without being asked for it, when packages are installed, packed or published.
  const BY_THEMSELVES =
    'preinstall install postinstall preprepare prepare postprepare prepublish prepublishOnly prepack postpack publish postpublish dependencies'.split(' ');

  test('has no script that runs by itself', () => {
    expect(Object.keys(manifest.scripts).filter((name) => BY_THEMSELVES.includes(name))).toEqual([]);
    // npm runs `preX` and `postX` around `X`.
    const around = Object.keys(manifest.scripts).filter((name) => /^(pre|post)/.test(name) && name.replace(/^(pre|post)/, '') in manifest.scripts);
    expect(around).toEqual([]);
  });

  test('depends on exact versions, and on none at run time', () => {
    expect(manifest.dependencies).toBeUndefined();
    expect(Object.entries(manifest.devDependencies).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });
});

describe('package-lock.json', () => {
  test('is about this package.json', () => {
    expect(lockfileVersion).toBe(3);
    expect(packages['']?.devDependencies).toEqual(manifest.devDependencies);
    const wrong = Object.entries(manifest.devDependencies).filter(([name, version]) => packages[`node_modules/${name}`]?.version !== version);
    expect(wrong).toEqual([]);
  });

  test('has the SHA-512 of every package, none of which comes from elsewhere than the registry', () => {
    expect(locked.length).toBeGreaterThan(100);
    expect(locked.filter(([, { integrity }]) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? '')).map(([path]) => path)).toEqual([]);
    // A folder, a git address or a file would be stated here. Addresses of a registry are left out, so that `npm ci` takes whichever is set up.
    expect(locked.filter(([, { resolved, link }]) => resolved !== undefined || link === true).map(([path]) => path)).toEqual([]);
  });
});

test('npm runs no script of any package', () => {
  const settings = readFileSync(join(ROOT, '.npmrc'), 'utf8').split('\n');
  expect(settings).toContain('ignore-scripts=true');
});
