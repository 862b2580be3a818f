import { promisify } from 'node:util'
import { constants, zstdCompress, zstdCompressSync, zstdDecompress, zstdDecompressSync } from 'node:zlib'
import type { FastifyReply } from 'fastify'
import { Refused } from '../refused.ts'

/** A body as sent, and what it may expand to: checked while it expands. */
export const MOST_SENT_BYTES = 2 * 1024 * 1024 + 64 * 1024
export const MOST_BODY_BYTES = 16 * 1024 * 1024
/** Shorter answers are sent as they are. */
const PACK_FROM_BYTES = 512
/** Above this the work goes to another thread; below, the way there costs more. */
const THREAD_FROM_BYTES = 64 * 1024
const MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd])

const params = { [constants.ZSTD_c_compressionLevel]: 1 }
const pack = promisify(zstdCompress) as (bytes: Buffer, options: object) => Promise<Buffer>
const unpack = promisify(zstdDecompress) as (bytes: Buffer, options: object) => Promise<Buffer>

/**
 * JSON of a request: a zstd frame tells itself from JSON by its first byte.
 * @throws Refused `too_large` | `shape`
 */
export async function readJson(body: unknown): Promise<unknown> {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0)
  const isPacked = bytes.subarray(0, 4).equals(MAGIC)
  let text: Buffer
  try {
    const limit = { maxOutputLength: MOST_BODY_BYTES }
    if (!isPacked) text = bytes
    else text = bytes.length > THREAD_FROM_BYTES ? await unpack(bytes, limit) : zstdDecompressSync(bytes, limit)
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw new Refused('too_large', '内容展开后太大')
    throw new Refused('shape', '内容解不开')
  }
  try {
    return JSON.parse(text.toString('utf8')) as unknown
  } catch {
    throw new Refused('shape', '内容不是 JSON')
  }
}

/** Sends JSON text with no header that is not needed. */
export async function sendJson(reply: FastifyReply, json: string): Promise<FastifyReply> {
  const bytes = Buffer.from(json)
  reply.header('content-type', 'application/json')
  if (bytes.length < PACK_FROM_BYTES) return reply.send(bytes)
  reply.header('content-encoding', 'zstd')
  return reply.send(
    bytes.length > THREAD_FROM_BYTES ? await pack(bytes, { params }) : zstdCompressSync(bytes, { params }),
  )
}
