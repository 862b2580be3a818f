import { EventEmitter } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { BrowserWindow, IpcMainInvokeEvent } from 'electron'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { silentLog } from '../../../src-main/host/log.ts'
import { installIpc } from '../../../src-main/shells/electron/ipc.ts'
import { claimSingleInstance, installShutdown } from '../../../src-main/shells/electron/lifecycle.ts'
import { isTrustedSender, lockDownEarly, lockDownSession } from '../../../src-main/shells/electron/security.ts'
import { openWindow } from '../../../src-main/shells/electron/window.ts'
import { readWindowState, rememberWindowState } from '../../../src-main/shells/electron/windowState.ts'
import { fakeCore } from './fakeCore.ts'
import { FakeWindow, type FakeElectron } from './fakeElectron.ts'

vi.mock('electron', async () => (await import('./fakeElectron.ts')).makeFakeElectron())
const electron = (await import('electron')) as unknown as FakeElectron

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'onewindow-'))
})
afterEach(() => {
  rmSync(dir, { recursive: true, force: true })
  electron.app.removeAllListeners()
  FakeWindow.all = []
  vi.clearAllMocks()
})

const frame = (url: string, parent: object | null = null) => ({ senderFrame: { url, parent } }) as IpcMainInvokeEvent

describe('guards', () => {
  it.each([
    ['our page', frame('app://local/index.html'), true],
    ['a frame inside our page', frame('app://local/index.html', {}), false],
    ['another host', frame('app://evil/index.html'), false],
    ['a web page', frame('https://local/'), false],
    ['a file', frame('file:///index.html'), false],
    ['the development server of a packaged program', frame('http://localhost:5173/'), false],
    ['a frame that is gone', { senderFrame: null } as IpcMainInvokeEvent, false],
  ])('a call from %s is trusted or not', (_name, event, isTrusted) => {
    vi.stubEnv('ELECTRON_RENDERER_URL', 'http://localhost:5173')
    expect(isTrustedSender(event)).toBe(isTrusted)
    vi.unstubAllEnvs()
  })

  it('lets no page leave, and hands web addresses to the system', () => {
    lockDownEarly()
    expect(electron.app.enableSandbox).toHaveBeenCalled()
    const contents = Object.assign(new EventEmitter(), {
      open: (_details: { url: string }): unknown => undefined,
      setWindowOpenHandler(handler: (details: { url: string }) => unknown) {
        this.open = handler
      },
    })
    electron.app.emit('web-contents-created', {}, contents)

    const isStopped = (event: string, url: string) => {
      const preventDefault = vi.fn()
      contents.emit(event, { url, preventDefault })
      return preventDefault.mock.calls.length > 0
    }
    for (const event of ['will-navigate', 'will-redirect']) {
      expect(isStopped(event, 'https://example.cn/')).toBe(true)
      expect(isStopped(event, 'javascript:alert(1)')).toBe(true)
      expect(isStopped(event, 'app://local/#/today')).toBe(false)
    }
    expect(isStopped('will-attach-webview', 'app://local/')).toBe(true)
    expect(contents.open({ url: 'https://example.cn/' })).toEqual({ action: 'deny' })
    expect(contents.open({ url: 'file:///etc/passwd' })).toEqual({ action: 'deny' })
    expect(electron.shell.openExternal.mock.calls).toEqual([['https://example.cn/']])
  })

  it('grants no permission but writing to the clipboard, in both sessions', () => {
    lockDownSession(dir)
    for (const { made } of [electron.sessions.default, electron.sessions.print]) {
      const check = made['check'] as (contents: null, permission: string) => boolean
      const request = made['request'] as (contents: null, permission: string, grant: (is: boolean) => void) => void
      for (const permission of ['media', 'geolocation', 'clipboard-read', 'clipboard-sanitized-write']) {
        const isGranted = permission === 'clipboard-sanitized-write'
        expect(check(null, permission)).toBe(isGranted)
        request(null, permission, (is) => expect(is).toBe(isGranted))
      }
      expect((made['device'] as () => boolean)()).toBe(false)
    }
  })

  it('serves the interface and nothing beside it, under the policy', async () => {
    const rendererDir = join(dir, 'renderer')
    mkdirSync(rendererDir)
    writeFileSync(join(rendererDir, 'index.html'), 'index')
    writeFileSync(join(dir, 'secret.txt'), 'secret')
    lockDownSession(rendererDir)
    const get = (url: string) => electron.protocols['app']!(new Request(url))

    const page = await get('app://local/')
    expect(await page.text()).toBe('index')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'")
    expect((await get('app://local/..%2fsecret.txt')).status).toBe(403)
    expect((await get('app://other/index.html')).status).toBe(403)
    expect((await get('app://local/missing.js')).status).toBe(404)
  })

  it('opens its window without any power of Node', async () => {
    await openWindow('/app', dir, silentLog)
    const [window] = FakeWindow.all
    expect(window!.options.webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
    })
    expect(window!.loaded).toEqual(['app://local/'])
    window!.webContents.emit('render-process-gone', {}, { reason: 'crashed' })
    expect(window!.loaded).toEqual(['app://local/', 'reload'])
  })

  it('is built with its fuses blown', () => {
    const text = readFileSync(new URL('../../../electron-builder.yml', import.meta.url), 'utf8')
    const fuses = /electronFuses:\n((?: {2}.*\n)+)/.exec(text)![1]!.trim().split(/\n\s*/)
    expect(fuses.sort()).toEqual([
      'enableEmbeddedAsarIntegrityValidation: true',
      'enableNodeCliInspectArguments: false',
      'enableNodeOptionsEnvironmentVariable: false',
      'grantFileProtocolExtraPrivileges: false',
      'onlyLoadAppFromAsar: true',
      'runAsNode: false',
    ])
    expect(text).toContain('npmRebuild: false')
  })
})

describe('ipc', () => {
  const OURS = 'app://local/'
  const invoke = (sender: object, request: unknown, url = OURS) =>
    electron.invokes['invoke']!({ ...frame(url), sender }, request)

  it('passes calls on, one caller a window', async () => {
    const core = fakeCore()
    installIpc(core, silentLog)
    const [east, west] = [{}, {}]
    expect(await invoke(east, { method: 'test.echo', input: 1 })).toMatchObject({ ok: true, value: { input: 1 } })
    await invoke(east, { method: 'test.echo', input: 1 })
    await invoke(west, { method: 'test.echo', input: 1 })
    const ids = core.calls.map(({ callerId }) => callerId)
    expect(ids[0]).toBe(ids[1])
    expect(ids[0]).not.toBe(ids[2])
  })

  it('refuses foreign frames and misshapen calls without asking the core, and hides bugs', async () => {
    const core = fakeCore()
    installIpc(core, silentLog)
    expect(await invoke({}, { method: 'test.echo' }, 'https://evil.example/')).toMatchObject({
      error: { code: 'forbidden' },
    })
    for (const misshapen of [undefined, null, 'x', {}, { method: 1 }]) {
      expect(await invoke({}, misshapen)).toMatchObject({ error: { code: 'invalid' } })
    }
    expect(core.calls).toEqual([])
    expect(await invoke({}, { method: 'test.bug', input: 1 })).toMatchObject({ error: { code: 'internal' } })
  })

  it('pushes topic names and nothing else', () => {
    const core = fakeCore()
    installIpc(core, silentLog)
    const window = new FakeWindow({ webPreferences: {} })
    core.emit('mediation')
    expect(window.sent).toEqual([['changed', 'mediation']])
  })

  it('prints the bytes of a paper and leaves no file or window behind', async () => {
    installIpc(fakeCore(), silentLog)
    const pdfBase64 = Buffer.from('%PDF-1.7').toString('base64')
    let file = ''
    const watch = setInterval(() => {
      file ||= FakeWindow.all[0]?.loaded[0] ?? ''
      if (file && existsSync(file)) expect(readFileSync(file, 'utf8')).toBe('%PDF-1.7')
    }, 20)
    expect(await invoke({}, { method: 'shell.print', input: { pdfBase64, isSilent: true } })).toEqual({
      ok: true,
      value: {},
    })
    clearInterval(watch)
    expect(file).not.toBe('')
    expect(existsSync(file)).toBe(false)
    expect(FakeWindow.all).toEqual([])
    expect(await invoke({}, { method: 'shell.print', input: { pdfBase64: '<html>' } })).toMatchObject({
      error: { code: 'invalid' },
    })
  })
})

describe('life', () => {
  it('leaves the field to the first instance, and brings it to the front for a second', () => {
    electron.app.requestSingleInstanceLock.mockReturnValueOnce(false)
    expect(claimSingleInstance()).toBe(false)
    expect(electron.app.quit).toHaveBeenCalledOnce()

    expect(claimSingleInstance()).toBe(true)
    const window = new FakeWindow({ webPreferences: {} })
    electron.app.emit('second-instance')
    expect(window.focus).toHaveBeenCalledOnce()
  })

  it.each([
    ['waits for the core', () => delay(30), 1_000],
    ['waits no longer than its limit', () => new Promise<void>(() => {}), 30],
    ['ends even if closing fails', () => Promise.reject(new Error('deliberate')), 1_000],
  ])('quitting %s', async (_name, close, limitMs) => {
    const closing = vi.fn(close)
    installShutdown(closing, silentLog, limitMs)
    const quit = () => {
      const preventDefault = vi.fn()
      electron.app.emit('before-quit', { preventDefault })
      return preventDefault.mock.calls.length > 0
    }
    expect(quit()).toBe(true)
    expect(quit()).toBe(true)
    await vi.waitFor(() => expect(electron.app.quit).toHaveBeenCalled())
    expect(quit()).toBe(false)
    expect(closing).toHaveBeenCalledOnce()
  })

  it('remembers where the window was, unless that is on no screen', async () => {
    expect(readWindowState(dir)).toBeUndefined()
    const window = new FakeWindow({ webPreferences: {} })
    rememberWindowState(window as unknown as BrowserWindow, dir)
    window.bounds = { x: 100, y: 50, width: 900, height: 600 }
    window.emit('move')
    await vi.waitFor(() => expect(readWindowState(dir)).toEqual({ ...window.bounds, isMaximized: false }), 2_000)

    window.bounds = { x: 5_000, y: 50, width: 900, height: 600 }
    window.emit('close')
    expect(readWindowState(dir)).toBeUndefined()
    writeFileSync(join(dir, 'window.json'), '{"x":')
    expect(readWindowState(dir)).toBeUndefined()
  })
})
