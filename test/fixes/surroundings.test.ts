import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { RULES } from '../../server/src/rules/index.ts';
import { judged, safelyFixed } from '../support/fix-laws.ts';
import { parseFixture } from '../support/fixture.ts';
import { IS_NIGHTLY } from '../support/nightly.ts';
import { SURROUNDINGS, type Surroundings } from '../support/surroundings.ts';

const FOLDER = fileURLToPath(new URL('../../server/src/rules', import.meta.url));

/** Rules of which a fix was tried here. */
const tried = new Set<string>();

/** Ids of the rules that report with fixes, by their sources: in their own file, or in one beside it that reports for them. */
function rulesWithFixes(): string[] {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  const textOf = (path: string): string => readFileSync(join(FOLDER, path), 'utf8');
  const gives = (text: string): boolean => /\bfixes\b/.test(text);
  return files.flatMap((path) => {
    const text = textOf(path);
    const id = /\bid: '([a-z0-9-]+)'/.exec(text)?.[1];
    if (id === undefined || !text.includes('export default')) return [];
    const helpers = [...text.matchAll(/from '(\.\.?\/[^']+)'/g)].map(([, from = '']) => join(dirname(path), from)).filter((each) => files.includes(each));
    const reporting = helpers.map(textOf).filter((each) => !each.includes('export default') && /\breport\(/.test(each));
    return [text, ...reporting].some(gives) ? [id] : [];
  });
}

const withFixes = new Set(rulesWithFixes());

/** The ways that an example is tried in: all of them at night, else one after the other, another one for the next example. */
function ways(index: number): readonly Surroundings[] {
  const [asIs, ...others] = SURROUNDINGS;
  if (IS_NIGHTLY || !asIs) return SURROUNDINGS;
  const turned = [...others.slice(index % others.length), ...others.slice(0, index % others.length)];
  return [asIs, ...turned];
}

const examples = RULES.flatMap(({ id, examples: { bad } }) => bad.map((text, index) => ({ id, index, files: parseFixture(text).files })));

test.each(examples.map((example, position) => ({ ...example, position })))('$id, example $index, wherever it stands', ({ id, files, position }) => {
  let left = IS_NIGHTLY ? Number.POSITIVE_INFINITY : 1;
  for (const { name, of } of ways(position)) {
    // Where no fix can be offered, such as in a condition, nothing has been tried yet.
    const around = left > 0 || (withFixes.has(id) && !tried.has(id)) ? of(files) : undefined;
    // As it is says whether there is a fix at all; that one is tried by the rule's own tests.
    if (!around || (name === SURROUNDINGS[0]?.name && !IS_NIGHTLY)) continue;
    left--;
    for (const { fix, broken } of judged(around, ({ rule }) => rule.id === id)) {
      tried.add(id);
      expect(broken, `"${fix.fix.title}", ${name}, in\n${around.map(({ uri, text }) => `=== ${uri}\n${text}`).join('\n')}`).toEqual([]);
    }
    const fixed = safelyFixed(around);
    expect(fixed.broken, `all safe fixes, ${name}, in\n${around.map(({ text }) => text).join('\n')}`).toEqual([]);
  }
});

afterAll(() => {
  // Only a run of all examples can tell.
  if (tried.size > 100) expect([...withFixes].filter((id) => !tried.has(id))).toEqual([]);
});
