import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { CMDLETS } from '../server/src/knowledge/cmdlets.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Every document for people. Pages of rules have a test of their own for what they say. */
const DOCUMENTS = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name.replaceAll('\\', '/')}`),
  'test/editor/README.md',
  ...readdirSync(join(ROOT, 'scripts/package')).flatMap((name) => (name.endsWith('.md') ? [`scripts/package/${name}`] : [])),
].sort();

/** The text without blocks of code, in which nothing is a link. */
function prose(document: string): string {
  return document.replace(/^(`{3,})[^]*?^\1$/gm, '').replace(/`[^`\n]*`/g, '');
}

/** What a heading is linked by, as GitHub makes it. */
function anchorsOf(document: string): Set<string> {
  const headings = [...document.replace(/^(`{3,})[^]*?^\1$/gm, '').matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

describe.each(DOCUMENTS)('%s', (path) => {
  const document = read(path);

  test('has no link that leads nowhere', () => {
    const links = [...prose(document).matchAll(/\]\(([^)\s]+)\)/g)].map(([, address = '']) => address).filter((address) => !/^[a-z]+:/.test(address));
    const broken = links.filter((address) => {
      const [file = '', anchor] = address.split('#');
      const target = file === '' ? join(ROOT, path) : join(ROOT, dirname(path), file);
      if (!existsSync(target)) return true;
      return anchor !== undefined && statSync(target).isFile() && !anchorsOf(readFileSync(target, 'utf8')).has(anchor);
    });
    expect(broken).toEqual([]);
  });

  test('names scripts that package.json has', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...document.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('names commands that the extension has', () => {
    const { contributes } = JSON.parse(read('package.json')) as { contributes: { commands: { title: string; category: string }[] } };
    const texts = JSON.parse(read('package.nls.json')) as Record<string, string>;
    const plain = (title: string): string => title.replace(/…$/, '');
    const titles = contributes.commands.map(({ title, category }) => plain(`${category}: ${texts[title.replaceAll('%', '')] ?? title}`));
    const named = [...document.matchAll(/\*(AOVPN: [^*]+)\*/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !titles.includes(plain(name)))).toEqual([]);
  });
});

/** It goes into the extension, where nothing lies beside it, and vsce refuses a link to a file while no address of the repository is known. */
test('the changelog links to no file', () => expect(prose(read('CHANGELOG.md'))).not.toMatch(/\]\((?!https?:)/));

/** What maintainers are sent to, in code marks: a path of this repository, which may name several files. */
test.each(['ARCHITECTURE.md', 'CONTRIBUTING.md'])('%s names files and tests that exist', (path) => {
  const named = [
    ...read(path).matchAll(/`((?:test|scripts|server|client|docs|samples|host|core|model|features|workspace|lsp|cli|knowledge|l10n)\/[\w./-]+)`/g),
  ].map(([, name = '']) => name);
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !existsSync(join(ROOT, name)) && !existsSync(join(ROOT, 'server/src', name)))).toEqual([]);
});

test('ARCHITECTURE.md says of every dependency why it is there, and of no other', () => {
  const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> };
  const [, tables = ''] = /## Dependencies\n([^]*)$/.exec(read('ARCHITECTURE.md')) ?? [];
  const rows = [...tables.matchAll(/^\| (`.*?) \| .+ \| .+ \|$/gm)].map(([, cell = '']) => cell);
  const named = rows.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
  expect(Object.keys(devDependencies).filter((name) => !named.includes(name))).toEqual([]);
  // Peers of the benchmark are installed by itself.
  expect(named.filter((name) => !(name in devDependencies))).toEqual(['yaml-language-server', 'f5-corkscrew']);
});

/** What people search the README for before they try the program. */
test('the README names every cmdlet that is read', () => {
  const [, list = ''] = /## What it reads\n([^]*?)\n## /.exec(read('README.md')) ?? [];
  const named = new Set([...list.matchAll(/`([A-Z]\w+-\w+)`/g)].map(([, name]) => name));
  expect(
    Object.values(CMDLETS)
      .map(({ name }) => name)
      .filter((name) => !named.has(name)),
  ).toEqual([]);
});

/** In italics ARCHITECTURE.md says which test polices a law. */
test('every law of ARCHITECTURE.md names tests that exist', () => {
  const named = [...read('ARCHITECTURE.md').matchAll(/`(test\/[\w./-]+)`/g)].map(([, name = '']) => name);
  expect(named.length).toBeGreaterThan(60);
  expect(named.filter((name) => !existsSync(join(ROOT, name)))).toEqual([]);
});
