import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { EXPLAIN_RULE, SHOW_COMPARISON } from '../server/src/lsp/protocol.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as {
  contributes: { grammars: { path: string; scopeName: string; injectTo?: string[] }[]; commands: { command: string; category: string }[] };
};

interface Pattern {
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly while?: string;
  readonly include?: string;
  readonly patterns?: readonly Pattern[];
}

interface Grammar {
  readonly scopeName: string;
  readonly injectionSelector: string;
  readonly patterns: readonly Pattern[];
  readonly repository?: Readonly<Record<string, Pattern>>;
}

/** Those that colour a document in a string; languages of their own have tests in the notation of a grammar test runner (`grammars/`). */
const INJECTED = manifest.contributes.grammars.filter(({ injectTo }) => injectTo !== undefined);

const GRAMMARS = new Map(INJECTED.map(({ path, scopeName }) => [scopeName, JSON.parse(readFileSync(`${ROOT}${path}`, 'utf8')) as Grammar]));

function grammar(name: string): Grammar {
  return GRAMMARS.get(`aovpn.profilexml.${name}`) ?? expect.fail(`There is no grammar ${name}`);
}

describe.each(INJECTED)('$path', ({ scopeName, injectTo }) => {
  const { scopeName: own, injectionSelector, patterns, repository } = GRAMMARS.get(scopeName) ?? expect.fail('no such grammar');
  const within = (pattern: Pattern): Pattern[] => [pattern, ...(pattern.patterns ?? []).flatMap(within)];
  const all = [...patterns, ...Object.values(repository ?? {})].flatMap(within);

  test('has the name that the manifest gives it', () => expect(own).toBe(scopeName));
  test('has regular expressions', () => {
    for (const pattern of all)
      for (const source of [pattern.match, pattern.begin, pattern.end, pattern.while]) if (source !== undefined) expect(() => new RegExp(source)).not.toThrow();
  });
  test('refers to what is there', () => {
    for (const { include } of all) {
      const [scope = '', name = ''] = include?.split('#') ?? [];
      if (include?.startsWith('#')) expect(Object.keys(repository ?? {})).toContain(name);
      if (scope.startsWith('aovpn.')) expect(Object.keys(GRAMMARS.get(scope)?.repository ?? {})).toContain(name);
    }
  });
  // Else it would begin again at the same place, without end, and the rest of the line would have no colours.
  test('is not injected into itself, nor anywhere but into strings', () => {
    const names = patterns.map((pattern) => (pattern as { name?: string }).name);
    expect(injectTo).toEqual(['source.powershell']);
    expect(injectionSelector).toMatch(/^L:source\.powershell string\.quoted\./);
    for (const name of names) expect(injectionSelector).toContain(` - ${name ?? ''}`);
  });
});

describe('ProfileXML in a script', () => {
  const at = (source: string | undefined, line: string): number => new RegExp(source ?? '(?!)').exec(line)?.index ?? -1;

  describe.each([...GRAMMARS.values()].map(({ scopeName, patterns }) => [scopeName, patterns[0]] as const))('%s', (_, pattern) => {
    test.each([
      ['<VPNProfile>', 0],
      ['  <VPNProfile xmlns="a">', 2],
      ['<VPNProfile', 0],
      ['<VPNProfileName>', -1],
      ['VPNProfile', -1],
    ])('begins in %j at %i', (line, expected) => expect(at(pattern?.begin, line)).toBe(expected));
  });

  // What is asked at the start of each line ends it whatever is open in it, be it a tag or a comment.
  test.each([
    ['here-string', "'@", false],
    ['here-string', '’@', false],
    ['here-string', '"@', true],
    ['here-string', "  '@", true],
    ['here-string', '  <AlwaysOn', true],
    ['here-string.expandable', '"@', false],
    ['here-string.expandable', "'@", true],
  ])('in a %s, %j: goes on is %s', (name, line, goesOn) => expect(at(grammar(name).patterns[0]?.while, line) === 0).toBe(goesOn));

  test.each([
    ['string', "<VPNProfile>' -replace 'a'", 12],
    ['string', "<VPNProfile>'+$x", 12],
    ['string', "<VPNProfile a'", 13],
    ['string', "<VPNProfile><N>it''s</N>'", 24],
    ['string', "<N>''x'''", 6],
    ['string', '<N a="b">c</N>', -1],
    ['string', '<N>c</N>’', 8],
    ['string.expandable', '<VPNProfile>" + $x', 12],
    ['string.expandable', "<N>it's</N>", -1],
    ['string.expandable', '<N a=""b"">c</N>"', 16],
    ['string.expandable', '<N a=`"b`">c</N>"', 16],
  ])('in a %s ends in %j at %i', (name, line, expected) => expect(at(grammar(name).patterns[0]?.end, line)).toBe(expected));

  test('only what PowerShell expands is coloured as such', () => {
    const expands = ({ patterns }: Grammar): boolean => JSON.stringify(patterns).includes('source.powershell#');
    expect([...GRAMMARS.values()].filter(expands).map(({ scopeName }) => scopeName)).toEqual([
      'aovpn.profilexml.here-string.expandable',
      'aovpn.profilexml.string.expandable',
    ]);
  });

  // A tag or a comment with rules of its own would run over the end of a string that cuts it off.
  test('nothing in a string is open beyond its line', () => {
    const patterns = grammar('string').repository?.tags?.patterns ?? [];
    expect(patterns.filter(({ match }) => match === undefined)).toEqual([]);
    expect(patterns.map(({ match }) => at(match, '<!-- a --> <Servers b="c">&amp;</Servers>'))).toEqual([0, 11, 25, 20, 26]);
  });
});

test('every command that the manifest names has the prefix and the category, and is registered', () => {
  const folder = `${ROOT}client/src/`;
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(`${folder}${name}`, 'utf8'))
    .join('\n');
  const client = sources.replace('SHOW_COMPARISON, (', `'${SHOW_COMPARISON}', (`).replace('EXPLAIN_RULE, (', `'${EXPLAIN_RULE}', (`);
  for (const { command, category } of manifest.contributes.commands) {
    expect(command).toMatch(/^aovpn\./);
    expect(category).toBe('AOVPN');
    expect(client).toContain(`'${command}'`);
  }
});
