import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { ARTEFACTS } from '../server/src/artefacts/index.ts';
import * as markdown from '../server/src/features/markdown.ts';
import type { Confidence } from '../server/src/knowledge/confidence.ts';
import { UNKNOWNS } from '../server/src/knowledge/unknowns.ts';
import { RULES } from '../server/src/rules/index.ts';
import { lowerOf, type Severity } from '../server/src/rules/rule.ts';
import { readProject } from '../server/src/workspace/project-file.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const text = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

test('everything generated is up to date', { timeout: 60_000 }, async () => {
  const complaints = await promisify(execFile)(process.execPath, ['scripts/generate.mjs', '--check'], { cwd: ROOT }).then(
    () => '',
    (error: unknown) => (error instanceof Error && 'stderr' in error ? error.stderr : error),
  );
  expect(complaints).toBe('');
});

describe('rule pages', () => {
  const ids = RULES.map((rule) => rule.id);

  test('there is one for every rule and no other', () => {
    const pages = readdirSync(join(ROOT, 'docs/rules')).filter((name) => name !== 'README.md');
    expect(pages.sort()).toEqual(ids.map((id) => `${id}.md`).sort());
  });

  test.each(ids)('%s has the fixed headings, and no marks of the fixture language', (id) => {
    const page = text(`docs/rules/${id}.md`);
    const headings = [...page.replace(/^(`{3,})[\s\S]*?^\1$/gm, '').matchAll(/^##? (.*)$/gm)].map((match) => match[1]);
    const lowered = RULES.find((rule) => rule.id === id)?.lowered === undefined ? [] : ['When it is less severe'];
    expect(headings).toEqual([id, 'What it reports', 'Why it matters', 'Bad', 'Good', 'How to fix', ...lowered, 'When to switch it off', 'Suppress', 'Source']);
    expect(page).not.toMatch(/[⟦⟧]|^=== /m);
  });
});

describe('page of limits', () => {
  const page = text('docs/limits.md');
  const uncertain = RULES.filter(({ confidence }) => confidence === 'inferred' || confidence === 'recalled');

  test('has a row for every rule that is inferred or recalled, and no other', () => {
    const rows = [...page.matchAll(/^\| \[([\w-]+)\]\(rules\/\1\.md\) \| \w+ \| (\w+) \| (.*?) \| .+ \|$/gm)].map(([, id, confidence, restsOn]) => [
      id,
      confidence,
      restsOn,
    ]);
    expect(rows.length).toBeGreaterThan(20);
    expect(rows).toEqual(uncertain.map(({ id, confidence, restsOn }) => [id, confidence, restsOn]));
  });

  test('the pages of these rules lead to it, and no others do', () => {
    const leading = RULES.filter(({ id }) => text(`docs/rules/${id}.md`).includes('](../limits.md)')).map(({ id }) => id);
    expect(leading).toEqual(uncertain.map(({ id }) => id));
    expect(text('README.md')).toContain('](docs/limits.md)');
  });

  test('names rules that exist', () => {
    const known = new Set(RULES.map(({ id }) => id));
    expect(UNKNOWNS.flatMap(({ rules }) => rules).filter((id) => !known.has(id))).toEqual([]);
  });
});

describe('schema of aovpn.json', () => {
  const schema = JSON.parse(text('syntaxes/aovpn.schema.json')) as Schema;

  /** A value with every property that the schema knows. */
  const full = (node: Schema): unknown => {
    if (node.$ref !== undefined) return full(schema.definitions?.[node.$ref.replace('#/definitions/', '')] ?? {});
    if (node.anyOf) return full(node.anyOf[0] ?? {});
    // Names that the user chooses.
    if (node.additionalProperties) return { own: full(node.additionalProperties) };
    if (node.properties) return Object.fromEntries(Object.entries(node.properties).map(([name, each]) => [name, full(each)]));
    return node.items ? [full(node.items)] : (node.enum?.[0] ?? node.examples?.[0] ?? 'text');
  };

  test('knows exactly the properties that are read', () => {
    const problems = (value: unknown): readonly string[] =>
      readProject({ uri: 'file:///aovpn.json', text: JSON.stringify(value) }).errors.map((error) => error.message);
    expect(problems(full(schema))).toEqual([]);
    const listed = (message: string | undefined): string[] =>
      /It takes (.*)\.$/
        .exec(message ?? '')?.[1]
        ?.split(', ')
        .sort() ?? [];
    const names = (node: Schema | undefined): string[] =>
      Object.keys(node?.properties ?? {})
        .filter((name) => name !== '$schema')
        .sort();
    expect(names(schema)).toEqual(listed(problems({ unknown: 1 })[0]));
    expect(names(schema.properties?.deployments?.items)).toEqual(listed(problems({ deployments: [{ name: 'berlin', unknown: 1 }] })[0]));
    const own = schema.properties?.baselines?.additionalProperties;
    expect(names(own === false ? undefined : own)).toEqual(listed(problems({ baselines: { own: { unknown: 1 } } })[0]));
    const proposal = schema.properties?.deployments?.items?.properties?.serverPolicy?.items;
    expect(names(proposal)).toEqual(listed(problems({ deployments: [{ name: 'berlin', serverPolicy: [{ unknown: 1 }] }] })[0]));
    expect(names(schema.properties?.overrides?.items)).toEqual(listed(problems({ overrides: [{ unknown: 1 }] })[0]));
  });

  /** Every property with its path, those of rules and baselines left out. */
  const properties = (node: Schema, path: string): [string, Schema][] => [
    ...Object.entries(node.properties ?? {}).flatMap(([name, each]): [string, Schema][] => [[`${path}.${name}`, each], ...properties(each, `${path}.${name}`)]),
    ...(node.items ? properties(node.items, `${path}[]`) : []),
  ];

  test.each(properties(schema, ''))('%s is described, and what is offered for it is understood', (path, node) => {
    if (node.$ref === undefined) expect(node.description).toMatch(/\.$/);
    const wrap = (value: unknown): unknown => {
      const [, top = '', inner] = /^\.(\w+)(?:\[\]\.(\w+))?/.exec(path) ?? [];
      if (inner === undefined) return { [top]: value };
      return top === 'overrides' ? { overrides: [{ files: ['a'], rules: {}, [inner]: value }] } : { deployments: [{ name: 'x', [inner]: value }] };
    };
    if (/serverPolicy\[|\$schema/.test(path)) return;
    const offered = [...(node.examples ?? []), ...(node.defaultSnippets ?? []).map(({ body }) => filled(body))];
    for (const value of offered) expect(readProject({ uri: 'file:///aovpn.json', text: JSON.stringify(wrap(value)) }).errors).toEqual([]);
  });

  test('what is offered for an entry of deployments is understood', () => {
    const bodies = schema.properties?.deployments?.items?.defaultSnippets ?? [];
    expect(bodies).not.toEqual([]);
    for (const { body } of bodies) expect(readProject({ uri: 'file:///aovpn.json', text: JSON.stringify({ deployments: [filled(body)] }) }).errors).toEqual([]);
  });

  test('knows every rule', () => expect(Object.keys(schema.definitions?.rules?.properties ?? {})).toEqual(RULES.map((rule) => rule.id)));
});

describe('README tables', () => {
  const folders: string[] = [];
  afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

  const generated = async (content?: string): Promise<{ text: string | undefined; complaints: string[] }> => {
    const module = new URL('../scripts/generate/products.mjs', import.meta.url).href;
    const { readme } = (await import(module)) as { readme: (root: string, product: object, complain: (complaint: string) => void) => string | undefined };
    const folder = mkdtempSync(join(tmpdir(), 'aovpn-readme-'));
    folders.push(folder);
    if (content !== undefined) writeFileSync(join(folder, 'README.md'), content);
    const complaints: string[] = [];
    return { text: readme(folder, { RULES, ARTEFACTS, markdown }, (complaint) => complaints.push(complaint)), complaints };
  };

  test('stand between their markers, and a second run changes nothing', async () => {
    const before = '# Title\n<!-- rules:start --><!-- rules:end -->\nbetween\n<!-- artefacts:start -->\nstale text\n<!-- artefacts:end -->\nafter\n';
    const once = await generated(before);
    expect(once.text).toMatch(
      /^# Title\n<!-- rules:start -->\n\n\| rule .*<!-- rules:end -->\nbetween\n<!-- artefacts:start -->\n\n\| what .*<!-- artefacts:end -->\nafter\n$/s,
    );
    expect(once.text).not.toContain('stale text');
    expect(await generated(once.text)).toEqual(once);
  });

  test('without its markers the file is a defect, and no file is none', async () => {
    expect(await generated()).toEqual({ text: undefined, complaints: [] });
    expect(await generated('# Title\n')).toEqual({
      text: '# Title\n',
      complaints: [expect.stringContaining('rules:start'), expect.stringContaining('artefacts:start')],
    });
  });
});

const CATALOGUE = fileURLToPath(new URL('../../shared/facts/rules.json', import.meta.url));

// Skipped where the catalogue of facts, which is no part of this repository, does not lie beside it.
describe.skipIf(!existsSync(CATALOGUE))('rules against the catalogue of facts', () => {
  interface Row {
    readonly id: string;
    readonly severity: Severity;
    readonly confidence: Confidence;
  }
  const rows = existsSync(CATALOGUE) ? (JSON.parse(readFileSync(CATALOGUE, 'utf8')) as Row[]) : [];

  /** Rules that the product needs for itself. */
  const OWN =
    'config-broken config-glob-side config-name-twice suppression-unused suppression-unknown config-unknown-rule config-glob-empty config-servers-differ pairing-ambiguous policy-baseline policy-server-drift lb-syntax lb-citrix-cve-2019-19781 device-crl-unchecked device-only ikev2-frag-old-clients reg-contradictory reg-deleted reg-key-emptied reg-syntax secret-in-file text-invisible-character text-too-deep internal'.split(
      ' ',
    );
  /** Rules whose source was looked up again since the catalogue was made, with what was found. */
  const REVISED: Readonly<Record<string, { readonly confidence: Confidence; readonly reason: string }>> = {
    'protocol-legacy': { confidence: 'documented', reason: 'Microsoft announced the deprecation of PPTP and L2TP in October 2024.' },
    'eap-cahash-format': {
      confidence: 'observed',
      reason: "DPC asks for the issuing authority, Microsoft's schema reference for the root, its sample for any authority of the chain.",
    },
    'eap-eku-undefined': { confidence: 'documented', reason: 'Microsoft\'s page "EAP configuration" says that each name must be defined.' },
    'crypto-broken': { confidence: 'documented', reason: 'RFC 8247 and RFC 8221 were read: DES, MD5 and group 1 are MUST NOT.' },
    'crypto-no-esp-auth': { confidence: 'documented', reason: 'RFC 8221, section 6, was read: encryption without authentication MUST NOT be used.' },
    'edp-legacy': { confidence: 'documented', reason: "Microsoft's page on the EnterpriseDataProtection CSP says since July 2022 that WIP is deprecated." },
  };

  /** Rules of two levels, whose row names the other one in its condition. */
  const TWO_LEVELS: Readonly<Record<string, Severity>> = { 'lb-f5-timeout': 'error', 'xml-order': 'information' };

  test.each(RULES.map((rule) => [rule.id, rule] as const))('%s is in it, no more severe and no surer', (id, rule) => {
    const row = rows.find((each) => each.id === id);
    if (!row) {
      expect(OWN).toContain(id);
      return;
    }
    expect(lowerOf(rule.severity, TWO_LEVELS[id] ?? row.severity)).toBe(rule.severity);
    expect(rule.confidence).toBe(REVISED[id]?.confidence ?? row.confidence);
  });
});

interface Schema {
  readonly anyOf?: readonly Schema[];
  readonly additionalProperties?: Schema | false;
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly enum?: readonly string[];
  readonly examples?: readonly unknown[];
  readonly description?: string;
  readonly defaultSnippets?: readonly { readonly body: unknown }[];
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** The text of a snippet without its places: the first choice, the word that stands there. */
function filled(body: unknown): unknown {
  const plain = JSON.stringify(body).replace(
    /\$\{\d+\|([^,|]+)[^}]*\}|\$\{\d+:([^}]*)\}|\$\d+/g,
    (_, choice?: string, word?: string) => choice ?? word ?? 'text',
  );
  return JSON.parse(plain) as unknown;
}
