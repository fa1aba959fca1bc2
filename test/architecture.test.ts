import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Which layers a layer may import besides itself. The laws are those of ARCHITECTURE.md. */
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  core: [],
  knowledge: ['core'],
  model: ['core', 'knowledge'],
  syntax: ['core', 'knowledge', 'model'],
  artefacts: ['core', 'knowledge', 'model', 'syntax'],
  rules: ['core', 'knowledge', 'model'],
  workspace: ['core', 'knowledge', 'model', 'artefacts', 'rules'],
  l10n: [],
  features: ['core', 'knowledge', 'model', 'artefacts', 'rules', 'workspace', 'l10n'],
  host: ['core', 'model', 'syntax', 'workspace'],
  lsp: ['core', 'knowledge', 'artefacts', 'rules', 'workspace', 'l10n', 'features', 'host'],
  cli: ['core', 'knowledge', 'model', 'artefacts', 'rules', 'workspace', 'features', 'host', 'lsp'],
};

interface Import {
  readonly file: string;
  readonly target: string;
  /** Types are gone when the program runs, so they make no cycle. */
  readonly typeOnly: boolean;
}

const imports = [...sources('server/src'), ...sources('client/src')].flatMap((file): Import[] => {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(/(?:^|\n)(?:import|export)[^'"]*?from\s+'([^']+)'|import\('([^']+)'\)|(?:^|\n)import '([^']+)'/g)].map((match) => ({
    file,
    target: match[1] ?? match[2] ?? match[3] ?? '',
    typeOnly: /^\s*import type/.test(match[0]),
  }));
});

const layerOf = (path: string): string => /^server\/src\/([^/]+)/.exec(path)?.[1] ?? 'client';
const resolved = ({ file, target }: Import): string => relative(ROOT, join(ROOT, dirname(file), target));
const shown = (list: readonly Import[]): string[] => list.map(({ file, target }) => `${file} imports ${target}`);

describe('imports', () => {
  test('are found at all', () => expect(imports.length).toBeGreaterThan(100));

  test('follow the layers', () => {
    const wrong = imports.filter((each) => {
      if (!each.target.startsWith('.') || layerOf(each.file) === 'client') return false;
      const from = layerOf(each.file);
      const to = layerOf(resolved(each));
      return from !== to && !(LAYERS[from]?.includes(to) ?? false);
    });
    expect(shown(wrong)).toEqual([]);
  });

  test('name a layer that the laws know', () => {
    expect([...new Set(sources('server/src').map(layerOf))].filter((layer) => !Object.hasOwn(LAYERS, layer))).toEqual([]);
  });

  test.each([
    ['vscode-languageserver', ['lsp']],
    ['node:', ['host', 'lsp', 'cli']],
    ['vscode-languageclient', ['client']],
    ['vscode', ['client']],
    ['fast-xml-parser', ['syntax']],
    ['web-tree-sitter', ['syntax']],
  ] as const)('%s is known to %j only', (name, allowed) => {
    const uses = (target: string): boolean =>
      target === name || target.startsWith(name.endsWith(':') ? name : `${name}/`) || (name === 'vscode-languageserver' && target.startsWith(name));
    expect(shown(imports.filter(({ file, target }) => uses(target) && !(allowed as readonly string[]).includes(layerOf(file))))).toEqual([]);
  });

  test('of the client from the server are the names that both share', () => {
    const crossing = imports.filter((each) => layerOf(each.file) === 'client' && resolved(each).startsWith('server/'));
    expect([...new Set(crossing.map(resolved))]).toEqual(['server/src/lsp/protocol.ts']);
  });

  test('have no cycles between files', () => {
    const graph = new Map<string, string[]>();
    for (const each of imports) if (each.target.startsWith('.') && !each.typeOnly) graph.set(each.file, [...(graph.get(each.file) ?? []), resolved(each)]);
    expect(cycles(graph)).toEqual([]);
  });
});

test('the editor tasks and launch configurations name files that are there', () => {
  const launch = readFileSync(join(ROOT, '.vscode/launch.json'), 'utf8');
  const paths = [...launch.matchAll(/\$\{workspaceFolder\}\/([\w./-]+)/g)].map((match) => match[1] ?? '').filter((path) => !path.startsWith('dist'));
  expect(paths.length).toBeGreaterThan(0);
  for (const path of paths) expect(() => readdirOrRead(path), path).not.toThrow();
});

function readdirOrRead(path: string): void {
  try {
    readdirSync(join(ROOT, path));
  } catch {
    readFileSync(join(ROOT, path));
  }
}

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

function cycles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) found.push([...path.slice(path.indexOf(file)), file].join(' → '));
    if (path.includes(file) || done.has(file)) return;
    for (const target of graph.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
}
