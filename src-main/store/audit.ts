import { createHash } from 'node:crypto'
import type { AuditAction, AuditLine } from '../../src-shared/audit/schema.ts'
import type { Db } from './open.ts'
import { prepared } from './prepared.ts'

export interface AuditEntry {
  at: string
  actorId: string
  actorName: string
  action: AuditAction
  /** `matter`, `document`, `user`, `setting`, `month`, `import`, `store`. */
  subjectKind: string
  subjectId: string
  /** What a reader of the list sees: a number, a login name, a month. */
  subject: string
  detail: string
}

const GENESIS = '0'.repeat(64)

/** Appends one line whose hash covers itself and the line before it. */
export function appendAudit(db: Db, entry: AuditEntry): void {
  const last = prepared(db, 'SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1').get() as
    { seq: number; hash: string } | undefined
  const seq = (last?.seq ?? 0) + 1
  prepared(
    db,
    `INSERT INTO audit (seq, at, actor_id, actor_name, action, subject_kind, subject_id, subject, detail, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    seq,
    entry.at,
    entry.actorId,
    entry.actorName,
    entry.action,
    entry.subjectKind,
    entry.subjectId,
    entry.subject,
    entry.detail,
    lineHash(last?.hash ?? GENESIS, seq, entry),
  )
}

export function hasLookedSince(db: Db, subjectId: string, actorId: string, since: string): boolean {
  return (
    prepared(
      db,
      `SELECT 1 FROM audit WHERE subject_id = ? AND action = 'looked' AND actor_id = ? AND at > ? ORDER BY seq DESC LIMIT 1`,
    ).get(subjectId, actorId, since) !== undefined
  )
}

export interface AuditFilter {
  action: string | null
  from: string | null
  to: string | null
  before: number | null
  limit: number
  /** Kinds of subject that the reader may see; null for all. */
  subjectKinds: readonly string[] | null
  /** Lines that the reader may not see, by number. */
  without: readonly number[]
}

/** Lines newest first. */
export function listAudit(db: Db, filter: AuditFilter): AuditLine[] {
  return prepared(
    db,
    `SELECT seq, at, actor_name AS actorName, action, subject, detail FROM audit
     WHERE seq < @before AND (@action IS NULL OR action = @action) AND (@from IS NULL OR at >= @from) AND (@to IS NULL OR at < @to)
       AND (@kinds IS NULL OR subject_kind IN (SELECT value FROM json_each(@kinds)))
       AND seq NOT IN (SELECT value FROM json_each(@without))
     ORDER BY seq DESC LIMIT @limit`,
  ).all({
    before: filter.before ?? Number.MAX_SAFE_INTEGER,
    action: filter.action,
    from: filter.from,
    to: filter.to,
    kinds: filter.subjectKinds && JSON.stringify(filter.subjectKinds),
    without: JSON.stringify(filter.without),
    limit: filter.limit,
  }) as AuditLine[]
}

/** Numbers of the lines about any of some subjects, in order. */
export function listAuditLinesAbout(db: Db, subjectIds: Iterable<string>): number[] {
  const rows = prepared(
    db,
    'SELECT seq FROM audit WHERE subject_id IN (SELECT value FROM json_each(?)) ORDER BY seq',
  ).all(JSON.stringify([...subjectIds])) as { seq: number }[]
  return rows.map(({ seq }) => seq)
}

/** Walks the whole chain. `brokenAt` is the first line whose hash or number does not fit. */
export function verifyAudit(db: Db): { lines: number; isIntact: boolean; brokenAt: number | null } {
  let previous = GENESIS
  let lines = 0
  const rows = db
    .prepare(
      `SELECT seq, at, actor_id AS actorId, actor_name AS actorName, action, subject_kind AS subjectKind,
              subject_id AS subjectId, subject, detail, hash FROM audit ORDER BY seq`,
    )
    .iterate() as IterableIterator<AuditEntry & { seq: number; hash: string }>
  for (const row of rows) {
    lines += 1
    if (row.seq !== lines || row.hash !== lineHash(previous, row.seq, row))
      return { lines, isIntact: false, brokenAt: row.seq }
    previous = row.hash
  }
  return { lines, isIntact: true, brokenAt: null }
}

function lineHash(previous: string, seq: number, e: AuditEntry): string {
  const fields = [
    previous,
    seq,
    e.at,
    e.actorId,
    e.actorName,
    e.action,
    e.subjectKind,
    e.subjectId,
    e.subject,
    e.detail,
  ]
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex')
}
