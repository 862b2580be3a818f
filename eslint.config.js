import js from '@eslint/js'
import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'
import { house, houseRules } from './tools/eslint/index.js'

const unused = ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' }]

export default tseslint.config(
  {
    ignores: [
      'out/**',
      'node_modules/**',
      'test-results/**',
      'playwright-report/**',
      'resources/**',
      'docs/**',
      '.cache/**',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'warn' } },
  js.configs.recommended,
  {
    plugins: { house },
    rules: {
      ...houseRules,
      'no-undef': 'off',
      'no-unused-vars': unused,
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-control-regex': 'off', // what cleans texts of control characters names them
      // The ideographic space is a letter of our texts.
      'no-irregular-whitespace': [
        'error',
        { skipStrings: true, skipComments: true, skipRegExps: true, skipTemplates: true },
      ],
    },
  },
  {
    files: ['**/*.{ts,vue}'],
    extends: [...tseslint.configs.recommended],
    rules: {
      'no-unused-vars': 'off',
      '@typescript-eslint/no-unused-expressions': ['error', { allowTernary: true, allowShortCircuit: true }],
      '@typescript-eslint/no-unused-vars': unused,
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    },
  },
  // These also look into `.ts`, with types where there are any: only where Vue is.
  ...vue.configs['flat/essential'].map((config) => ({ files: ['**/*.vue', 'src-renderer/**/*.ts'], ...config })),
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      'vue/multi-word-component-names': 'off',
      'vue/no-v-html': 'error',
      // A form's parts write into the one reactive card that the page hands them.
      'vue/no-mutating-props': ['error', { shallowOnly: true }],
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
    },
  },
  // Tests feed odd numbers on purpose, and Playwright asks for fixtures as `({}, use) =>`.
  { files: ['tests/**'], rules: { 'no-loss-of-precision': 'off', 'no-empty-pattern': 'off' } },
)
