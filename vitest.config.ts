import { defineConfig } from 'vitest/config';

/** Unit tests run on the sources. Protocol tests drive the built bundles; the editor suite runs inside VS Code, not here. */
export default defineConfig({
  test: {
    // See host/grammar.ts: workers that have parsed PowerShell would take seconds to end.
    execArgv: ['--liftoff-only'],
    projects: [
      {
        test: {
          name: 'unit',
          // A limit for what never ends; a busy machine takes its time.
          testTimeout: 60_000,
          include: ['test/**/*.test.ts'],
          exclude: ['test/editor/**', 'test/protocol/**', 'test/other-editors/**', 'node_modules/**'],
          setupFiles: ['test/support/setup.ts'],
        },
      },
      // The unit tests of prefixes and of fixes in published profiles, with every one of them.
      {
        test: {
          name: 'prefixes',
          testTimeout: 120_000,
          include: ['test/workspace/prefixes.test.ts', 'test/rules/fixes-everywhere.test.ts'],
          setupFiles: ['test/support/setup.ts'],
          env: { AOVPN_EVERY_PREFIX: '1' },
        },
      },
      // The fuzz tests of the unit tests, with a million inputs for each reader. AOVPN_FUZZ says how many others, AOVPN_SEED which.
      {
        test: {
          name: 'nightly',
          testTimeout: 10 * 3600 * 1000,
          include: ['test/fuzz/**/*.test.ts'],
          setupFiles: ['test/support/setup.ts'],
          env: { AOVPN_FUZZ: process.env.AOVPN_FUZZ ?? '1000000' },
        },
      },
      { test: { name: 'other-editors', include: ['test/other-editors/**/*.test.ts'], testTimeout: 110_000 } },
      { test: { name: 'protocol', include: ['test/protocol/**/*.test.ts'], testTimeout: 30_000 } },
    ],
  },
});
