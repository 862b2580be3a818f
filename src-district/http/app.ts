import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyServerOptions } from 'fastify'
import type { District } from '../context.ts'
import { Refused } from '../refused.ts'
import { MOST_SENT_BYTES } from './wire.ts'

/** Adds routes of its own; the pages of the district are another one. */
export type Room = (app: FastifyInstance, district: District) => void | Promise<void>

export interface AppOptions {
  tls?: { cert: Buffer; key: Buffer }
  /** Behind a proxy the caller's address is in `x-forwarded-for`. */
  isBehindProxy?: boolean
}

/**
 * The server without its routes: bodies arrive as bytes, refusals leave as `{code, message, serverTimeMs}`, answers carry no header
 * that nobody reads.
 */
export function createApp(district: District, { tls, isBehindProxy = false }: AppOptions = {}): FastifyInstance {
  const options: FastifyServerOptions = {
    bodyLimit: MOST_SENT_BYTES,
    trustProxy: isBehindProxy,
    forceCloseConnections: 'idle',
    requestTimeout: 120_000,
    exposeHeadRoutes: false,
    // An address that cannot be read comes to no handler.
    frameworkErrors: (_error, _request, reply) =>
      void refuse(district, reply as unknown as FastifyReply, new Refused('shape', '请求的地址不对')),
  }
  const app = (tls ? Fastify({ ...options, https: tls } as object) : Fastify(options)) as unknown as FastifyInstance
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.addHook('onRequest', (_request, reply, done) => {
    reply.raw.sendDate = false
    // What HTTP/1.1 does anyway need not be said.
    reply.raw.removeHeader('connection')
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    district.metrics.answered(request.routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime / 1000)
    done()
  })
  app.setNotFoundHandler((_request, reply) => refuse(district, reply, new Refused('not_found', '没有这个地址')))
  app.setErrorHandler((error: FastifyError | Refused, request, reply) => {
    if (error instanceof Refused) return refuse(district, reply, error)
    const known = refusalOf(error)
    if (known) return refuse(district, reply, known)
    district.log.error('failed', {
      route: request.routeOptions.url ?? 'none',
      kind: error.name,
      code: error.code ?? '',
    })
    return refuse(district, reply, new Refused('internal', '区里的服务器出错了，请稍后再试'))
  })
  return app
}

/** What Fastify itself refuses, before a route is asked. */
function refusalOf({ statusCode = 500 }: FastifyError): Refused | undefined {
  if (statusCode === 413) return new Refused('too_large', '内容太大')
  if (statusCode === 429) return new Refused('busy', '请求太频繁，请稍后再试')
  return statusCode >= 400 && statusCode < 500 ? new Refused('shape', '请求的格式不对') : undefined
}

function refuse(district: District, reply: FastifyReply, { code, message, status }: Refused) {
  const json = JSON.stringify({ code, message, serverTimeMs: district.nowMs() })
  return reply.code(status).header('content-type', 'application/json').send(Buffer.from(json))
}
