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

describe('advisories', () => {
  interface Advisory {
    readonly id: string;
    readonly package: string;
    readonly why?: string;
  }
  const load = async (): Promise<{
    advisoriesOf: (report: unknown) => Advisory[];
    explainedIn: (document: string) => Advisory[];
    compared: (advisories: Advisory[], explained: Advisory[]) => { open: Advisory[]; stale: Advisory[] };
  }> => (await import(new URL('../scripts/package/advisories.mjs', import.meta.url).href)) as never;

  const weakness = (id: string, name: string): object => ({
    source: 1,
    name,
    url: `https://github.com/advisories/${id}`,
    title: 'Slow expression',
    severity: 'high',
    range: '<2.0.0',
  });
  // As npm 10 prints it: a package that is affected through another one has only its name.
  const report = {
    auditReportVersion: 2,
    vulnerabilities: {
      one: { name: 'one', via: [weakness('GHSA-aaaa-bbbb-cccc', 'one'), weakness('GHSA-dddd-eeee-ffff', 'one')] },
      two: { name: 'two', via: ['one', weakness('GHSA-aaaa-bbbb-cccc', 'one')] },
    },
  };
  const table = (rows: string): string =>
    `text\n\n<!-- advisories:start -->\n\n| advisory | package | why it does no harm here |\n| --- | --- | --- |\n${rows}\n<!-- advisories:end -->\n`;

  test('are explained by a row with the same id and package, and a row without need is noticed', async () => {
    const { advisoriesOf, explainedIn, compared } = await load();
    const advisories = advisoriesOf(report);
    expect(advisories.map(({ id }) => id)).toEqual(['GHSA-aaaa-bbbb-cccc', 'GHSA-dddd-eeee-ffff']);
    const document = table('| [GHSA-aaaa-bbbb-cccc](https://example.test) | `one` | Only builds. |\n| GHSA-dddd-eeee-ffff | `two` | Only builds. |\n');
    const { open, stale } = compared(advisories, explainedIn(document));
    expect(open.map(({ id }) => id)).toEqual(['GHSA-dddd-eeee-ffff']);
    expect(stale.map((each) => each.package)).toEqual(['two']);
    expect(compared(advisories, explainedIn(table('| GHSA-aaaa-bbbb-cccc | `one` |  |\n'))).open).toHaveLength(2);
  });

  test('that were not told are not taken for none', async () => {
    const { advisoriesOf } = await load();
    expect(() => advisoriesOf({ message: '405 Method Not Allowed', statusCode: 405 })).toThrow('405');
    expect(() => advisoriesOf({})).toThrow('no report');
    expect(advisoriesOf({ vulnerabilities: {} })).toEqual([]);
  });

  test('have a table in the document, each of whose rows is complete', async () => {
    const { explainedIn } = await load();
    const document = readFileSync(join(ROOT, 'docs/supply-chain.md'), 'utf8');
    expect(document).toMatch(/<!-- advisories:start -->\n\n\| advisory \| package \| why [^|]*\|\n[^]*<!-- advisories:end -->/);
    expect(
      explainedIn(document).filter(({ id, package: name, why }) => !/^GHSA(-\w{4}){3}$/.test(id) || !(`node_modules/${name}` in packages) || why === ''),
    ).toEqual([]);
  });
});
