import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as {
  contributes: { grammars: { path: string; scopeName: string; injectTo?: string[] }[]; commands: { command: string; category: string }[] };
};

interface Pattern {
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly include?: string;
  readonly patterns?: readonly Pattern[];
}

describe.each(manifest.contributes.grammars)('$path', ({ path, scopeName }) => {
  const grammar = JSON.parse(readFileSync(`${ROOT}${path}`, 'utf8')) as Pattern & { scopeName: string; repository?: Record<string, Pattern> };
  const all = (pattern: Pattern): Pattern[] => [pattern, ...(pattern.patterns ?? []).flatMap(all)];
  const patterns = [grammar, ...Object.values(grammar.repository ?? {})].flatMap(all);

  test('has the name that the manifest gives it', () => expect(grammar.scopeName).toBe(scopeName));
  test('has regular expressions', () => {
    for (const { match, begin, end } of patterns)
      for (const source of [match, begin, end]) if (source !== undefined) expect(() => new RegExp(source)).not.toThrow();
  });
  test('refers to what is there', () => {
    for (const { include } of patterns) if (include?.startsWith('#')) expect(Object.keys(grammar.repository ?? {})).toContain(include.slice(1));
  });
});

describe('ProfileXML in a script', () => {
  const { repository } = JSON.parse(readFileSync(`${ROOT}syntaxes/profilexml-injection.json`, 'utf8')) as { repository: Record<string, Pattern> };
  const matches = (source: string | undefined, line: string): number => new RegExp(source ?? '(?!)').exec(line)?.index ?? -1;

  test.each([
    ['<VPNProfile>', 0],
    ['  <VPNProfile xmlns="a">', 2],
    ['<VPNProfile', 0],
    ['<VPNProfileName>', -1],
    ['VPNProfile', -1],
  ])('begins in %j at %i', (line, at) => expect(matches(repository.profile?.begin, line)).toBe(at));

  test.each([
    ['</VPNProfile>', 13],
    ["'@", 0],
    ['"@', 0],
    ["<VPNProfile>' -replace 'a'", 12],
    ["<VPNProfile>') {", 12],
    ["<VPNProfile>'", 12],
    ['  <AlwaysOn>true</AlwaysOn>', -1],
    ["<Servers>it's</Servers>", -1],
  ])('ends in %j at %i', (line, at) => expect(matches(repository.profile?.end, line)).toBe(at));

  test.each([
    ['<a>$Servers</a>', 3],
    ['<a>${env:NAME}</a>', 3],
    ['<a>$script:x</a>', 3],
    ['<a>5 $</a>', -1],
  ])('has a variable in %j at %i', (line, at) => expect(matches(repository.variable?.match, line)).toBe(at));
});

test('every command that the manifest names has the prefix and the category, and is registered', () => {
  expect(existsSync(`${ROOT}client/src/profile-commands.ts`)).toBe(true);
  const client = ['extension', 'profile-commands'].map((name) => readFileSync(`${ROOT}client/src/${name}.ts`, 'utf8')).join('\n');
  for (const { command, category } of manifest.contributes.commands) {
    expect(command).toMatch(/^aovpn\./);
    expect(category).toBe('AOVPN');
    expect(client).toContain(`'${command}'`);
  }
});
