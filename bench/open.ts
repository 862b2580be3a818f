import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { findBrowser } from './support/browser.ts'
import { APP_DIR, bulkStore } from './support/bulkStore.ts'
import { median, report, rowsOption } from './support/report.ts'

// From starting the process to the log-in page that takes a name, in a browser that is already running, with a large store.
const rows = rowsOption(500_000)
const store = await bulkStore(rows)
await store.core.close()
const browser = await chromium.launch({ executablePath: findBrowser(), args: ['--no-sandbox', '--disable-gpu'] })
const serverMs: number[] = []
const pageMs: number[] = []
const loginMs: number[] = []
for (let round = 0; round < 7; round++) {
  const page = await browser.newPage()
  const startedMs = performance.now()
  const server = spawn(process.execPath, [join(APP_DIR, 'out/main/loopback.js'), '--practice', '--data', store.dir], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const url = await new Promise<string>((resolve) => {
    let text = ''
    server.stdout.on('data', (chunk: Buffer) => {
      const found = /http:\S+/.exec((text += String(chunk)))
      if (found) resolve(found[0])
    })
  })
  serverMs.push(performance.now() - startedMs)
  await page.goto(url, { waitUntil: 'commit' })
  await page.getByLabel('登录名').first().waitFor()
  pageMs.push(performance.now() - startedMs)
  const clickedMs = performance.now()
  await page.getByRole('button', { name: /许晓莉/ }).click()
  await page.getByRole('heading', { name: '今日' }).waitFor()
  loginMs.push(performance.now() - clickedMs)
  await page.close()
  server.kill('SIGTERM')
  await new Promise((resolve) => server.once('exit', resolve))
}
report({ name: `process ready, ${rows} matters`, value: median(serverMs), unit: 'ms' })
report({ name: 'start to log-in page', value: median(pageMs), unit: 'ms', target: '<= 1500' })
report({ name: 'password (scrypt), opening the store and the first list', value: median(loginMs), unit: 'ms' })
await browser.close()
