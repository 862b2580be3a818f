import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

export interface KeyRow {
  id: string
  kind: 'recovery' | 'office'
  fingerprint: string
  holder: string
  wrap: string
  madeAt: string
  madeBy: string
}

const COLUMNS = 'id, kind, fingerprint, holder, wrap, made_at AS madeAt, made_by AS madeBy'

/** The oldest of its kind: all seats agree on it, even if two streets' halves were set up without knowing of each other. */
export function findKeyRow(db: Db, kind: KeyRow['kind'], fingerprint?: string): KeyRow | undefined {
  return prepared(
    db,
    `SELECT ${COLUMNS} FROM care_key WHERE kind = @kind AND (@fingerprint IS NULL OR fingerprint = @fingerprint)
     ORDER BY made_at, id LIMIT 1`,
  ).get({ kind, fingerprint: fingerprint ?? null }) as KeyRow | undefined
}

export function saveKeyRow(db: Db, row: KeyRow): void {
  prepared(
    db,
    `INSERT INTO care_key (id, kind, fingerprint, holder, wrap, made_at, made_by)
     VALUES (@id, @kind, @fingerprint, @holder, @wrap, @madeAt, @madeBy)
     ON CONFLICT (id) DO UPDATE SET holder = excluded.holder, wrap = excluded.wrap, made_at = excluded.made_at, made_by = excluded.made_by`,
  ).run(row)
}
