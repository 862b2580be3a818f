import type { FastifyInstance } from 'fastify'
import type { Transport } from '../../../src-main/sync/transport.ts'

/** The real server code without sockets. */
export function injectTransport(app: Pick<FastifyInstance, 'inject'>): Transport {
  return {
    async send({ method, path, headers = {}, body, signal }) {
      signal?.throwIfAborted()
      const reply = await app.inject({ method, url: path, headers, ...(body ? { payload: body } : {}) })
      return { status: reply.statusCode, body: reply.rawPayload }
    },
    close: () => {},
  }
}
