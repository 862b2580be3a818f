import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'

export interface SyncRequest {
  method: 'GET' | 'POST' | 'PUT' | 'HEAD'
  path: string
  headers?: Record<string, string>
  body?: Buffer
  signal?: AbortSignal | undefined
  /** Longer for a request that waits for news. */
  timeoutMs?: number
}
export interface SyncReply {
  status: number
  body: Buffer
}

/** How a seat reaches the district; the simulator has another one. */
export interface Transport {
  send(request: SyncRequest): Promise<SyncReply>
  close(): void
}

const TIMEOUT_MS = 60_000
/** A snapshot comes by ranges of its own, so no answer is longer. */
const MOST_BYTES = 64 * 1024 * 1024

/**
 * HTTP/1.1 on kept connections with no header that is not needed: one changed field costs about a kilobyte in all.
 *
 * @param url of the district; plain HTTP only on this computer
 * @param ca a certificate of the district's own making, PEM
 * @throws Error if the address is no URL or would send in the clear
 */
export function httpTransport(url: string, ca?: string): Transport {
  const base = new URL(url)
  const isPlain = base.protocol === 'http:'
  if (isPlain && !['127.0.0.1', 'localhost', '[::1]'].includes(base.hostname))
    throw new Error('Plain HTTP is for this computer only')
  if (!isPlain && base.protocol !== 'https:') throw new Error('Not an address of a district')
  const agent = isPlain
    ? new HttpAgent({ keepAlive: true, maxSockets: 4 })
    : new HttpsAgent({ keepAlive: true, maxSockets: 4, ...(ca ? { ca } : {}) })
  const open = isPlain ? httpRequest : httpsRequest
  return {
    send: ({ method, path, headers = {}, body, signal, timeoutMs = TIMEOUT_MS }) =>
      new Promise((resolve, reject) => {
        const sent = open(
          {
            agent,
            method,
            host: base.hostname.replace(/^\[|\]$/g, ''),
            port: base.port || (isPlain ? 80 : 443),
            path: `${base.pathname.replace(/\/$/, '')}${path}`,
            headers: body ? { ...headers, 'content-length': String(body.length) } : headers,
            timeout: timeoutMs,
            ...(signal ? { signal } : {}),
          },
          (reply) =>
            void collect(reply).then((bytes) => resolve({ status: reply.statusCode ?? 0, body: bytes }), reject),
        )
        sent.removeHeader('connection') // what HTTP/1.1 does anyway need not be said
        sent.on('timeout', () => sent.destroy(new Error('No answer in time')))
        sent.on('error', reject)
        sent.end(body)
      }),
    close: () => agent.destroy(),
  }
}

async function collect(reply: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of reply as AsyncIterable<Buffer>) {
    length += part.length
    if (length > MOST_BYTES) throw new Error('An answer too long')
    parts.push(part)
  }
  if (!reply.complete) throw new Error('An answer cut short')
  return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)
}
