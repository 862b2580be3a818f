import { defineConfig } from '@playwright/test'
import { findTestBrowser } from './scripts/lib/browser.mjs'
import { BROWSER_ARGS } from './tests/e2e/support/browserArgs.ts'
import { isEveryday } from './tests/support/depth.ts'

const isCi = Boolean(process.env['CI'])

/** End-to-end tests in the browser of the system; none is downloaded. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  workers: 2,
  // A second try only where nobody is there to look: the run names every test that needed it.
  retries: isCi ? 1 : 0,
  timeout: isCi ? 120_000 : 60_000,
  expect: { timeout: isCi ? 20_000 : 10_000 },
  ...(isEveryday ? { grep: /@everyday/ } : {}),
  forbidOnly: isCi,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  projects: [
    {
      name: 'ui',
      testMatch: 'ui/**/*.spec.ts',
      workers: 1, // each builds the gallery
      use: { permissions: ['clipboard-read', 'clipboard-write'] },
    },
    { name: 'app', testIgnore: 'ui/**' },
  ],
  use: {
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: findTestBrowser(), args: BROWSER_ARGS },
  },
})
