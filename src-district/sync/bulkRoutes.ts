import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { BUCKETS, RowKey, Sha256, TableName } from '../../src-shared/sync/protocol.ts'
import type { District } from '../context.ts'
import { readJson, sendJson } from '../http/wire.ts'
import { Refused } from '../refused.ts'
import { check, claimOf } from '../http/callers.ts'
import { readBucket, readDigests, readRowsByKey } from './compare.ts'
import { hasPiece, MOST_PIECES, readPiece, savePiece } from './files.ts'
import { findCaller } from './pull.ts'
import { findSnapshotById, readSnapshotBytes } from './snapshotRepo.ts'
import { isPlainText } from './text.ts'

const MOST_KEYS = 2_000
const FILE_REQUESTS_A_MINUTE = 12_000
/** One answer of a snapshot at most; the seat asks on from there. */
const MOST_RANGE_BYTES = 16 * 1024 * 1024

const BucketQuery = z.object({
  table: TableName,
  bucket: z.coerce
    .number()
    .int()
    .min(0)
    .max(BUCKETS - 1),
})
const RowsInput = z.object({
  table: TableName,
  keys: z.array(RowKey.refine((key) => isPlainText(key, 300))).max(MOST_KEYS),
})
const PieceParams = z.object({
  sha256: Sha256,
  piece: z.coerce
    .number()
    .int()
    .min(0)
    .max(MOST_PIECES - 1),
})
const SnapshotParams = z.object({ id: z.string().regex(/^[\w-]{1,40}$/) })

/** Comparing, first syncs and files: what is asked for seldom and is large. */
export function bulkRoutes(app: FastifyInstance, district: District): void {
  app.get('/sync/digest', async (request, reply) => {
    return sendJson(reply, await readDigests(district, claimOf(district, request)))
  })
  app.get('/sync/bucket', async (request, reply) => {
    const claim = claimOf(district, request)
    const { table, bucket } = check(BucketQuery, request.query)
    return sendJson(reply, await readBucket(district, claim, table, bucket))
  })
  app.post('/sync/rows', async (request, reply) => {
    const claim = claimOf(district, request)
    return sendJson(reply, await readRowsByKey(district, claim, check(RowsInput, await readJson(request.body))))
  })
  app.get('/sync/snapshot/:id', (request, reply) => sendSnapshot(district, request, reply))
  const file = '/sync/file/:sha256/:piece'
  // A first sync may have thousands of papers, each asked for and sent.
  const config = { rateLimit: { max: FILE_REQUESTS_A_MINUTE, timeWindow: '1 minute' } }
  app.head(file, { config }, async (request, reply) => {
    const claim = claimOf(district, request)
    const isThere = await hasPiece(district, claim, check(PieceParams, request.params))
    return reply.code(isThere ? 200 : 404).send()
  })
  app.get(file, { config }, async (request, reply) => {
    const claim = claimOf(district, request)
    const bytes = await readPiece(district, claim, check(PieceParams, request.params))
    return reply.header('content-type', 'application/octet-stream').send(bytes)
  })
  app.put(file, { config }, async (request, reply) => {
    const claim = claimOf(district, request)
    const name = check(PieceParams, request.params)
    await savePiece(district, claim, name, Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0))
    return reply.code(204).send()
  })
}

async function sendSnapshot(district: District, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const claim = claimOf(district, request)
  const { id } = check(SnapshotParams, request.params)
  const { bytes, from, to, total } = await district.db.inStreet(claim.streetCode, async (sql) => {
    await findCaller(sql, claim)
    const info = await findSnapshotById(sql, claim.streetCode, id)
    if (!info) throw new Refused('not_found', '这份首次同步文件已换新，请重新联系区里')
    const range = rangeOf(request.headers.range, info.bytes)
    return {
      ...range,
      total: info.bytes,
      bytes: await readSnapshotBytes(sql, claim.streetCode, id, range.from, range.to),
    }
  })
  const isPart = bytes.length < total
  if (isPart) reply.header('content-range', `bytes ${from}-${to}/${total}`)
  return reply
    .code(isPart ? 206 : 200)
    .header('content-type', 'application/octet-stream')
    .header('accept-ranges', 'bytes')
    .send(bytes)
}

/** One range, cut to what one answer may hold. Without one: from the start. */
function rangeOf(header: string | undefined, total: number): { from: number; to: number } {
  const [, start = '0', end = ''] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(header ?? 'bytes=0-') ?? []
  const from = Number(start)
  const wanted = end === '' ? total - 1 : Number(end)
  if (from >= total || wanted < from) throw new Refused('shape', '文件没有这一段')
  return { from, to: Math.min(wanted, total - 1, from + MOST_RANGE_BYTES - 1) }
}
