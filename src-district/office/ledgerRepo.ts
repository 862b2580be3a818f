import type { Sql } from '../db/db.ts'

export interface FrozenRow {
  ledger: string
  /** How many rows; the rows themselves name people and stay where they are. */
  rows: number
  figures: string
  signedAt: string
  signedBy: string
  ledgerDocument: string
  figuresDocument: string
}

/** What a street signed for a month. The keys are `ledger/month`. */
export function listFrozen(sql: Sql, street: string, month: string): Promise<FrozenRow[]> {
  return sql<FrozenRow>(
    `SELECT split_part(key, '/', 1) AS ledger, json_array_length(readable(readable(data)->>'rows')) AS rows,
       readable(data)->>'figures' AS figures, readable(data)->>'signed_at' AS "signedAt", readable(data)->>'signed_by' AS "signedBy",
       coalesce(readable(data)->>'ledger_document_id', '') AS "ledgerDocument",
       coalesce(readable(data)->>'figures_document_id', '') AS "figuresDocument"
     FROM sync_row WHERE street_code = $1 AND tbl = 'month_frozen' AND gone = 0 AND split_part(key, '/', 2) = $2`,
    [street, month],
  )
}

/** Difference sheets of a month, in their order; the keys are `ledger/month/no`. */
export function listDifferences(
  sql: Sql,
  street: string,
  month: string,
): Promise<{ ledger: string; document: string }[]> {
  return sql(
    `SELECT split_part(key, '/', 1) AS ledger, coalesce(readable(data)->>'document_id', '') AS document
     FROM sync_row WHERE street_code = $1 AND tbl = 'month_difference' AND gone = 0 AND split_part(key, '/', 2) = $2
     ORDER BY split_part(key, '/', 3)::integer`,
    [street, month],
  )
}
