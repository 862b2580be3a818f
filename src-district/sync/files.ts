import { CHUNK_BYTES } from '../../src-shared/sync/protocol.ts'
import type { District } from '../context.ts'
import type { Sql } from '../db/db.ts'
import { Refused } from '../refused.ts'
import { sha256, type SeatClaim } from '../seats/proof.ts'
import { findCaller } from './pull.ts'

/** A quarter of a gigabyte a file. */
export const MOST_PIECES = 256

export interface PieceName {
  sha256: string
  piece: number
}

/** @throws Refused `not_found` */
export async function readPiece(district: District, claim: SeatClaim, name: PieceName): Promise<Buffer> {
  return district.db.inStreet(claim.streetCode, async (sql) => {
    await findCaller(sql, claim)
    const [row] = await sql<{ bytes: Uint8Array }>(
      'SELECT bytes FROM file_piece WHERE street_code = $1 AND sha256 = $2 AND piece = $3',
      [claim.streetCode, name.sha256, name.piece],
    )
    if (!row) throw new Refused('not_found', '区里还没有这份文件')
    return Buffer.from(row.bytes)
  })
}

export async function hasPiece(district: District, claim: SeatClaim, name: PieceName): Promise<boolean> {
  return district.db.inStreet(claim.streetCode, async (sql) => {
    await findCaller(sql, claim)
    const rows = await sql('SELECT FROM file_piece WHERE street_code = $1 AND sha256 = $2 AND piece = $3', [
      claim.streetCode,
      name.sha256,
      name.piece,
    ])
    return rows.length > 0
  })
}

/**
 * Keeps a piece of a file that a row of the street speaks of. The last piece, which is shorter, is taken only if the whole has its name
 * as its sum; else all pieces are forgotten and may be sent again.
 *
 * @throws Refused `not_found` if no row speaks of it | `too_large` | `shape` if the sum is wrong
 */
export async function savePiece(district: District, claim: SeatClaim, name: PieceName, bytes: Buffer): Promise<void> {
  if (bytes.length > CHUNK_BYTES) throw new Refused('too_large', '一段文件不能超过 1 MiB')
  const { streetCode } = claim
  const isWhole = await district.db.inStreet(streetCode, async (sql) => {
    await findCaller(sql, claim)
    const refs = await sql('SELECT FROM file_ref WHERE street_code = $1 AND sha256 = $2 LIMIT 1', [
      streetCode,
      name.sha256,
    ])
    if (refs.length === 0) throw new Refused('not_found', '没有记录提到这份文件，没有收下')
    await sql(
      'INSERT INTO file_piece (street_code, sha256, piece, bytes) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
      [streetCode, name.sha256, name.piece, bytes],
    )
    if (bytes.length === CHUNK_BYTES || (await isRight(sql, streetCode, name))) return true
    await sql('DELETE FROM file_piece WHERE street_code = $1 AND sha256 = $2', [streetCode, name.sha256])
    return false
  })
  if (!isWhole) throw new Refused('shape', '文件内容与它的摘要不符，请重新发送')
}

/** True while pieces before the last are missing, too: they may come in any order. */
async function isRight(sql: Sql, street: string, { sha256: sum, piece: last }: PieceName): Promise<boolean> {
  const rows = await sql<{ piece: number; bytes: Uint8Array }>(
    'SELECT piece, bytes FROM file_piece WHERE street_code = $1 AND sha256 = $2 ORDER BY piece',
    [street, sum],
  )
  if (rows.length < last + 1) return true
  return sha256(Buffer.concat(rows.map(({ bytes }) => bytes))).toString('hex') === sum
}
