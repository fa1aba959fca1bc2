import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

/** The stack holds about a hundred thousand arguments, and a file may have more of anything. */
const NO_SPREAD_OF_MANY = {
  selector: 'CallExpression[callee.property.name=/^(push|unshift|max|min)$/] > SpreadElement',
  message: 'Any list may be long: use core/lists.ts.',
};

/** Files with an expression whose time may grow with the square of a stretch of blanks. Nothing may be added: mend what is here, and shorten the list. */
const STILL_QUADRATIC = [
  'server/src/artefacts/citrix-adc/read-monitors.ts',
  'server/src/artefacts/citrix-adc/write-monitors.ts',
  'server/src/artefacts/console/commands.ts',
  'server/src/artefacts/console/lines.ts',
  'server/src/artefacts/kemp/block-end.ts',
  'server/src/artefacts/kemp/rest-unit.ts',
  'server/src/artefacts/nginx/artefact.ts',
  'server/src/artefacts/powershell/read-kemp.ts',
  'server/src/artefacts/powershell/registry-path.ts',
  'server/src/features/certificates/hash-edits.ts',
  'server/src/features/codes-in-text.ts',
  'server/src/features/diagnose/event-record.ts',
  'server/src/features/diagnose/occurrence.ts',
  'server/src/knowledge/errors/lookup.ts',
  'server/src/rules/profile/server-list.ts',
  'server/src/syntax/batch/names.ts',
  'server/src/syntax/kemp/rest.ts',
  'server/src/syntax/powershell/chosen.ts',
];

export default tseslint.config(
  { ignores: ['.stryker-tmp/', 'coverage/', 'dist/', 'node_modules/', 'reports/', '.vscode-test/', 'test/editor/out/', 'test/editor/output/'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: 'only-allowed-literals' }],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 25],
      eqeqeq: 'error',
    },
  },
  // Generated: a line for each rule.
  { files: ['server/src/rules/index.ts'], rules: { 'max-lines': 'off' } },
  {
    files: ['server/src/**/*.ts', 'client/**/*.ts', 'client/**/*.tsx'],
    ignores: STILL_QUADRATIC,
    plugins: { regexp },
    rules: { 'regexp/no-super-linear-backtracking': ['error', { report: 'certain' }] },
  },
  { files: ['server/src/**/*.ts'], rules: { 'no-restricted-syntax': ['error', NO_SPREAD_OF_MANY] } },
  {
    // Lines and columns exist at the edge only; everything inside speaks in offsets.
    files: ['server/src/**/*.ts'],
    ignores: [
      'server/src/core/line-index.ts',
      'server/src/lsp/**',
      'server/src/cli/**',
      'server/src/workspace/suppressions.ts',
      'server/src/workspace/settle.ts',
    ],
    rules: {
      'no-restricted-syntax': [
        'error',
        NO_SPREAD_OF_MANY,
        { selector: "MemberExpression[property.name='character']", message: 'Columns belong to lsp/ and cli/; use offsets.' },
      ],
    },
  },
);
