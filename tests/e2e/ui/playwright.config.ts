import { defineConfig } from '@playwright/test'
import { findTestBrowser } from '../../../scripts/lib/browser.mjs'
import { BROWSER_ARGS } from '../support/browserArgs.ts'

/** The component kit alone: `playwright test -c tests/e2e/ui`. */
export default defineConfig({
  testDir: '.',
  workers: 1,
  timeout: 30_000,
  reporter: 'line',
  outputDir: '../../../test-results/ui',
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    permissions: ['clipboard-read', 'clipboard-write'],
    launchOptions: { executablePath: findTestBrowser(), args: BROWSER_ARGS },
  },
})
