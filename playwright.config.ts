import { defineConfig } from '@playwright/test'
import { findBrowser, isRoot } from './scripts/lib/browser.mjs'

/** End-to-end tests in the browser of the system; none is downloaded. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  projects: [
    { name: 'ui', testMatch: 'ui/**/*.spec.ts', use: { permissions: ['clipboard-read', 'clipboard-write'] } },
    { name: 'app', testIgnore: 'ui/**' },
  ],
  use: {
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findBrowser(),
      args: [
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        ...(isRoot() ? ['--no-sandbox'] : []),
      ],
    },
  },
})
