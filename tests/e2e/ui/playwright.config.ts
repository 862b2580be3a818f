import { defineConfig } from '@playwright/test'
import { findBrowser } from '../../../scripts/lib/browser.mjs'
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
    launchOptions: { executablePath: findBrowser(), args: BROWSER_ARGS },
  },
})
