import { defineConfig } from 'vitest/config';

/**
 * What the mutants of each folder have to pass first, the unit tests that are about it; those that are left have to pass all that are about files. A mutant runs those
 * of them that reach it, so what reaches everything and takes long, such as random documents, stays out.
 */
const TESTS: Readonly<Record<string, readonly string[]>> = {
  rules: ['test/rules/**/*.test.ts', 'test/load-balancer/*.test.ts', 'test/cli/explain-rule.test.ts', 'test/workspace/fixes.test.ts'],
  artefacts: [
    'test/artefacts/**/*.test.ts',
    'test/load-balancer/*.test.ts',
    'test/registry/*.test.ts',
    'test/features/**/*.test.ts',
    'test/workspace/server-names.test.ts',
  ],
  all: [
    'test/{artefacts,certificates,diagnose,features,load-balancer,model,registry,rules,workspace}/**/*.test.ts',
    'test/cli/{convert,explain-rule,fix}.test.ts',
    'test/samples.test.ts',
  ],
};
const LONG = [
  'test/rules/{fixes-everywhere,eap-prefixes,xml-structure}.test.ts',
  'test/artefacts/embedded-properties.test.ts',
  'test/workspace/{at-rest,incremental,many,prefixes,rebase}.test.ts',
];

/** Used by Stryker alone, see `stryker.config.mjs`. */
export default defineConfig({
  test: {
    testTimeout: 60_000,
    include: [...(TESTS[process.env.AOVPN_MUTATED ?? 'all'] ?? [])],
    exclude: LONG,
    setupFiles: ['test/support/setup.ts'],
    // One worker for all files of a mutant, which then reads the sources once.
    isolate: false,
  },
});
