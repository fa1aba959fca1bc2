import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { applyEdits, type Edit } from '../../server/src/core/edit.ts';
import { fixAll } from '../../server/src/features/code-actions.ts';
import { plainText, SNIPPETS } from '../../server/src/knowledge/snippets.ts';
import { RULES } from '../../server/src/rules/index.ts';
import type { Finding } from '../../server/src/workspace/settle.ts';
import type { WritableFix } from '../../server/src/workspace/remedies.ts';
import type { Workspace } from '../../server/src/workspace/workspace.ts';
import { wideEdits } from '../support/edits.ts';
import { parseFixture, ROOT, workspaceOf } from '../support/fixture.ts';
import { HOSTS } from '../support/hosts.ts';
import { meaningOf } from '../support/meaning.ts';
import { fc } from '../support/properties.ts';
import { WRONG } from '../support/wrong-profile.ts';

const SAMPLE = fileURLToPath(new URL('../../samples/contoso/client/profile-user.xml', import.meta.url));
const CORPUS = fileURLToPath(new URL('../../../shared/corpus/dev/A', import.meta.url));
const URI = `${ROOT}/profile.xml`;

/** Published profiles say much the same: a fix is tried in so many of them, and in all of them by `npm run test:prefixes`. */
const ENOUGH = process.env.AOVPN_EVERY_PREFIX === undefined ? 3 : Number.POSITIVE_INFINITY;

/** After so many rounds nothing safe is left to fix. */
const ROUNDS = 3;

/** Rules whose fix lets Windows, and so the other rules, read what could not be read before. It may turn out to be wrong. */
const REVEALING = new Set(['xml-not-wellformed', 'xml-element-case', 'xml-unknown-element', 'xml-wrong-parent', 'xml-csp-name']);

/** The ways in which people lay out a document. */
const LAYOUTS: readonly { readonly name: string; readonly of: (text: string) => string }[] = [
  { name: 'LF', of: (text) => text.replaceAll('\r\n', '\n') },
  {
    name: 'CR LF, tabs, a comment before each element',
    of: (text) =>
      text
        .replaceAll('\r\n', '\n')
        .replace(/^( {2})+/gm, (indent) => '\t'.repeat(indent.length / 2))
        .replace(/>(\n[ \t]*)</g, (_, gap: string, at: number) => `>${gap}<!-- ${at} -->${gap}<`)
        .replaceAll('\n', '\r\n'),
  },
  { name: 'one line', of: (text) => text.replace(/>\s+</g, '><') },
  { name: 'one line with comments', of: (text) => text.replace(/>\s+</g, (_, at: number) => `><!-- ${at} --><`) },
  { name: 'comments at the ends of lines', of: (text) => text.replaceAll('\r\n', '\n').replace(/>\n/g, (_, at: number) => `> <!-- ${at} -->\n`) },
];

const workspaceWith = (text: string, uri = URI): Workspace => workspaceOf({ files: [{ uri, text }] });
const ofRule = (findings: readonly Finding[], id: string): Finding[] => findings.filter(({ rule }) => rule.id === id);
const errors = (findings: readonly Finding[], id: string): number => ofRule(findings, id).filter(({ severity }) => severity === 'error').length;
const problems = (workspace: Workspace): number => workspace.analysisOf(URI)?.reading.facts.problems.length ?? 0;

/** Each fix of each finding of a document, once, keeps its promise. */
function expectTrueFixes(text: string, isWanted: (finding: Finding, fix: WritableFix) => boolean = () => true): number {
  const workspace = workspaceWith(text);
  const before = workspace.findings(URI);
  let count = 0;
  for (const finding of before) {
    for (const fix of workspace.fixesOf(finding).filter((each) => isWanted(finding, each))) {
      count++;
      expect(brokenPromises(text, workspace, before, finding, fix), `${finding.rule.id}, "${fix.fix.title}", in\n${text}`).toEqual([]);
    }
  }
  return count;
}

function brokenPromises(text: string, workspace: Workspace, before: readonly Finding[], finding: Finding, { edits }: WritableFix): string[] {
  const { id } = finding.rule;
  const after = applyEdits(text, edits);
  const fixed = workspaceWith(after);
  const left = fixed.findings(URI);
  const fresh = [...new Set(left.map(({ rule }) => rule.id))].filter((each) => errors(left, each) > errors(before, each));
  return [
    ...(problems(fixed) > problems(workspace) ? ['the XML is worse than before'] : []),
    ...(isGone(finding, ofRule(before, id), ofRule(left, id)) ? [] : ['the finding is still there']),
    ...(REVEALING.has(id) ? [] : fresh.map((each) => `a new error ${each}`)),
    ...lostComments(text, after, edits).map((comment) => `the comment ${comment} is gone`),
    ...(isUniform(text) && !isUniform(after) ? ['lines end in two ways'] : []),
    ...wideEdits(edits).map((edit) => `the edit rewrites what stays: ${edit}`),
  ];
}

/** Whether there are fewer of its rule, or another one has come forward: some rules report the first of several. */
function isGone({ at, message }: Finding, before: readonly Finding[], left: readonly Finding[]): boolean {
  return left.length < before.length || (left.length === before.length && !left.some((each) => each.at.key === at.key && each.message === message));
}

/** The comments that are missing, but for those in an element that was deleted. */
function lostComments(text: string, after: string, edits: readonly Edit[]): string[] {
  const deleted = edits.filter(({ newText }) => newText === '').flatMap(({ span }) => commentsIn(text.slice(span.start, span.end)));
  const kept = [...deleted, ...commentsIn(after)];
  return commentsIn(text).filter((comment) => {
    const index = kept.indexOf(comment);
    if (index >= 0) kept.splice(index, 1);
    return index < 0;
  });
}

function commentsIn(text: string): string[] {
  return text.match(/<!--[^]*?-->/g) ?? [];
}

/** Whether all lines end in the same way. */
function isUniform(text: string): boolean {
  return new Set(text.match(/\r\n|\r|\n/g)).size < 2;
}

/** The text after all safe fixes, and how often it took to apply them. */
function allFixed(text: string, uri: string): { text: string; rounds: number } {
  let now = text;
  for (let rounds = 0; ; rounds++) {
    const edits = fixAll(workspaceWith(now, uri), uri);
    if (edits.length === 0 || rounds > ROUNDS) return { text: now, rounds };
    now = applyEdits(now, edits);
  }
}

function expectSafeFixesToBeSafe(text: string): void {
  const fixed = allFixed(text, URI);
  expect(fixed.rounds, text).toBeLessThanOrEqual(ROUNDS);
  expect(meaningOf(workspaceWith(fixed.text), URI), text).toEqual(meaningOf(workspaceWith(text), URI));
}

const snippets = SNIPPETS.filter(({ body }) => body.join('\n').includes('<VPNProfile>')).map((snippet) => plainText(snippet));
const examples = RULES.flatMap(({ examples: { bad, good } }) => [...bad, ...good])
  .map((example) => parseFixture(example).files)
  .flatMap(([file, ...more]) => (file && more.length === 0 && /<VPNProfile\b/.test(file.text) && file.uri.endsWith('.xml') ? [file.text] : []));

describe.each(LAYOUTS.map((layout, index) => ({ ...layout, index })))('$name', ({ of, index }) => {
  // Every example in one of the layouts, the next one in the next.
  const texts = [WRONG, readFileSync(SAMPLE, 'utf8'), ...snippets, ...examples.filter((_, each) => each % LAYOUTS.length === index)].map(of);

  test('each fix removes its finding, brings no error, and leaves the rest alone', { timeout: 60_000 }, () => {
    expect(texts.reduce((sum, text) => sum + expectTrueFixes(text), 0)).toBeGreaterThan(100);
  });

  test('all safe fixes are made after three rounds and change no meaning', { timeout: 60_000 }, () => {
    for (const text of texts) expectSafeFixesToBeSafe(text);
  });
});

test('the same holds for any mistakes in any order', { timeout: 60_000 }, () => {
  const [first = '', ...rest] = WRONG.replace(/<\/VPNProfile>\s*$/, '').split(/^(?= {2}<\w)/m);
  const mistakes = fc.shuffledSubarray(rest, { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(mistakes, fc.constantFrom(...LAYOUTS), (parts, { of }) => {
      const text = of(`${first}${parts.join('')}</VPNProfile>\n`);
      expectTrueFixes(text);
      expectSafeFixesToBeSafe(text);
    }),
    { numRuns: 15 * Math.min(ENOUGH, 20) },
  );
});

describe.skipIf(!existsSync(CORPUS))('in published profiles (../shared/corpus, where it lies beside the project)', () => {
  const profiles = existsSync(CORPUS) ? readdirSync(CORPUS).map((name) => readFileSync(join(CORPUS, name), 'utf8')) : [];
  const texts = profiles.map((text, index) => LAYOUTS[index % LAYOUTS.length]?.of(text) ?? text);

  test('each fix keeps its promise', { timeout: 300_000 }, () => {
    const tried = new Map<string, number>();
    for (const text of texts)
      expectTrueFixes(text, ({ rule }, { fix }) => {
        const name = `${rule.id} ${fix.title}`;
        tried.set(name, (tried.get(name) ?? 0) + 1);
        return (tried.get(name) ?? 0) <= ENOUGH;
      });
    expect(tried.size).toBeGreaterThan(10);
  });

  test('the safe ones change no meaning', { timeout: 300_000 }, () => {
    for (const text of texts.slice(0, ENOUGH * 5)) expectSafeFixesToBeSafe(text);
  });
});

describe.each(HOSTS)('in a $name', ({ path, wrap }) => {
  const uri = `${ROOT}/${path}`;
  const ABOUT_HOST = new Set(['xml-escaped-form', 'device-user-tree']);

  test.each(LAYOUTS.slice(0, 2))('each fix does what it does to the profile alone: $name', ({ of }) => {
    const text = of(WRONG);
    const [plain, inside] = [workspaceWith(text), workspaceWith(wrap(text), uri)];
    const results = (workspace: Workspace, file: string, source: string): string[] =>
      workspace
        .findings(file)
        .filter(({ rule }) => !ABOUT_HOST.has(rule.id))
        .flatMap((finding) => workspace.fixesOf(finding).map(({ fix, edits }) => `${finding.rule.id} ${fix.title}\n${applyEdits(source, edits)}`));
    const wanted = results(plain, URI, text).map((each) => each.replace(/\n[^]*$/, (after) => `\n${wrap(after.slice(1))}`));
    expect(results(inside, uri, wrap(text)).sort()).toEqual(wanted.sort());
  });

  test('all safe fixes are made after three rounds', () => {
    const fixed = allFixed(wrap(WRONG), uri);
    expect(fixed.rounds).toBeLessThanOrEqual(ROUNDS);
    expect(fixed.text).toBe(wrap(allFixed(WRONG, URI).text));
  });
});
