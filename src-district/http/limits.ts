import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import type { District } from '../context.ts'
import { readToken } from '../seats/proof.ts'
import { bearerOf } from './callers.ts'

/** Requests of one seat, or of one address that has no token, in a minute. A first sync of 100,000 rows takes 150. */
export const REQUESTS_A_MINUTE = 1_200

/** A room that must be entered first: it counts what the routes after it are asked. Each instance counts for itself. */
export const limitRequests =
  (most = REQUESTS_A_MINUTE) =>
  async (app: FastifyInstance, district: District): Promise<void> => {
    const none = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false }
    await app.register(rateLimit, {
      max: most,
      timeWindow: '1 minute',
      keyGenerator: (request) => {
        const claim = readToken(district.secret, bearerOf(request), district.nowMs())
        return claim ? `${claim.streetCode}.${claim.seatCode}` : request.ip
      },
      addHeaders: { ...none, 'retry-after': false },
      addHeadersOnExceeding: none,
    })
  }
