import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import type { RpcReply, RpcRequest } from '../../../src-shared/contract.ts'
import type { Core } from '../../host/core.ts'
import type { Log } from '../../host/log.ts'
import { answerJson, refuse } from './answer.ts'

/** How long a caller may go on sending what is over the limit. */
const DRAIN_MS = 5_000

const Request = z.object({ method: z.string().max(200), input: z.unknown() })

/** Reads one call, asks the core, answers. Every reply of the core goes out as 200, refusals included. */
export async function answerRpc(
  request: IncomingMessage,
  response: ServerResponse,
  { core, log, callerId, limitBytes }: { core: Core; log: Log; callerId: string; limitBytes: number },
): Promise<void> {
  if (!/^application\/json(\s*;\s*charset=utf-8)?$/i.test(request.headers['content-type'] ?? '')) {
    return refuse(response, 415, 'content type')
  }
  let reply: RpcReply | Unreadable
  let method = ''
  try {
    // In one chain, so that nothing here holds a large call while the core works on it.
    reply = await readCall(request, limitBytes).then((call) => {
      if (typeof call === 'string') return call
      method = call.method
      return core.dispatch(callerId, call)
    })
  } catch (error) {
    log.error('rpc.bug', { method, stack: error instanceof Error ? (error.stack ?? error.name) : typeof error })
    reply = { ok: false, error: { code: 'internal', message: '程序内部出错，已记入日志', details: {} } }
  }
  if (reply === 'too large') {
    // The rest is thrown away unread, so that the browser gets to see the answer; but not for ever.
    const impatience = setTimeout(() => request.socket.destroy(), DRAIN_MS).unref()
    request.on('close', () => clearTimeout(impatience))
    request.resume()
    return refuse(response, 413, 'too large')
  }
  if (reply === 'broken off') return
  if (reply === 'malformed') return refuse(response, 400, 'malformed')
  answerJson(response, 200, reply)
}

type Unreadable = 'too large' | 'broken off' | 'malformed'

async function readCall(request: IncomingMessage, limitBytes: number): Promise<RpcRequest | Unreadable> {
  const body = await readBody(request, limitBytes)
  if (typeof body === 'string') return body
  const parsed = Request.safeParse(parseJson(body))
  return parsed.success ? parsed.data : 'malformed'
}

/** The body, unless it grows over the limit: then nothing more is kept, whatever length was announced. */
function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer | 'too large' | 'broken off'> {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) return Promise.resolve('too large')
  return new Promise((resolve) => {
    const parts: Buffer[] = []
    let bytes = 0
    request.on('data', (part: Buffer) => {
      bytes += part.length
      if (bytes > limitBytes) {
        parts.length = 0
        resolve('too large')
      } else parts.push(part)
    })
    request.on('end', () => resolve(Buffer.concat(parts.splice(0))))
    request.on('error', () => resolve('broken off'))
    request.on('close', () => resolve('broken off'))
  })
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}
