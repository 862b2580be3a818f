import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test as base, type CDPSession } from '@playwright/test'
import { build } from 'vite'

/** The policy of the product's shells: what works here works there. */
const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  'frame-src blob:',
].join('; ')
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}
const CONFIG = fileURLToPath(new URL('../../../src-renderer/gallery/vite.config.ts', import.meta.url))

/** Builds the gallery into a temporary folder and serves it under the strict policy. */
async function serveGallery(): Promise<{ url: string; close: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'gallery-'))
  await build({ configFile: CONFIG, build: { outDir: folder, emptyOutDir: true } })
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/'))
    try {
      const body = readFileSync(join(folder, path.endsWith('/') ? `${path}index.html` : path))
      const type = TYPES[extname(path) || '.html'] ?? 'application/octet-stream'
      response.writeHead(200, { 'content-type': type, 'content-security-policy': CSP }).end(body)
    } catch {
      response.writeHead(path === '/favicon.ico' ? 204 : 404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close() {
      server.closeAllConnections()
      server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const test = base.extend<{ open: (section: string) => Promise<void>; ime: Ime }, { galleryUrl: string }>({
  galleryUrl: [
    async ({}, use) => {
      const gallery = await serveGallery()
      await use(gallery.url)
      gallery.close()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  /** Opens a section; any error of the page or breach of the policy fails the test. */
  open: async ({ page, galleryUrl }, use) => {
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text())
    })
    await use(async (section) => {
      await page.goto(`${galleryUrl}#${section}`)
      await page.locator('h1').waitFor()
    })
    expect(problems).toEqual([])
  },
  ime: async ({ page }, use) => {
    await use(new Ime(await page.context().newCDPSession(page)))
  },
})

/** Plays an input method: composes, shows candidates, confirms. */
export class Ime {
  private readonly session: CDPSession
  constructor(session: CDPSession) {
    this.session = session
  }
  /** Types letters into the candidate window. */
  async compose(letters: string): Promise<void> {
    for (let end = 1; end <= letters.length; end++) {
      await this.processKey('rawKeyDown', letters[end - 1] ?? '')
      await this.session.send('Input.imeSetComposition', {
        text: letters.slice(0, end),
        selectionStart: end,
        selectionEnd: end,
      })
      await this.processKey('keyUp', letters[end - 1] ?? '')
    }
  }
  /** Confirms with Enter as Chrome reports it: keydown 229, then the text, then the keyup of Enter. */
  async confirm(text: string): Promise<void> {
    await this.session.send('Input.dispatchKeyEvent', {
      type: 'rawKeyDown',
      windowsVirtualKeyCode: 229,
      key: 'Enter',
      code: 'Enter',
    })
    await this.session.send('Input.insertText', { text })
    await this.session.send('Input.dispatchKeyEvent', {
      type: 'keyUp',
      windowsVirtualKeyCode: 13,
      key: 'Enter',
      code: 'Enter',
    })
  }
  private async processKey(type: 'rawKeyDown' | 'keyUp', letter: string): Promise<void> {
    const code = `Key${letter.toUpperCase()}`
    await this.session.send('Input.dispatchKeyEvent', { type, windowsVirtualKeyCode: 229, key: 'Process', code })
  }
}

export const { expect } = base
export { seriousFindings } from '../support/axe.ts'
