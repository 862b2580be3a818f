import { createHash, type Hash } from 'node:crypto'
import { once } from 'node:events'
import { constants, createZstdCompress } from 'node:zlib'
import { CHUNK_BYTES, type SnapshotInfo } from '../../src-shared/sync/protocol.ts'
import { SYNCED_TABLES } from '../../src-shared/sync/tables.ts'
import { isoOf, type District } from '../context.ts'
import { columnsOf, unnest } from '../db/columns.ts'
import type { Sql } from '../db/db.ts'
import { findHead } from '../seats/repo.ts'
import { PULLED, rowJson, type PulledColumns } from './pull.ts'
import { dropSnapshotsBefore, insertPiece, insertSnapshot } from './snapshotRepo.ts'

const ROWS_AT_ONCE = 1_000
/** What a seat needs before any matter can be shown: settings, places, people of the office, what the district said. */
const FIRST = SYNCED_TABLES.filter(
  ({ isOffices, isDistricts, name }) => isOffices || isDistricts || name === 'user_account',
).map(({ name }) => name)

/**
 * Makes the file from which a new seat starts: every row that all seats may have, as lines of JSON, newest matters first, each
 * with all that belongs to it; compressed and kept in pieces, so that any instance can give it. All as of one moment.
 *
 * @returns undefined if the street has no rows, or another instance is at it
 */
export async function makeSnapshot(district: District, street: string): Promise<SnapshotInfo | undefined> {
  return district.db.inStreet(
    street,
    async (sql) => {
      if (!(await isOurTurn(sql, street))) return undefined
      const cursor = await findHead(sql, street)
      if (cursor === 0) return undefined
      const id = Buffer.from(district.random(12)).toString('base64url')
      const writer = new PieceWriter((piece, bytes) => insertPiece(sql, street, id, piece, bytes))
      let rows = 0
      for await (const lines of readLines(sql, street)) {
        rows += lines.length
        await writer.write(`${lines.join('\n')}\n`)
      }
      const { bytes, sha256 } = await writer.end()
      const info = { id, cursor, rows, bytes, sha256 }
      await insertSnapshot(sql, street, info, isoOf(district.nowMs()))
      await dropSnapshotsBefore(sql, street, cursor)
      return info
    },
    { isOneMoment: true },
  )
}

const TURN = 4_211_908

async function isOurTurn(sql: Sql, street: string): Promise<boolean> {
  const [turn] = await sql<{ ours: boolean }>('SELECT pg_try_advisory_xact_lock($1::integer, hashtext($2)) AS ours', [
    TURN,
    street,
  ])
  return turn?.ours ?? false
}

/** Only names are sorted; the rows are fetched in that order, a thousand at a time. */
async function* readLines(sql: Sql, street: string): AsyncGenerator<string[]> {
  const first = FIRST.map((name) => `'${name}'`).join(', ')
  await sql(
    `DECLARE snapshot_rows NO SCROLL CURSOR FOR SELECT tbl, key FROM sync_row
     WHERE street_code = '${street}' AND only_for IS NULL
     ORDER BY tbl IN (${first}) DESC, coalesce(matter, key) COLLATE "C" DESC, tbl <> 'matter', tbl, key`,
  )
  for (;;) {
    const names = await sql<{ tbl: string; key: string }>(`FETCH ${ROWS_AT_ONCE} FROM snapshot_rows`)
    if (names.length === 0) break
    const rows = await sql<PulledColumns>(
      `SELECT ${PULLED.split(', ')
        .map((column) => `r.${column}`)
        .join(', ')}
       FROM ${unnest(['text', 'text', 'integer'], 2)} n (tbl, key, place)
       JOIN sync_row r ON r.street_code = $1 AND r.tbl = n.tbl AND r.key = n.key ORDER BY n.place`,
      [
        street,
        ...columnsOf(
          3,
          names.map(({ tbl, key }, place) => [tbl, key, place]),
        ),
      ],
    )
    yield rows.map((row) => rowJson(row, 0))
  }
  await sql('CLOSE snapshot_rows')
}

/** Compresses what is written and hands it on in pieces of one size. */
class PieceWriter {
  private readonly zstd = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } })
  private readonly hash: Hash = createHash('sha256')
  private readonly keep: (piece: number, bytes: Buffer) => Promise<void>
  private waiting: Buffer[] = []
  private length = 0
  private pieces = 0
  private total = 0

  constructor(keep: (piece: number, bytes: Buffer) => Promise<void>) {
    this.keep = keep
    this.zstd.on('data', (part: Buffer) => {
      this.waiting.push(part)
      this.length += part.length
    })
  }

  async write(text: string): Promise<void> {
    if (!this.zstd.write(text)) await once(this.zstd, 'drain')
    while (this.length >= CHUNK_BYTES) await this.flush(CHUNK_BYTES)
  }

  async end(): Promise<{ bytes: number; sha256: string }> {
    const ended = once(this.zstd, 'end')
    this.zstd.end()
    await ended
    while (this.length > 0) await this.flush(Math.min(CHUNK_BYTES, this.length))
    return { bytes: this.total, sha256: this.hash.digest('hex') }
  }

  private async flush(size: number): Promise<void> {
    const all = Buffer.concat(this.waiting)
    const piece = all.subarray(0, size)
    this.waiting = [all.subarray(size)]
    this.length = all.length - size
    this.total += size
    this.hash.update(piece)
    await this.keep(this.pieces, piece)
    this.pieces += 1
  }
}
