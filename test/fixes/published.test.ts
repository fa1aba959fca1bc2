import { describe, expect, test } from 'vitest';
import { HAS_CORPUS, publishedFiles } from '../support/corpus.ts';
import { judged, safelyFixed } from '../support/fix-laws.ts';
import { ROOT } from '../support/fixture.ts';
import { IS_NIGHTLY } from '../support/nightly.ts';
import { planted, soundProfiles, WRONG_PROFILES } from '../support/planted.ts';
import { fc } from '../support/properties.ts';

/** Published profiles say much the same: a fix is tried in so many of them, and in all of them at night. */
const ENOUGH = IS_NIGHTLY ? Number.POSITIVE_INFINITY : 2;

describe.skipIf(!HAS_CORPUS)('published files (../shared/corpus, where it lies beside the project)', () => {
  const files = publishedFiles();

  test('there are some', () => expect(files.length).toBeGreaterThan(100));

  test('each fix keeps all laws', { timeout: 3_600_000 }, () => {
    const tried = new Map<string, number>();
    for (const file of files) {
      const verdicts = judged([file], ({ rule }, { fix }) => {
        const name = `${rule.id} ${fix.title}`;
        tried.set(name, (tried.get(name) ?? 0) + 1);
        return (tried.get(name) ?? 0) <= ENOUGH;
      });
      for (const { finding, fix, broken } of verdicts) expect(broken, `${finding.rule.id}, "${fix.fix.title}", in ${file.uri}`).toEqual([]);
    }
    expect(tried.size).toBeGreaterThan(20);
  });

  test('all safe fixes are made after three rounds', { timeout: 3_600_000 }, () => {
    for (const file of IS_NIGHTLY ? files : files.filter((_, index) => index % 8 === 0)) expect(safelyFixed([file]).broken, file.uri).toEqual([]);
  });

  test('with defects planted in them as well', { timeout: 3_600_000 }, () => {
    // What cannot be taken apart is not planted into: comments in front of a root.
    const profiles = files.filter(({ text }) => /^\s*<VPNProfile>/.test(text) && planted(text, []).length > 100);
    expect(profiles.length + soundProfiles().length).toBeGreaterThan(30);
    fc.assert(
      fc.property(fc.constantFrom(...profiles), fc.array(fc.constantFrom(...WRONG_PROFILES), { minLength: 1, maxLength: 3 }), ({ text }, wrong) => {
        const file = { uri: `${ROOT}/profile.xml`, text: planted(text, wrong) };
        const broken = judged([file]).flatMap(({ finding, fix, broken: laws }) => laws.map((law) => `${finding.rule.id}, "${fix.fix.title}": ${law}`));
        expect([...broken, ...safelyFixed([file]).broken]).toEqual([]);
      }),
      { numRuns: IS_NIGHTLY ? 400 : 10 },
    );
  });
});
