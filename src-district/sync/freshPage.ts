import type { Sum } from '../../src-shared/sync/digest.ts'
import type { Sql } from '../db/db.ts'
import { writeOlder, type HeldRow } from './heldRow.ts'
import { rowJson, toPage, type Page } from './pull.ts'

/** A seat of the street that may have news, and the sum of what only it gets. */
export interface Listener {
  seatCode: string
  ownHigh: number | null
  ownLow: number | null
}

/** What a batch brought, for seats that wait where it began: they need not ask the store for what is at hand. */
export interface FreshRows {
  /** The answer that a pull from there would have had at the batch's commit; undefined where it is to be asked for. */
  pageFor(cursor: number, seatCode: string): Page | undefined
}

/** Of more rows a pull makes pages. */
const ROWS_AT_MOST = 50

/** Asked in the batch's own transaction, behind the lock: a seat that is revoked by then hears nothing. */
export const listListeners = (sql: Sql, street: string): Promise<Listener[]> =>
  sql<Listener>(
    `SELECT s.seat_code AS "seatCode", bit_xor(d.high) AS "ownHigh", bit_xor(d.low) AS "ownLow"
     FROM seat s LEFT JOIN digest d ON d.street_code = $1 AND d.tbl = 'sealed_box' AND d.owner = s.public_key
     WHERE s.street_code = $1 AND s.revoked_at IS NULL GROUP BY s.seat_code`,
    [street],
  )

/** Whether a batch of so many rows is worth it. */
export const isFewRows = (rows: number): boolean => rows <= ROWS_AT_MOST

/**
 * @param rows all that is numbered after `from`, up to the head
 * @param sum over the rows of every seat, at the head
 */
export function freshRows(
  { from, head, sum: [sumHigh, sumLow] }: { from: number; head: number; sum: Sum },
  rows: readonly HeldRow[],
  listeners: readonly Listener[],
): FreshRows | undefined {
  if (!isFewRows(rows.length) || rows.some(({ onlyFor }) => onlyFor !== null)) return undefined
  return {
    pageFor(cursor, seatCode) {
      const listener = listeners.find((each) => each.seatCode === seatCode)
      if (cursor !== from || !listener) return undefined
      const texts = [...rows].sort((a, b) => a.seq - b.seq).map((held) => textOf(held, cursor))
      return toPage({ seq: head, sumHigh, sumLow, ...listener }, texts, head)
    },
  }
}

const textOf = (held: HeldRow, cursor: number): string =>
  rowJson(
    {
      seq: held.seq,
      tbl: held.table,
      key: held.key,
      stamp: held.row.stamp,
      gone: held.row.gone ? 1 : 0,
      older: writeOlder(held),
      data: JSON.stringify(held.row.values),
    },
    cursor,
  )
