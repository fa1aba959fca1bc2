import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

/** The unit tests that make random choices, which every night are others. */
const RANDOM = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .map((name) => `test/${name.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.test.ts') && readFileSync(path, 'utf8').includes('/support/properties.ts'));

/** Unit tests run on the sources. Protocol tests drive the built bundles; the editor suite runs inside VS Code, not here. */
export default defineConfig({
  test: {
    // See host/grammar.ts: workers that have parsed PowerShell would take seconds to end.
    execArgv: ['--liftoff-only'],
    // `npm run coverage`: of the unit tests alone, since the others run bundles. The two entries start programs and do nothing else.
    coverage: {
      provider: 'v8',
      include: ['server/src/**/*.ts'],
      exclude: ['server/src/cli/main.ts', 'server/src/lsp/main.ts'],
      reporter: ['text', 'json', 'json-summary'],
      thresholds: { lines: 95 },
    },
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
      // The proof of fixes with all of its surroundings and random documents, the fuzz tests with a million inputs for each reader, deep nesting in every notation, and what else is
      // random. AOVPN_FUZZ says how many inputs, AOVPN_SEED which.
      {
        test: {
          name: 'nightly',
          testTimeout: 10 * 3_600_000,
          include: ['test/fixes/**/*.test.ts', 'test/fuzz/**/*.test.ts', 'test/protocol/nesting.test.ts', ...RANDOM],
          setupFiles: ['test/support/setup.ts'],
          env: { AOVPN_NIGHTLY: '1', AOVPN_FUZZ: process.env.AOVPN_FUZZ ?? '1000000' },
        },
      },
      { test: { name: 'other-editors', include: ['test/other-editors/**/*.test.ts'], testTimeout: 110_000 } },
      // One window after the other: a browser and an editor are much for one machine.
      { test: { name: 'windows', include: ['test/editor/windows/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 30_000, retry: 1, fileParallelism: false } },
      { test: { name: 'protocol', include: ['test/protocol/**/*.test.ts'], testTimeout: 30_000 } },
    ],
  },
});
