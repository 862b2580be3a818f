import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { BATCH_ROWS, EnrolInput, HelloInput } from '../../src-shared/sync/protocol.ts'
import type { District } from '../context.ts'
import { readJson, sendJson } from '../http/wire.ts'
import { Refused } from '../refused.ts'
import { bearerOf, check, claimOf } from '../http/callers.ts'
import { enrol } from '../seats/enrol.ts'
import { greet, openEpoch } from '../seats/hello.ts'
import { newNonce, type SeatClaim } from '../seats/proof.ts'
import { pullPage, type PullInput } from './pull.ts'
import { bulkRoutes } from './bulkRoutes.ts'
import { takeBatch } from './push.ts'

const Count = z.coerce.number().int().min(0)
const PullQuery = z.object({
  cursor: Count.max(Number.MAX_SAFE_INTEGER),
  since: Count.max(Number.MAX_SAFE_INTEGER).optional(),
  limit: Count.min(1).max(BATCH_ROWS).default(BATCH_ROWS),
  wait: Count.max(55).default(0),
})

/** The seats' side of the server: `src-main/sync/README.md` says what each means. */
export function syncRoutes(app: FastifyInstance, district: District): void {
  // Guessing a code is hopeless; that nobody tries it all day long is tidier still.
  app.post('/sync/enrol', { config: { rateLimit: { max: 10, timeWindow: '1 minute' } } }, async (request, reply) => {
    const input = check(EnrolInput, await readJson(request.body))
    return sendJson(reply, JSON.stringify(await enrol(district, input)))
  })
  app.get('/sync/nonce', (_request, reply) => {
    const nowMs = district.nowMs()
    const nonce = newNonce(district.secret, nowMs, district.random)
    return sendJson(reply, JSON.stringify({ nonce, serverTimeMs: nowMs }))
  })
  app.post('/sync/hello', async (request, reply) => {
    const input = check(HelloInput, await readJson(request.body))
    return sendJson(reply, JSON.stringify(await greet(district, input)))
  })
  app.post('/sync/push', async (request, reply) => {
    const claim = claimOf(district, request)
    const signature = request.headers['x-sign']
    if (typeof signature !== 'string') throw new Refused('bad_signature', '这一批没有签名')
    const sent = request.body as Buffer
    const message = await readJson(sent)
    return sendJson(
      reply,
      JSON.stringify(await takeBatch(district, { ...claim, token: bearerOf(request) }, sent, signature, message)),
    )
  })
  app.get('/sync/pull', async (request, reply) => {
    const claim = claimOf(district, request)
    const { wait, ...input } = check(PullQuery, request.query)
    const page =
      wait > 0 ? await pullWaiting(district, claim, input, wait, request) : await pullPage(district, claim, input)
    return sendJson(reply, page.json)
  })
  app.post('/sync/epoch', async (request, reply) => {
    const claim = claimOf(district, request)
    return sendJson(reply, JSON.stringify(await openEpoch(district, claim)))
  })
  bulkRoutes(app, district)
}

/** Asks at once, and again when there is news: the wait is registered first, so that nothing falls in between. */
async function pullWaiting(
  district: District,
  claim: SeatClaim,
  input: PullInput,
  seconds: number,
  request: FastifyRequest,
): Promise<Awaited<ReturnType<typeof pullPage>>> {
  let leave = (): void => {}
  const gone = new Promise<void>((resolve) => (leave = resolve))
  const onClose = (): void => leave()
  request.raw.socket.once('close', onClose)
  const stand = { token: bearerOf(request), cursor: input.cursor }
  try {
    const untilMs = district.nowMs() + seconds * 1000
    for (;;) {
      const news = district.hub.wait(claim.streetCode, stand, Math.max(untilMs - district.nowMs(), 0), gone)
      const page = await pullPage(district, claim, { ...input, cursor: stand.cursor })
      if (page.rows > 0) return page
      const end = await news
      if (end === 'over') return page
      const fresh = end === 'news' ? undefined : end.pageFor(stand.cursor, claim.seatCode)
      if (!fresh) continue
      district.metrics.pulled(fresh.rows)
      return fresh
    }
  } finally {
    leave()
    request.raw.socket.off('close', onClose)
  }
}
