import { expect, test } from 'vitest';
import { IS_NIGHTLY } from '../support/nightly.ts';
import { fc } from '../support/properties.ts';
import { printedHistory, START_SETTINGS, starts, startSettings, timed } from '../support/random-session.ts';
import { Session, type Tally } from '../support/session-runner.ts';

/** Number of steps in all. */
const STEPS = Number(process.env.AOVPN_STEPS ?? (IS_NIGHTLY ? 10_000 : 150));
/** Steps of one history: long enough to get somewhere, short enough to be cut down to what matters. */
const LONGEST = 30;
/** So long a history that fails is cut down, in milliseconds. */
const CUTTING_DOWN = 60_000;

test(
  'an editor always holds what a server says that has just been started',
  async () => {
    const tally: Tally = { looks: 0, changed: 0, findings: 0, rules: new Set() };
    let patience = Infinity;
    const histories = fc.array(timed, { minLength: 1, maxLength: LONGEST, size: 'max' });
    const run = fc.asyncProperty(starts, startSettings, histories, fc.nat(1000), async (start, settings, history, speed) => {
      if (performance.now() > patience) return;
      await Session.run(start, settings, history, speed, tally).catch((error: unknown) => {
        patience = Math.min(patience, performance.now() + CUTTING_DOWN);
        throw error;
      });
    });
    const result = await fc.check(run, { numRuns: Math.ceil(STEPS / (LONGEST / 2)) });
    if (IS_NIGHTLY) console.log({ ...tally, rules: tally.rules.size });
    if (!result.failed) {
      // Steps that change nothing would test nothing.
      expect(tally.changed / tally.looks).toBeGreaterThan(0.3);
      return;
    }
    const [start = [], settings = START_SETTINGS, history = [], speed = 0] = result.counterexample ?? [];
    const error = result.errorInstance instanceof Error ? (result.errorInstance.stack ?? result.errorInstance.message) : String(result.errorInstance);
    const message = `AOVPN_SEED=${result.seed}, speed ${speed}, cut down in ${result.numShrinks} steps:\n${printedHistory(start, settings, history)}\n\n${error}`;
    // With what the comparison was about, so that the difference is shown.
    throw Object.assign(new Error(message), differenceIn(result.errorInstance));
  },
  Math.max(60_000, STEPS * 1000),
);

function differenceIn(error: unknown): object {
  return typeof error === 'object' && error !== null && 'actual' in error && 'expected' in error ? { actual: error.actual, expected: error.expected } : {};
}
