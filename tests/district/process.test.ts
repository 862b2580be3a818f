import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs'
import { request as httpsRequest } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import type { InjectOptions } from 'fastify'
import { readConfig, refuseOpenHttp } from '../../src-district/cli/config.ts'
import { storeFolder } from '../../src-district/db/folder.ts'
import { at, nodeBinary } from '../../scripts/lib/paths.mjs'
import { QUICK_START } from '../support/quickStart.ts'
import { openTestPglite } from '../support/testPglite.ts'
import { change, matter } from './support/rows.ts'
import { STREET } from './support/startDistrict.ts'
import { TEST_CERT, TEST_KEY } from './support/testCertificate.ts'
import { joinedSeat, type TestSeat } from './support/testSeat.ts'

const root = mkdtempSync(join(tmpdir(), 'ow-district-'))
const running = new Set<ChildProcess>()
afterEach(() => {
  for (const child of running) child.kill('SIGKILL')
  running.clear()
})
afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }))

const program = [...QUICK_START, at('src-district', 'main.ts')]
const env = { ...process.env, DATABASE_URL: '' }
const operate = (dir: string, ...words: string[]): string =>
  execFileSync(nodeBinary(), [...program, ...words, '--data', dir], { env, encoding: 'utf8', stdio: 'pipe' })

interface Server {
  child: ChildProcess
  address: string
  /** Lines of its log so far. */
  lines: string[]
  ended: Promise<number | null>
}

async function start(dir: string, ...flags: string[]): Promise<Server> {
  const child = spawn(nodeBinary(), [...program, '--data', dir, '--port', '0', ...flags], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  const lines: string[] = []
  child.stdout?.on('data', (part: Buffer) => lines.push(...part.toString('utf8').split('\n').filter(Boolean)))
  let said = ''
  const address = await new Promise<string>((resolve, reject) => {
    child.stderr?.on('data', (part: Buffer) => {
      said += part.toString('utf8')
      const found = /地址\s+(https?:\/\/\S+?)[（\s]/.exec(said)?.[1]
      if (found && said.includes('停止')) resolve(found)
    })
    child.on('exit', () => reject(new Error(said)))
  })
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  return { child, address, lines, ended }
}

/** The seat's `app.inject` over a real socket. */
const over = ({ address }: Server): TestSeat['app'] =>
  ({
    async inject({ method = 'GET', url, headers, payload }: InjectOptions) {
      const reply = await fetch(`${address}${String(url)}`, {
        method,
        headers: headers as Record<string, string>,
        ...(payload ? { body: payload as Buffer<ArrayBuffer> } : {}),
      })
      // fetch takes the compression off by itself, so that what is left is JSON.
      return {
        statusCode: reply.status,
        headers: Object.fromEntries(reply.headers),
        rawPayload: Buffer.from(await reply.arrayBuffer()),
      }
    },
  }) as unknown as TestSeat['app']

const metricsOf = async ({ address }: Server): Promise<string> => (await fetch(`${address}/metrics`)).text()

describe('the server as a process', () => {
  it('an acknowledged push survives its being killed; a stop lets it end what it does; a backup brings it back', async () => {
    const dir = join(root, 'a')
    expect(operate(dir, 'street', 'add', STREET, '东门街道')).toContain('已增加街道')
    const code = /接入码：(\S+)/.exec(operate(dir, 'code', STREET))?.[1] ?? ''
    const first = await start(dir)
    const seat = await joinedSeat(over(first), code)
    seat.stamp = nowStamp(seat)
    expect((await seat.push([matter(seat, 'm1')])).status).toBe(200)
    first.child.kill('SIGKILL')
    await first.ended

    const second = await start(dir)
    seat.app = over(second)
    expect((await seat.push([change(seat, 'm1', { summary: '改' })])).body).toMatchObject({ no: 2, from: 1, to: 2 })
    expect(() => operate(dir, 'street', 'list')).toThrow(/服务正在使用/)
    const waiting = seat.pull('&wait=50')
    await vi.waitFor(async () => expect(await metricsOf(second)).toContain('\nonewindow_waiting_seats 1\n'), {
      timeout: 30_000,
    })
    second.child.kill('SIGTERM')
    expect((await waiting).rows).toEqual([])
    expect(await second.ended).toBe(0)
    expect(second.lines.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual([
      'started',
      'stopping',
      'stopped',
    ])

    const file = join(root, 'a.tar.gz')
    expect(operate(dir, 'backup', file)).toContain('已备份到')
    expect(() => operate(dir, 'restore', file)).toThrow(/已有数据/)
    const copy = join(root, 'b')
    expect(operate(copy, 'restore', file)).toContain('街道 1 个')
    const third = await start(copy)
    seat.app = over(third)
    expect((await seat.hello()).body).toMatchObject({ head: 2, lastNo: 2, lastHash: seat.hash })
    third.child.kill('SIGTERM')
    await third.ended
    expect(operate(copy, 'snapshot')).toContain('1 条')
    expect(operate(copy, 'seat', 'revoke', STREET, seat.seatCode)).toContain('已停用座席')
    expect(operate(copy, 'seat', 'list', STREET)).toContain('已停用')
  }, 180_000)

  it('speaks TLS by certificate files', async () => {
    const dir = join(root, 'tls')
    const [cert, key] = [join(root, 'cert.pem'), join(root, 'key.pem')]
    writeFileSync(cert, TEST_CERT)
    writeFileSync(key, TEST_KEY)
    // The other test has the server set its store up by itself.
    await (await openTestPglite(storeFolder(dir))).close()
    const server = await start(dir, '--host', '127.0.0.1', '--cert', cert, '--key', key)
    expect(server.address).toMatch(/^https:/)
    const body = await new Promise<string>((resolve, reject) => {
      const asked = httpsRequest(
        `${server.address}/healthz`,
        { ca: readFileSync(cert), servername: 'localhost' },
        (reply) => {
          let text = ''
          reply.on('data', (part: Buffer) => (text += part.toString()))
          reply.on('end', () => resolve(text))
        },
      )
      asked.on('error', reject).end()
    })
    expect(JSON.parse(body)).toEqual({ ok: true })
    server.child.kill('SIGTERM')
    expect(await server.ended).toBe(0)
  }, 90_000)
})

/** Stamps of the real clock: the process has no other. */
function nowStamp(seat: TestSeat): TestSeat['stamp'] {
  const stamp = seat.stamp.bind(seat)
  const offsetMs = Date.now() - Date.UTC(2026, 2, 2, 4)
  return (aheadMs = 0) => stamp(offsetMs + aheadMs)
}

describe('configuration', () => {
  const read = (args: string[], variables: Record<string, string> = {}) =>
    readConfig(args, { HOME: '/home/x', ...variables }, '/srv')
  it('flags win over the environment, and both over what is usual', () => {
    expect(read([])).toMatchObject({ host: '127.0.0.1', port: 7400, databaseUrl: '' })
    expect(read(['--port', '1'], { DISTRICT_PORT: '2', DISTRICT_DATA: 'd' })).toMatchObject({
      port: 1,
      dataDir: '/srv/d',
    })
    expect(read(['street', 'add', '310101001', '东门街道']).words).toEqual(['street', 'add', '310101001', '东门街道'])
  })
  it('without a certificate it serves this computer only', () => {
    expect(() => refuseOpenHttp(read(['--host', '0.0.0.0']))).toThrow(/证书/)
    expect(() => refuseOpenHttp(read(['--host', '127.0.0.1']))).not.toThrow()
    expect(() => refuseOpenHttp(read(['--host', '0.0.0.0', '--cert', 'c', '--key', 'k']))).not.toThrow()
    expect(() => read(['--cert', 'c'])).toThrow(/一起给/)
    expect(() => read(['--port', '99999'])).toThrow(/端口/)
    expect(() => read(['--what'])).toThrow(/--what 不认识/)
  })
})
