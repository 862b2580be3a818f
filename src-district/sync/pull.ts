import { sumToHex, xorSum } from '../../src-shared/sync/digest.ts'
import { BATCH_BYTES, BATCH_ROWS } from '../../src-shared/sync/protocol.ts'
import type { Stamp } from '../../src-shared/sync/stamp.ts'
import { isoOf, type District } from '../context.ts'
import type { Sql } from '../db/db.ts'
import { Refused } from '../refused.ts'
import { refuseRevoked } from '../seats/hello.ts'
import type { SeatClaim } from '../seats/proof.ts'
import { noteCursor } from '../seats/repo.ts'
import { readOlder, type StoredRow } from './heldRow.ts'

export interface PullInput {
  cursor: number
  /** Up to where the seat has every field; its cursor, unless it is between two pages. */
  since?: number | undefined
  limit: number
}
/** A page as JSON text: rows are passed through as they are stored, without being parsed. */
export interface Page {
  json: string
  rows: number
  next: number
  head: number
}
const FIRST = `'directive', 'published'`
/** Rows bigger than this in sum end a page, expanded; JSON of this kind compresses to a third. */
const PAGE_CHARS = BATCH_BYTES * 2
/** A seat's cursor is noted at most this often: it is for the district's picture, not for the protocol. */
const NOTE_EVERY_MS = 60_000

interface Caller {
  seq: number
  sumHigh: number
  sumLow: number
  ownHigh: number | null
  ownLow: number | null
  publicKey: string
  revokedAt: string | null
  lastContactAt: string | null
}

type PageCaller = Pick<Caller, 'seq' | 'sumHigh' | 'sumLow' | 'ownHigh' | 'ownLow'>

/** @throws Refused `token` | `revoked` | `lineage` if the cursor is beyond the head */
export async function pullPage(
  district: District,
  claim: SeatClaim,
  { cursor, since = cursor, limit }: PullInput,
): Promise<Page> {
  const { streetCode, seatCode } = claim
  let isOld = false
  const page = await district.db.inStreet(
    streetCode,
    async (sql) => {
      const most = Math.min(Math.max(limit, 1), BATCH_ROWS)
      const [caller, { texts, upTo }] = await Promise.all([
        findCaller(sql, claim),
        listAfter(sql, claim, { cursor, since: Math.min(since, cursor) }, most),
      ])
      if (cursor > caller.seq) throw new Refused('lineage', '区里的数据与上次不是同一份，已停止同步，本机数据未动')
      isOld = (caller.lastContactAt ?? '') < isoOf(district.nowMs() - NOTE_EVERY_MS)
      return toPage(caller, texts, upTo ?? caller.seq)
    },
    { isOneMoment: true },
  )
  if (isOld)
    await district.db.inStreet(streetCode, (sql) =>
      noteCursor(sql, streetCode, seatCode, cursor, isoOf(district.nowMs())),
    )
  district.metrics.pulled(page.rows)
  return page
}

/** Who asks, the head, and the sums over all rows that this seat may have. */
export async function findCaller(sql: Sql, { streetCode, seatCode }: SeatClaim): Promise<Caller> {
  const [caller] = await sql<Caller>(
    `SELECT h.seq, h.sum_high AS "sumHigh", h.sum_low AS "sumLow", s.public_key AS "publicKey", s.revoked_at AS "revokedAt",
       s.last_contact_at AS "lastContactAt", d.high AS "ownHigh", d.low AS "ownLow"
     FROM seat s JOIN street_head h ON h.street_code = s.street_code
     LEFT JOIN LATERAL (SELECT bit_xor(high) AS high, bit_xor(low) AS low FROM digest
       WHERE street_code = $1 AND tbl = 'sealed_box' AND owner = s.public_key) d ON true
     WHERE s.street_code = $1 AND s.seat_code = $2`,
    [streetCode, seatCode],
  )
  if (!caller) throw new Refused('token', '区里没有这个座席')
  refuseRevoked(caller)
  return caller
}

export type PulledColumns = Pick<StoredRow, 'seq' | 'tbl' | 'key' | 'stamp' | 'gone' | 'older' | 'data'>
export const PULLED = 'seq, tbl, key, stamp, gone, older, data'

/** Stands in no JSON text and in no checked key. */
const NEXT_ROW = '\u001e'
const NEXT_COLUMN = '\u001f'
/** A row that is passed on as it is stored is made into its text where it lies: one value comes back and not seven a row. */
const ROW_TEXT = `CASE WHEN older = ''
  THEN '[' || seq || ',"' || tbl || '",' || to_json(key) || ',"' || stamp || '",' || gone || ',' || data || ']'
  ELSE '${NEXT_COLUMN}' || concat_ws('${NEXT_COLUMN}', seq, tbl, key, stamp, gone, older, data) END`

/** Rows in order until they are too many or too big together, which is asked of their lengths alone; `upTo` is left out where the head is reached. */
async function listAfter(
  sql: Sql,
  { streetCode, seatCode }: SeatClaim,
  { cursor, since }: { cursor: number; since: number },
  limit: number,
): Promise<{ texts: string[]; upTo?: number }> {
  const [page] = await sql<{
    found: number
    upTo: number | null
    last: number | null
    first: string | null
    rest: string | null
  }>(
    `WITH own AS (
       SELECT public_key FROM seat WHERE street_code = $1 AND seat_code = $3
     ), cut AS (
       SELECT count(*) AS found, max(seq) AS last, max(seq) FILTER (WHERE before < ${PAGE_CHARS}) AS up_to FROM (
         SELECT seq, sum(length) OVER (ORDER BY seq) - length AS before FROM (
           SELECT seq, octet_length(data) AS length FROM sync_row
           WHERE street_code = $1 AND seq > $2 AND (only_for IS NULL OR only_for = (SELECT public_key FROM own))
           ORDER BY seq LIMIT $4
         ) r
       ) r
     )
     SELECT (SELECT found FROM cut), (SELECT last FROM cut), (SELECT up_to FROM cut) AS "upTo",
       string_agg(text, '${NEXT_ROW}') FILTER (WHERE tbl IN (${FIRST})) AS first,
       string_agg(text, '${NEXT_ROW}') FILTER (WHERE tbl NOT IN (${FIRST})) AS rest
     FROM (
       SELECT tbl, ${ROW_TEXT} AS text FROM sync_row
       WHERE street_code = $1 AND seq > $2 AND seq <= (SELECT up_to FROM cut)
         AND (only_for IS NULL OR only_for = (SELECT public_key FROM own)) ORDER BY seq
     ) r`,
    [streetCode, cursor, seatCode, limit],
  )
  if (!page?.upTo) return { texts: [] }
  const texts = [page.first, page.rest].flatMap((each) => (each ? each.split(NEXT_ROW) : []))
  const isLast = page.found < limit && page.upTo === page.last
  return {
    texts: texts.map((text) => (text.startsWith(NEXT_COLUMN) ? rowJson(ofColumns(text), since) : text)),
    ...(isLast ? {} : { upTo: page.upTo }),
  }
}

function ofColumns(text: string): PulledColumns {
  const [, seq, tbl = '', key = '', stamp = '', gone, older = '', data = ''] = text.split(NEXT_COLUMN)
  return { seq: Number(seq), tbl, key, stamp, gone: Number(gone), older, data }
}

/** @param texts rows as JSON @param next the cursor behind them */
export function toPage(caller: PageCaller, texts: readonly string[], next: number): Page {
  const { seq: head } = caller
  const sum = next === head ? `,"sum":"${sumOf(caller)}"` : ''
  return {
    json: `{"rows":[${texts.join(',')}],"next":${next},"head":${head}${sum}}`,
    rows: texts.length,
    next,
    head,
  }
}

function sumOf({ sumHigh, sumLow, ownHigh, ownLow }: PageCaller): string {
  return sumToHex(xorSum([sumHigh, sumLow], [ownHigh ?? 0, ownLow ?? 0]))
}

/** A `PulledRow` as text, with the fields numbered after what the seat has whole. A row without older fields goes as it is stored. */
export function rowJson({ seq, tbl, key, stamp, gone, older, data }: PulledColumns, since: number): string {
  const start = `[${seq},"${tbl}",${JSON.stringify(key)},"${stamp}",${gone},`
  if (older === '') return `${start}${data}]`
  const { stamps, seqs } = readOlder(older, stamp as Stamp, seq)
  const values = JSON.parse(data) as Record<string, unknown>
  const named: Record<string, Stamp> = {}
  let hasNamed = false
  for (const field of Object.keys(values)) {
    if (Object.hasOwn(seqs, field) && (seqs[field] as number) <= since) delete values[field]
    else if (Object.hasOwn(stamps, field)) {
      named[field] = stamps[field] as Stamp
      hasNamed = true
    }
  }
  return `${start}${JSON.stringify(values)}${hasNamed ? `,${JSON.stringify(named)}` : ''}]`
}
