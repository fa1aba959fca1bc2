import Mocha from 'mocha';
import { canDrive, screenshot } from './host.ts';
import { allSaid, say } from './say.ts';

/**
 * Runs the tests inside the extension host. The editor takes a rejection for failure.
 * @param files the test files by name, to be loaded once Mocha's interface exists
 */
export async function run(files: Record<string, () => unknown>): Promise<void> {
  const failures = await runMocha(files).catch(async (error: unknown) => {
    say('%s', error instanceof Error ? error.stack : error);
    await allSaid();
    throw error;
  });
  await allSaid();
  if (failures > 0) throw new Error(`${failures} tests failed`);
}

async function runMocha(files: Record<string, () => unknown>): Promise<number> {
  // Assigned rather than configured: the reporters print through this.
  Mocha.reporters.Base.consoleLog = say;
  // The window is driven from outside, and on a busy machine it may miss a key. What fails twice is a defect.
  const mocha = new Mocha({
    retries: 1,
    ui: 'tdd',
    reporter: 'spec',
    timeout: 30_000,
    color: process.env.AOVPN_EDITOR_COLOR === '1',
    forbidOnly: process.env.CI !== undefined,
    rootHooks: { afterEach: pictureOfFailure },
    ...(process.env.AOVPN_EDITOR_GREP === undefined ? {} : { grep: process.env.AOVPN_EDITOR_GREP }),
  });
  for (const [file, load] of Object.entries(files)) {
    mocha.suite.emit('pre-require', globalThis, file, mocha);
    mocha.suite.emit('require', load(), file, mocha);
    mocha.suite.emit('post-require', globalThis, file, mocha);
  }
  return new Promise((resolve, reject) => {
    const runner = mocha.run(resolve);
    // A misspelt filter must not look like success.
    if (runner.total === 0) reject(new Error('no tests were found'));
  });
}

async function pictureOfFailure(this: Mocha.Context): Promise<void> {
  const test = this.currentTest;
  if (!canDrive || test?.state !== 'failed') return;
  await screenshot(`failed-${test.fullTitle().replace(/\W+/g, '-').replace(/^-|-$/g, '')}`.slice(0, 100));
}
