import type { FastifyInstance } from 'fastify'
import type { District } from '../context.ts'
import { isEqual } from '../seats/proof.ts'
import { bearerOf } from './callers.ts'

/** For whoever watches over the server. Counts only; `/metrics` answers this computer, or who has the key. */
export function healthRoutes(metricsKey = '') {
  return (app: FastifyInstance, district: District): void => {
    app.get('/healthz', { config: { rateLimit: false } }, async (_request, reply) => {
      try {
        await district.db.outsideStreets((sql) => sql('SELECT 1 FROM district_meta LIMIT 1'))
        return reply.header('content-type', 'application/json').send('{"ok":true}')
      } catch {
        return reply.code(503).header('content-type', 'application/json').send('{"ok":false}')
      }
    })
    app.get('/metrics', { config: { rateLimit: false } }, async (request, reply) => {
      const isHere = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip)
      const hasKey = metricsKey !== '' && isEqual(bearerOf(request), metricsKey)
      if (!isHere && !hasKey) return reply.code(404).send()
      const { registry } = district.metrics
      return reply.header('content-type', registry.contentType).send(await registry.metrics())
    })
  }
}
