import { expect, test } from 'vitest';
import type { SourceFile } from '../../server/src/core/source-file.ts';
import { judged, safelyFixed } from '../support/fix-laws.ts';
import { ROOT } from '../support/fixture.ts';
import { IS_NIGHTLY } from '../support/nightly.ts';
import { planted, soundProfiles, soundScript, WRONG_BALANCERS, WRONG_PROFILES, WRONG_SCRIPTS } from '../support/planted.ts';
import { fc } from '../support/properties.ts';

const runs = (some: number): { numRuns: number } => ({ numRuns: IS_NIGHTLY ? some * 40 : some });

const LINE_ENDS = fc.constantFrom('\n', '\r\n');
const profiles = (): fc.Arbitrary<string> =>
  fc
    .record({ sound: fc.constantFrom(...soundProfiles()), wrong: fc.array(fc.constantFrom(...WRONG_PROFILES), { minLength: 1, maxLength: 4 }) })
    .map(({ sound, wrong }) => planted(sound, wrong));
const scripts = (): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(soundScript(), ...WRONG_SCRIPTS), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('\n'));
const balancers = fc.array(fc.constantFrom(...WRONG_BALANCERS), { minLength: 1, maxLength: 2 }).map(([first, ...others]) => {
  const { ending = '.conf', text = '' } = first ?? {};
  // Two of one make in a file share names here and there, as copies of a configuration do.
  return { ending, text: [text, ...others.filter((each) => each.ending === ending).map((each) => each.text)].join('\n') };
});

function expectLaws(files: readonly SourceFile[]): number {
  const verdicts = judged(files);
  const broken = verdicts.flatMap(({ finding, fix, broken: laws }) => laws.map((law) => `${finding.rule.id}, "${fix.fix.title}": ${law}`));
  expect([...broken, ...safelyFixed(files).broken]).toEqual([]);
  return verdicts.length;
}

const file = (path: string, text: string, eol: string): SourceFile => ({ uri: `${ROOT}/${path}`, text: text.replace(/\r?\n/g, eol) });

test('there is enough to plant', () => {
  expect(soundProfiles().length).toBeGreaterThan(3);
  expect([WRONG_PROFILES.length > 150, WRONG_SCRIPTS.length > 60, WRONG_BALANCERS.length > 60]).toEqual([true, true, true]);
});

test('defects planted in whole profiles', { timeout: 3_600_000 }, () => {
  fc.assert(
    fc.property(profiles(), LINE_ENDS, (text, eol) => void expectLaws([file('profile.xml', text, eol)])),
    runs(20),
  );
});

test('several scripts in one', { timeout: 3_600_000 }, () => {
  fc.assert(
    fc.property(scripts(), LINE_ENDS, (text, eol) => void expectLaws([file('server.ps1', text, eol)])),
    runs(15),
  );
});

test('several configurations of load balancers in one', { timeout: 3_600_000 }, () => {
  fc.assert(
    fc.property(balancers, LINE_ENDS, ({ ending, text }, eol) => void expectLaws([file(`lb${ending}`, text, eol)])),
    runs(8),
  );
});

test('a whole deployment with defects in each part', { timeout: 3_600_000 }, () => {
  fc.assert(
    fc.property(profiles(), profiles(), scripts(), balancers, LINE_ENDS, (user, device, script, balancer, eol) => {
      const parts = [file('client/user.xml', user, eol), file('client/device.xml', device, eol), file('server/rras.ps1', script, eol)];
      expectLaws([...parts, file(`server/lb${balancer.ending}`, balancer.text, eol)]);
    }),
    runs(6),
  );
});
