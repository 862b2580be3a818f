import { rowSum, sumToHex } from '../../src-shared/sync/digest.ts'
import { BUCKETS } from '../../src-shared/sync/protocol.ts'
import type { Stamp } from '../../src-shared/sync/stamp.ts'
import type { District } from '../context.ts'
import { eachOf, joined } from '../db/columns.ts'
import type { SeatClaim } from '../seats/proof.ts'
import { readOlder, type StoredRow } from './heldRow.ts'
import { findCaller, PULLED, rowJson, type PulledColumns } from './pull.ts'

/** Whose rows a caller may have; `$3` is its public key. */
const MAY_HAVE = '(only_for IS NULL OR only_for = $3)'
const HEX_OF_NOTHING = ''

/** Sums of all tables by bucket, as of one moment: the answer to where a seat and the district differ. */
export function readDigests(district: District, claim: SeatClaim): Promise<string> {
  const { streetCode } = claim
  return district.db.inStreet(
    streetCode,
    async (sql) => {
      const { seq, publicKey } = await findCaller(sql, claim)
      const rows = await sql<{ tbl: string; bucket: number; high: number; low: number }>(
        `SELECT tbl, bucket, bit_xor(high) AS high, bit_xor(low) AS low FROM digest
         WHERE street_code = $1 AND owner IN ('', $2) GROUP BY tbl, bucket`,
        [streetCode, publicKey],
      )
      const tables: Record<string, string[]> = {}
      for (const { tbl, bucket, high, low } of rows) {
        const sums = (tables[tbl] ??= new Array<string>(BUCKETS).fill(HEX_OF_NOTHING))
        sums[bucket] = sumToHex([high, low])
      }
      return JSON.stringify({ head: seq, tables })
    },
    { isOneMoment: true },
  )
}

/** Keys and sums of one bucket. Without an index of its own: it is asked for where something is wrong. */
export function readBucket(district: District, claim: SeatClaim, table: string, bucket: number): Promise<string> {
  const { streetCode } = claim
  return district.db.inStreet(streetCode, async (sql) => {
    const { publicKey } = await findCaller(sql, claim)
    const rows = await sql<Pick<StoredRow, 'key' | 'seq' | 'stamp' | 'gone' | 'older'>>(
      `SELECT key, seq, stamp, gone, older FROM sync_row
       WHERE street_code = $1 AND tbl = $2 AND bucket = $4 AND ${MAY_HAVE} ORDER BY key`,
      [streetCode, table, publicKey, bucket],
    )
    return JSON.stringify({ rows: rows.map((row) => [row.key, sumToHex(sumOfStored(table, row))]) })
  })
}

function sumOfStored(table: string, row: Pick<StoredRow, 'key' | 'seq' | 'stamp' | 'gone' | 'older'>) {
  const stamp = row.stamp as Stamp
  const { stamps } = readOlder(row.older, stamp, row.seq)
  return rowSum(table, row.key, { stamp, gone: row.gone === 1, older: stamps })
}

/** Whole rows by their keys, as a page. */
export function readRowsByKey(
  district: District,
  claim: SeatClaim,
  { table, keys }: { table: string; keys: readonly string[] },
): Promise<string> {
  const { streetCode } = claim
  return district.db.inStreet(
    streetCode,
    async (sql) => {
      const { seq, publicKey } = await findCaller(sql, claim)
      const rows = await sql<PulledColumns>(
        `${eachOf(4, 'key', `SELECT ${PULLED} FROM sync_row WHERE street_code = $1 AND tbl = $2 AND ${MAY_HAVE}`)}
         ORDER BY seq`,
        [streetCode, table, publicKey, joined(keys)],
      )
      return `{"rows":[${rows.map((row) => rowJson(row, 0)).join(',')}],"next":${seq},"head":${seq}}`
    },
    { isOneMoment: true },
  )
}
