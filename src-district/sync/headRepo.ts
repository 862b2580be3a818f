import type { Sum } from '../../src-shared/sync/digest.ts'
import type { ClockState } from '../../src-shared/sync/stamp.ts'
import { NEWS_CHANNEL, type Sql } from '../db/db.ts'
import type { SeatClaim } from '../seats/proof.ts'

export interface LockedHead {
  seq: number
  clockMs: number
  clockCounter: number
  sumHigh: number
  sumLow: number
  lineage: string
  publicKey: string
  revokedAt: string | null
  epoch: number
  lastNo: number
  lastHash: string
  /** Rows that only this seat gets have sums of their own. */
  hasOwnRows: boolean
}

/** Locks the street's head until the transaction ends, so that numbers become visible in their order. */
export async function lockHead(sql: Sql, { streetCode, seatCode }: SeatClaim): Promise<LockedHead | undefined> {
  // The head first, alone: what is read beside it must be of after the wait.
  const locking = sql<Pick<LockedHead, 'seq' | 'clockMs' | 'clockCounter' | 'sumHigh' | 'sumLow'>>(
    `SELECT seq, clock_ms AS "clockMs", clock_counter AS "clockCounter", sum_high AS "sumHigh", sum_low AS "sumLow"
     FROM street_head WHERE street_code = $1 FOR UPDATE`,
    [streetCode],
  )
  const reading = sql<Omit<LockedHead, 'seq' | 'clockMs' | 'clockCounter' | 'sumHigh' | 'sumLow'>>(
    `SELECT t.lineage, s.public_key AS "publicKey", s.revoked_at AS "revokedAt", s.epoch, s.last_no AS "lastNo",
       s.last_hash AS "lastHash",
       EXISTS (SELECT FROM digest WHERE street_code = $1 AND tbl = 'sealed_box' AND owner = s.public_key) AS "hasOwnRows"
     FROM seat s JOIN street t ON t.street_code = s.street_code WHERE s.street_code = $1 AND s.seat_code = $2`,
    [streetCode, seatCode],
  )
  const [[head], [seat]] = await Promise.all([locking, reading])
  return head && seat ? { ...head, ...seat } : undefined
}

export async function findBatch(
  sql: Sql,
  { streetCode, seatCode }: SeatClaim,
  epoch: number,
  no: number,
): Promise<{ hash: string; answer: string } | undefined> {
  const [batch] = await sql<{ hash: string; answer: string }>(
    'SELECT hash, answer FROM batch WHERE street_code = $1 AND seat_code = $2 AND epoch = $3 AND no = $4',
    [streetCode, seatCode, epoch, no],
  )
  return batch
}

export interface NewHead {
  seq: number
  clock: ClockState
  sum: Sum
  batch: { epoch: number; no: number; hash: string; signature: string; cursor: number }
  answer: string
  at: string
}

/** Head, chain, answer and news in one statement that its transaction waits for: a small push is mostly made of round trips. */
export function saveHead(sql: Sql, { streetCode, seatCode }: SeatClaim, head: NewHead): void {
  const { seq, clock, sum, batch, answer, at } = head
  void sql(
    `WITH head AS (
       UPDATE street_head SET seq = $2, clock_ms = $3, clock_counter = $4, sum_high = $5, sum_low = $6 WHERE street_code = $1
     ), chain AS (
       UPDATE seat SET last_no = $8, last_hash = $9, last_contact_at = $13, cursor = $11
       WHERE street_code = $1 AND seat_code = $7
     ), kept AS (
       INSERT INTO batch (street_code, seat_code, epoch, no, hash, signature, answer, received_at)
       VALUES ($1, $7, $10, $8, $9, $12, $14, $13)
     )
     SELECT pg_notify('${NEWS_CHANNEL}', $1)`,
    [
      streetCode,
      seq,
      clock.ms,
      clock.counter,
      ...sum,
      seatCode,
      batch.no,
      batch.hash,
      batch.epoch,
      batch.cursor,
      batch.signature,
      at,
      answer,
    ],
  )
}

/** Where the district itself wrote something. */
export function moveHead(
  sql: Sql,
  streetCode: string,
  { seq, clock, sum }: Pick<NewHead, 'seq' | 'clock' | 'sum'>,
): void {
  void sql(
    `WITH head AS (
       UPDATE street_head SET seq = $2, clock_ms = $3, clock_counter = $4, sum_high = $5, sum_low = $6 WHERE street_code = $1
     )
     SELECT pg_notify('${NEWS_CHANNEL}', $1)`,
    [streetCode, seq, clock.ms, clock.counter, ...sum],
  )
}
