import { createHash } from 'node:crypto'
import type { DistrictAction, LogLine } from '../../src-shared/district/log.ts'
import type { Sql } from '../db/db.ts'

export interface LogEntry {
  at: string
  accountId: string
  accountName: string
  action: DistrictAction
  streetCode: string
  subjectId: string
  subject: string
  detail: string
}

const GENESIS = '0'.repeat(64)
/** Any number that no other lock of this database uses. */
const LOCK = 4_211_908

/** Appends one line whose hash covers itself and the line before it; writers take turns until they commit. */
export async function appendLog(sql: Sql, entry: LogEntry): Promise<void> {
  await sql('SELECT pg_advisory_xact_lock($1)', [LOCK])
  const [last] = await sql<{ seq: number; hash: string }>('SELECT seq, hash FROM office_log ORDER BY seq DESC LIMIT 1')
  const seq = (last?.seq ?? 0) + 1
  await sql(
    `INSERT INTO office_log (seq, at, account_id, account_name, action, street_code, subject_id, subject, detail, hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [seq, ...fieldsOf(entry), hashOf(last?.hash ?? GENESIS, seq, entry)],
  )
}

const fieldsOf = (entry: LogEntry): string[] => [
  entry.at,
  entry.accountId,
  entry.accountName,
  entry.action,
  entry.streetCode,
  entry.subjectId,
  entry.subject,
  entry.detail,
]

const hashOf = (previous: string, seq: number, entry: LogEntry): string =>
  createHash('sha256')
    .update(JSON.stringify([previous, seq, ...fieldsOf(entry)]))
    .digest('hex')

export interface LogFilter {
  action: string | null
  from: string | null
  to: string | null
  before: number | null
  limit: number
}

/** Newest first. `street` is the code: names are the caller's to add. */
export function listLog(sql: Sql, { action, from, to, before, limit }: LogFilter): Promise<LogLine[]> {
  return sql<LogLine>(
    `SELECT seq, at, account_name AS name, action, street_code AS street, subject, detail FROM office_log
     WHERE ($1::bigint IS NULL OR seq < $1) AND ($2::text IS NULL OR action = $2)
       AND ($3::text IS NULL OR at >= $3) AND ($4::text IS NULL OR at < $4)
     ORDER BY seq DESC LIMIT $5`,
    [before, action, from, to, limit],
  )
}

const PAGE = 2_000

/** Walks the whole chain; `brokenAt` is the first line whose number or hash does not fit. */
export async function verifyLog(sql: Sql): Promise<{ lines: number; isIntact: boolean; brokenAt: number | null }> {
  let [previous, lines] = [GENESIS, 0]
  for (;;) {
    const rows = await sql<LogEntry & { seq: number; hash: string }>(
      `SELECT seq, at, account_id AS "accountId", account_name AS "accountName", action, street_code AS "streetCode",
         subject_id AS "subjectId", subject, detail, hash FROM office_log WHERE seq > $1 ORDER BY seq LIMIT ${PAGE}`,
      [lines],
    )
    for (const row of rows) {
      lines += 1
      if (row.seq !== lines || row.hash !== hashOf(previous, row.seq, row))
        return { lines, isIntact: false, brokenAt: row.seq }
      previous = row.hash
    }
    if (rows.length < PAGE) return { lines, isIntact: true, brokenAt: null }
  }
}
