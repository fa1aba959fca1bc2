/**
 * Mutation tests of the rules and artefacts; `scripts/mutation.mjs` says which files and reads the report.
 * No mutation is left out by its kind, texts of messages neither: pages of rules have each of them word for word, and a test compares.
 */
const mutated = process.env.AOVPN_MUTATED ?? 'all';

export default {
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.ts', related: false },
  // See host/grammar.ts: workers that have parsed PowerShell would take many seconds to end, once for each mutant.
  testRunnerNodeArgs: ['--liftoff-only'],
  coverageAnalysis: 'perTest',
  // What runs when a module is loaded, tables and the examples of rules above all, is in place before a test begins: each such mutant would take all of the tests.
  ignoreStatic: true,
  mutate: ['server/src/{rules,artefacts}/**/*.ts', '!server/src/{rules,artefacts}/index.ts'],
  ignorePatterns: ['/.stryker-tmp', '/.vscode-test', '/coverage', '/dist', '/reports', '/test/editor'],
  // An endless loop is known by its count. The time is for a busy machine, which must not pass for a kill.
  timeoutMS: 30_000,
  timeoutFactor: 4,
  // Nothing looks at types here.
  disableTypeChecks: false,
  dryRunTimeoutMinutes: 30,
  thresholds: { high: 90, low: 80, break: 80 },
  reporters: ['progress-append-only', 'json', 'html'],
  jsonReporter: { fileName: `reports/mutation/${mutated}.json` },
  htmlReporter: { fileName: `reports/mutation/${mutated}.html` },
  // Each folder has a place of its own, so that two may run at once.
  tempDirName: `.stryker-tmp/${mutated}`,
  allowConsoleColors: false,
};
