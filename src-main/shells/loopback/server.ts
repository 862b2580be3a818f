import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Core } from '../../host/core.ts'
import type { Log } from '../../host/log.ts'
import { WAKE_HEADER, WAKE_PATH } from '../../host/wake.ts'
import { answer, refuse, refusePage } from './answer.ts'
import { createCallers, type EarlierWindows } from './callers.ts'
import { createEventLines } from './events.ts'
import { answerPage } from './pages.ts'
import { answerRpc } from './rpc.ts'

const RPC_LIMIT_BYTES = 100_000_000
const METHODS: Readonly<Record<string, string>> = { '/rpc': 'POST', [WAKE_PATH]: 'POST' }

export interface LoopbackOptions {
  core: Core
  /** The built interface. */
  rendererDir: string
  log: Log
  /** 0 for a free one. */
  port: number
  /** Known to processes of the same user only: with it they get one more start address. */
  wakeKey: string
  /** The windows of an earlier run on this port; without it a new process knows none. */
  earlierWindows?: EarlierWindows
  /** Called when the last window has been gone for ten seconds. */
  onLastWindowGone?: () => void
  graceMs?: number
  clock?: () => number
  rpcLimitBytes?: number
}

export interface Loopback {
  /** `http://127.0.0.1:PORT` */
  readonly address: string
  /** An address that opens the interface in one browser, once. */
  newStartAddress(): string
  /** Ends every connection. Does not close the core. */
  close(): Promise<void>
}

/** Serves the interface and the core to browsers of this machine that were handed a start address. */
export async function startLoopback(options: LoopbackOptions): Promise<Loopback> {
  const { core, rendererDir, log, wakeKey, rpcLimitBytes = RPC_LIMIT_BYTES } = options
  const callers = createCallers(options.clock ?? Date.now, options.earlierWindows)
  const lines = createEventLines(options.onLastWindowGone ?? (() => {}), options.graceMs)
  const stopListening = core.onChanged((topic) => lines.send(topic))
  const server = createServer((request, response) => {
    route(request, response).catch((error: unknown) => {
      log.error('loopback.bug', { stack: error instanceof Error ? (error.stack ?? error.name) : typeof error })
      refuse(response, 500, 'internal')
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const address = `http://${host}`
  // A browser keeps one cookie jar for all ports of a host.
  const cookieName = `onewindow_${host.split(':')[1]}`
  const cookieOf = (secret: string) => `${cookieName}=${secret}; Path=/; HttpOnly; SameSite=Strict`
  const newStartAddress = () => `${address}/start?key=${callers.newKey()}`

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { headers, method } = request
    if (headers.host !== host) return refuse(response, 403, 'host')
    const url = URL.canParse(request.url ?? '', address) ? new URL(request.url ?? '', address) : undefined
    if (!url || url.host !== host) return refuse(response, 400, 'address')
    const path = url.pathname
    const allowed = METHODS[path] ?? 'GET'
    if (method !== allowed) return refuse(response, 405, 'method', { allow: allowed })

    if (path === WAKE_PATH) return answerWake(request, response)
    const secret = readCookie(headers.cookie, cookieName)
    if (path === '/start') return answerStart(response, url.searchParams.get('key') ?? '', callers.find(secret))
    if (path === '/rpc' && headers.origin !== address) return refuse(response, 403, 'origin')
    const isCall = path === '/rpc' || path === '/events'
    if (isCall && !isSameOrigin(headers)) return refuse(response, 403, 'origin')
    const callerId = callers.find(secret) ?? readmit(response, secret)
    if (isCall) {
      if (callerId === undefined) return refuse(response, 401, 'unknown window')
      if (path === '/events') return lines.open(response)
      return answerRpc(request, response, { core, log, callerId, limitBytes: rpcLimitBytes })
    }
    if (callerId === undefined) return refusePage(response, 401, '这个浏览器窗口没有登记。请关闭本页，重新打开一窗通。')
    return answerPage(response, rendererDir, path)
  }

  /** A window that outlived the process before this one goes on with a new cookie; it has to log in. */
  function readmit(response: ServerResponse, oldSecret: string): string | undefined {
    const secret = callers.readmit(oldSecret)
    if (secret === undefined) return undefined
    response.setHeader('set-cookie', cookieOf(secret))
    return callers.find(secret)
  }

  function answerStart(response: ServerResponse, key: string, callerId: string | undefined): void {
    const secret = callers.spend(key)
    if (secret === undefined)
      return refusePage(response, 403, '这个启动地址已经用过或已过期。请关闭本页，重新打开一窗通。')
    // A browser that is known already keeps its session: the key only opened one more window.
    const cookie: Record<string, string> = callerId === undefined ? { 'set-cookie': cookieOf(secret) } : {}
    answer(response, 303, '', { location: '/', ...cookie })
  }

  function answerWake({ headers }: IncomingMessage, response: ServerResponse): void {
    const given = headers[WAKE_HEADER]
    if (headers.origin !== undefined || typeof given !== 'string' || !isEqual(given, wakeKey)) {
      return refuse(response, 403, 'wake key')
    }
    answer(response, 200, newStartAddress(), { 'content-type': 'text/plain; charset=utf-8' })
  }

  return {
    address,
    newStartAddress,
    async close() {
      stopListening()
      lines.close()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}

/** Other ports of this host are the same site to a browser and send our cookie, but not the same origin. */
function isSameOrigin({ 'sec-fetch-site': site }: IncomingMessage['headers']): boolean {
  return site === undefined || site === 'same-origin'
}

function readCookie(header: string | undefined, name: string): string {
  for (const part of (header ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2)
    if (key === name) return value ?? ''
  }
  return ''
}

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
