import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Log } from '../../../src-main/host/log.ts'
import { askForStartAddress } from '../../../src-main/host/wake.ts'
import { startLoopback, type Loopback } from '../../../src-main/shells/loopback/server.ts'
import { fakeCore } from './fakeCore.ts'

const LIMIT = 200_000
const logged: { event: string; facts: unknown }[] = []
const log: Log = { info: () => {}, warn: () => {}, error: (event, facts) => logged.push({ event, facts }) }

let dir: string
let core: ReturnType<typeof fakeCore>
let loopback: Loopback
let now = 0
let lastWindowGone = 0

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'onewindow-'))
  mkdirSync(join(dir, 'renderer', 'assets'), { recursive: true })
  mkdirSync(join(dir, 'renderer-secret'))
  writeFileSync(join(dir, 'renderer', 'index.html'), '<title>index</title>')
  writeFileSync(join(dir, 'renderer', 'assets', 'main-1a.js'), 'export {}')
  writeFileSync(join(dir, 'renderer-secret', 'key.txt'), 'secret')
  writeFileSync(join(dir, 'secret.txt'), 'secret')
  logged.length = 0
  now = 1_000_000
  lastWindowGone = 0
  core = fakeCore()
  loopback = await startLoopback({
    core,
    rendererDir: join(dir, 'renderer'),
    log,
    port: 0,
    wakeKey: 'wake-key',
    clock: () => now,
    rpcLimitBytes: LIMIT,
    graceMs: 60,
    onLastWindowGone: () => (lastWindowGone += 1),
  })
})
afterEach(async () => {
  await loopback.close()
  rmSync(dir, { recursive: true, force: true })
})

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: string
}
interface Asked {
  method?: string
  /** Sent as it stands, dots and all. */
  path: string
  headers?: Record<string, string>
  body?: string | Iterable<Buffer>
}

function ask({ method = 'GET', path, headers = {}, body }: Asked): Promise<Answer> {
  const { hostname, port } = new URL(loopback.address)
  return new Promise((resolve, reject) => {
    const call = httpRequest({ hostname, port, method, path, headers, agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => (text += part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
    })
    call.on('error', reject)
    if (typeof body === 'object') for (const part of body) call.write(part)
    call.end(typeof body === 'string' ? body : undefined)
  })
}

const startPath = () => loopback.newStartAddress().slice(loopback.address.length)

async function logIn(): Promise<string> {
  const { headers } = await ask({ path: startPath() })
  return headers['set-cookie']![0]!.split(';')[0]!
}

const rpc = (cookie: string, over: Partial<Asked> = {}, headers: Record<string, string> = {}) =>
  ask({
    method: 'POST',
    path: '/rpc',
    body: JSON.stringify({ method: 'test.echo', input: { a: 1 } }),
    ...over,
    headers: { cookie, origin: loopback.address, 'content-type': 'application/json', ...headers },
  })

describe('the start address', () => {
  it('is exchanged once for a cookie that scripts and other sites cannot use', async () => {
    const path = startPath()
    const first = await ask({ path })
    expect(first.status).toBe(303)
    expect(first.headers.location).toBe('/')
    expect(first.headers['set-cookie']![0]).toMatch(/^onewindow_\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)

    const second = await ask({ path })
    expect(second.status).toBe(403)
    expect(second.headers['set-cookie']).toBeUndefined()
    expect(second.body).toContain('已经用过或已过期')
  })

  it('expires', async () => {
    const path = startPath()
    now += 10 * 60_000
    expect((await ask({ path })).status).toBe(403)
  })

  it.each(['/start', '/start?key=', '/start?key=guess'])('refuses %s', async (path) => {
    expect((await ask({ path })).status).toBe(403)
  })

  it('leaves a known browser its session when it opens one more window', async () => {
    const cookie = await logIn()
    const again = await ask({ path: startPath(), headers: { cookie } })
    expect(again.status).toBe(303)
    expect(again.headers['set-cookie']).toBeUndefined()
  })

  it('is not needed by a window that outlived the process before: it gets a new cookie, once', async () => {
    const restart = async (digests: string[]) => {
      await loopback.close()
      let kept = digests
      const earlierWindows = { digests, keep: (now: string[]) => void (kept = now) }
      loopback = await startLoopback({
        core,
        rendererDir: join(dir, 'renderer'),
        log,
        port: Number(new URL(loopback.address).port),
        wakeKey: 'wake-key',
        earlierWindows,
      })
      return () => kept
    }
    const first = await restart([])
    const before = await logIn()
    expect(first().join()).not.toContain(before.split('=')[1])

    const second = await restart(first())
    const page = await ask({ path: '/', headers: { cookie: before, 'sec-fetch-site': 'same-origin' } })
    expect(page.status).toBe(200)
    const after = page.headers['set-cookie']![0]!.split(';')[0]!
    expect(after).not.toBe(before)
    expect((await rpc(after)).status).toBe(200)
    // Somebody who saw the old cookie meanwhile has nothing in hand.
    expect((await rpc(before)).status).toBe(401)
    expect(second()).toHaveLength(1)

    await restart(second())
    expect((await rpc(before)).status).toBe(401)
    expect((await rpc(after)).headers['set-cookie']).toHaveLength(1)
    expect((await rpc('onewindow_1=guess')).status).toBe(401)
  })

  it('is given to processes that can read the data folder, and to no page', async () => {
    const running = { pid: 1, shell: 'loopback' as const, address: loopback.address, wakeKey: 'wake-key' }
    const address = await askForStartAddress(running)
    expect((await ask({ path: address!.slice(loopback.address.length) })).status).toBe(303)

    expect(await askForStartAddress({ ...running, wakeKey: 'other-key' })).toBeUndefined()
    expect(await askForStartAddress({ ...running, wakeKey: '' })).toBeUndefined()
    expect(await askForStartAddress({ ...running, address: '' })).toBeUndefined()
    const fromPage = { 'x-onewindow-wake': 'wake-key', origin: loopback.address }
    expect((await ask({ method: 'POST', path: '/wake', headers: fromPage })).status).toBe(403)
  })
})

describe('POST /rpc', () => {
  it('passes the call on with the caller that hangs on the cookie', async () => {
    const [east, west] = [await logIn(), await logIn()]
    const reply = await rpc(east)
    expect(reply.status).toBe(200)
    expect(JSON.parse(reply.body)).toMatchObject({ ok: true, value: { input: { a: 1 } } })
    await rpc(east)
    await rpc(west)
    const ids = core.calls.map(({ callerId }) => callerId)
    expect(ids[0]).toBe(ids[1])
    expect(ids[0]).not.toBe(ids[2])
    expect(east).not.toContain(ids[0]) // what the core may log is not the cookie's secret
  })

  it('sends refusals of the core as replies', async () => {
    const reply = await rpc(await logIn(), { body: '{"method":"test.refused","input":{}}' })
    expect(reply.status).toBe(200)
    expect(JSON.parse(reply.body)).toMatchObject({ ok: false, error: { code: 'not_allowed' } })
  })

  it('answers a bug with internal, and logs the stack without the input', async () => {
    const reply = await rpc(await logIn(), { body: '{"method":"test.bug","input":{"name":"张样例"}}' })
    expect(JSON.parse(reply.body)).toMatchObject({ ok: false, error: { code: 'internal' } })
    expect(reply.body).not.toContain('deliberate')
    expect(logged).toMatchObject([
      { event: 'rpc.bug', facts: { method: 'test.bug', stack: expect.stringContaining('deliberate') } },
    ])
    expect(JSON.stringify(logged)).not.toContain('张样例')
  })

  it.each<[string, Record<string, string>, number]>([
    ['a rebound name as host', { host: 'onewindow.example' }, 403],
    ['localhost as host', { host: 'localhost:80' }, 403],
    ['the right address, another port', { host: '127.0.0.1:1' }, 403],
    ['another origin', { origin: 'http://evil.example' }, 403],
    ['another port as origin', { origin: 'http://127.0.0.1:1' }, 403],
    ['the null origin', { origin: 'null' }, 403],
    ['a same-site page of another port', { 'sec-fetch-site': 'same-site' }, 403],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['plain text', { 'content-type': 'text/plain' }, 415],
    ['no cookie', { cookie: '' }, 401],
    ['an invented cookie', { cookie: 'onewindow_1=x; onewindow=y' }, 401],
  ])('refuses %s', async (_name, headers, status) => {
    const cookie = await logIn()
    expect((await rpc(cookie, {}, headers)).status).toBe(status)
    expect(core.calls).toEqual([])
  })

  it('refuses a call without an origin', async () => {
    const cookie = await logIn()
    const headers = { cookie, 'content-type': 'application/json' }
    expect((await ask({ method: 'POST', path: '/rpc', body: '{"method":"a"}', headers })).status).toBe(403)
  })

  it.each(['', '{', 'null', '[]', '{"input":{}}', '{"method":1}', '"a"'])('answers 400 to %o', async (body) => {
    expect((await rpc(await logIn(), { body })).status).toBe(400)
    expect(core.calls).toEqual([])
  })

  it('refuses a body over the limit by its announced length', async () => {
    expect((await rpc(await logIn(), { body: `"${'x'.repeat(LIMIT)}"` })).status).toBe(413)
  })

  it('refuses a body that grows over the limit without announcing it', async () => {
    const parts = Array.from({ length: 40 }, () => Buffer.alloc(10_000, 120))
    expect((await rpc(await logIn(), { body: parts })).status).toBe(413)
    expect(core.calls).toEqual([])
  })

  it('takes a body just under the limit', async () => {
    const body = JSON.stringify({ method: 'test.echo', input: 'x'.repeat(LIMIT - 100) })
    expect((await rpc(await logIn(), { body })).status).toBe(200)
  })

  it.each(['GET', 'PUT', 'DELETE', 'OPTIONS'])('answers 405 to %s', async (method) => {
    const answer = await rpc(await logIn(), { method, body: undefined })
    expect(answer.status).toBe(405)
    expect(answer.headers.allow).toBe('POST')
  })
})

describe('pages', () => {
  it('are for known browsers only', async () => {
    const stranger = await ask({ path: '/' })
    expect(stranger.status).toBe(401)
    expect(stranger.body).not.toContain('index')
    expect((await ask({ path: '/assets/main-1a.js' })).status).toBe(401)
    expect((await ask({ path: '/', headers: { cookie: await logIn() } })).body).toContain('index')
  })

  it('carry the policy, on refusals too', async () => {
    const cookie = await logIn()
    for (const path of ['/', '/assets/main-1a.js', '/missing.js', '/start?key=x']) {
      const { headers } = await ask({ path, headers: { cookie } })
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/)
      expect(headers['content-security-policy']).not.toContain('unsafe-eval')
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
      })
    }
  })

  it('keeps data and the index out of every cache', async () => {
    const cookie = await logIn()
    expect((await rpc(cookie)).headers['cache-control']).toBe('no-store')
    expect((await ask({ path: '/', headers: { cookie } })).headers['cache-control']).toBe('no-store')
    expect((await ask({ path: '/assets/main-1a.js', headers: { cookie } })).headers['cache-control']).toContain(
      'immutable',
    )
  })

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/..%2frenderer-secret/key.txt',
    '/..%5csecret.txt',
    '/%00.js',
    '/%zz.js',
    '/missing.js',
  ])('finds nothing at %s', async (path) => {
    const answer = await ask({ path, headers: { cookie: await logIn() } })
    expect(answer.status).toBe(404)
    expect(answer.body).not.toContain('secret')
  })

  it('answers every address of the interface with the index', async () => {
    const headers = { cookie: await logIn() }
    expect((await ask({ path: '/matters/0191', headers })).body).toContain('index')
    expect((await ask({ method: 'POST', path: '/', headers })).status).toBe(405)
  })
})

describe('GET /events', () => {
  function listen(headers: Record<string, string>) {
    const heard: string[] = []
    const call = httpRequest(`${loopback.address}/events`, { headers, agent: false }, (response) => {
      response.setEncoding('utf8')
      response.on('data', (part: string) => heard.push(...part.split('\n').filter((line) => line.startsWith('data: '))))
      response.on('error', () => {})
    })
    call.on('error', () => {})
    call.end()
    return { heard, stop: () => call.destroy() }
  }
  const until = async (isSo: () => boolean) => {
    for (let turn = 0; turn < 200 && !isSo(); turn += 1) await delay(10)
    expect(isSo()).toBe(true)
  }

  it('sends topic names and nothing else', async () => {
    const { heard, stop } = listen({ cookie: await logIn() })
    await until(() => {
      core.emit('mediation')
      return heard.length > 0
    })
    expect(new Set(heard)).toEqual(new Set(['data: mediation']))
    stop()
  })

  it('is for known browsers and our own pages only', async () => {
    expect((await ask({ path: '/events' })).status).toBe(401)
    const headers = { cookie: await logIn(), 'sec-fetch-site': 'cross-site' }
    expect((await ask({ path: '/events', headers })).status).toBe(403)
  })

  it('notices that the last window has gone, but not that a page was loaded anew', async () => {
    const cookie = await logIn()
    const first = listen({ cookie })
    await until(() => {
      core.emit('mediation')
      return first.heard.length > 0
    })
    first.stop()
    const second = listen({ cookie })
    await delay(150)
    expect(lastWindowGone).toBe(0)
    second.stop()
    await until(() => lastWindowGone === 1)
  })
})
