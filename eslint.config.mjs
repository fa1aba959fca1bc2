import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

/** The stack holds about a hundred thousand arguments, and a file may have more of anything. */
const NO_SPREAD_OF_MANY = {
  selector: 'CallExpression[callee.property.name=/^(push|unshift|max|min)$/] > SpreadElement',
  message: 'Any list may be long: use core/lists.ts.',
};

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
    // No expression takes more time than in proportion to its text, whether it goes back within a match or begins anew at each place.
    files: ['server/src/**/*.ts', 'client/**/*.ts', 'client/**/*.tsx', 'scripts/**/*.mjs', '*.mjs'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignoreSticky: true }],
    },
  },
  { files: ['server/src/**/*.ts'], rules: { 'no-restricted-syntax': ['error', NO_SPREAD_OF_MANY] } },
  {
    files: ['test/**/*.ts'],
    ignores: ['test/support/properties.ts'],
    rules: { 'no-restricted-imports': ['error', { name: 'fast-check', message: 'Random choices that are the same for everybody: support/properties.ts.' }] },
  },
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
