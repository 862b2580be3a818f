import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import type { RpcReply } from '../../../src-shared/contract.ts'
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
  const body = await readBody(request, limitBytes)
  if (body === 'too large') {
    // The rest is thrown away unread, so that the browser gets to see the answer; but not for ever.
    const impatience = setTimeout(() => request.socket.destroy(), DRAIN_MS).unref()
    request.on('close', () => clearTimeout(impatience))
    request.resume()
    return refuse(response, 413, 'too large')
  }
  if (body === 'broken off') return
  const parsed = Request.safeParse(parseJson(body))
  if (!parsed.success) return refuse(response, 400, 'malformed')
  const { method, input } = parsed.data

  let reply: RpcReply
  try {
    reply = await core.dispatch(callerId, { method, input })
  } catch (error) {
    log.error('rpc.bug', { method, stack: error instanceof Error ? (error.stack ?? error.name) : typeof error })
    reply = { ok: false, error: { code: 'internal', message: '程序内部出错，已记入日志', details: {} } }
  }
  answerJson(response, 200, reply)
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
    request.on('end', () => resolve(Buffer.concat(parts)))
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
