import { CHUNK_BYTES, type SnapshotInfo } from '../../src-shared/sync/protocol.ts'
import type { Sql } from '../db/db.ts'

const INFO = 'id, cursor, rows, bytes, sha256'

/** The newest snapshot of the street. */
export async function findSnapshot(sql: Sql, streetCode: string): Promise<SnapshotInfo | undefined> {
  const [snapshot] = await sql<SnapshotInfo>(
    `SELECT ${INFO} FROM snapshot WHERE street_code = $1 ORDER BY cursor DESC, made_at DESC LIMIT 1`,
    [streetCode],
  )
  return snapshot
}

export async function findSnapshotById(sql: Sql, streetCode: string, id: string): Promise<SnapshotInfo | undefined> {
  const [snapshot] = await sql<SnapshotInfo>(`SELECT ${INFO} FROM snapshot WHERE street_code = $1 AND id = $2`, [
    streetCode,
    id,
  ])
  return snapshot
}

/** Bytes `from` to `to`, the last included. */
export async function readSnapshotBytes(
  sql: Sql,
  streetCode: string,
  id: string,
  from: number,
  to: number,
): Promise<Buffer> {
  const firstPiece = Math.floor(from / CHUNK_BYTES)
  const pieces = await sql<{ bytes: Uint8Array }>(
    `SELECT bytes FROM snapshot_piece WHERE street_code = $1 AND id = $2 AND piece BETWEEN $3 AND $4 ORDER BY piece`,
    [streetCode, id, firstPiece, Math.floor(to / CHUNK_BYTES)],
  )
  const start = from - firstPiece * CHUNK_BYTES
  return Buffer.concat(pieces.map(({ bytes }) => bytes)).subarray(start, start + to - from + 1)
}

export async function insertPiece(sql: Sql, streetCode: string, id: string, piece: number, bytes: Buffer) {
  await sql('INSERT INTO snapshot_piece (street_code, id, piece, bytes) VALUES ($1, $2, $3, $4)', [
    streetCode,
    id,
    piece,
    bytes,
  ])
}

export async function insertSnapshot(sql: Sql, streetCode: string, info: SnapshotInfo, at: string): Promise<void> {
  await sql(`INSERT INTO snapshot (street_code, ${INFO}, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`, [
    streetCode,
    info.id,
    info.cursor,
    info.rows,
    info.bytes,
    info.sha256,
    at,
  ])
}

/** All but the newest two: somebody may be reading the one before. */
export async function dropSnapshotsBefore(sql: Sql, streetCode: string, cursor: number): Promise<void> {
  await sql(
    `WITH kept AS (
       SELECT id FROM snapshot WHERE street_code = $1 AND cursor <= $2 ORDER BY cursor DESC, made_at DESC LIMIT 2
     ), dropped AS (
       DELETE FROM snapshot WHERE street_code = $1 AND id NOT IN (SELECT id FROM kept) RETURNING id
     )
     DELETE FROM snapshot_piece WHERE street_code = $1 AND id IN (SELECT id FROM dropped)`,
    [streetCode, cursor],
  )
}

/** Streets that have moved on by more than `rows` since their newest snapshot. */
export async function listStale(sql: Sql, rows: number): Promise<string[]> {
  const stale = await sql<{ street: string }>(
    `SELECT h.street_code AS street FROM street_head h
     LEFT JOIN (SELECT street_code, max(cursor) AS cursor FROM snapshot GROUP BY street_code) s USING (street_code)
     WHERE h.seq - coalesce(s.cursor, 0) > $1 ORDER BY h.street_code`,
    [rows],
  )
  return stale.map(({ street }) => street)
}
