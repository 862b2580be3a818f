import type { Stage } from '../../src-shared/intake/schema.ts'
import type { Day, Instant } from '../../src-shared/kernel/day.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import type { AnswerColumn, SheetSource } from '../../src-shared/linkage/sheetSource.ts'
import { VISIBLE } from '../intake/visible.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

type SourceRow = Omit<SheetSource, 'heads' | 'answers' | 'isActive'> & {
  heads: string
  answers: string
  isActive: number
}

export function listSources(db: Db): SheetSource[] {
  const rows = prepared(
    db,
    `SELECT id, name, door, linkage, event_class AS eventClass, heads, answers, is_active AS isActive
     FROM sheet_source ORDER BY name, id`,
  ).all() as SourceRow[]
  return rows.map((row) => ({
    ...row,
    heads: JSON.parse(row.heads) as Record<string, string>,
    answers: JSON.parse(row.answers) as AnswerColumn[],
    isActive: row.isActive === 1,
  }))
}

/** All but the heads, which an import remembers. */
export function saveSource(db: Db, source: Omit<SheetSource, 'heads'>, at: Instant, by: string): void {
  prepared(
    db,
    `INSERT INTO sheet_source (id, name, door, linkage, event_class, answers, is_active, changed_at, changed_by)
     VALUES (@id, @name, @door, @linkage, @eventClass, @answers, @isActive, @at, @by)
     ON CONFLICT (id) DO UPDATE SET door = excluded.door, linkage = excluded.linkage, event_class = excluded.event_class,
       answers = excluded.answers, is_active = excluded.is_active, changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
  ).run({ ...source, answers: JSON.stringify(source.answers), isActive: Number(source.isActive), at, by })
}

export function rememberHeads(db: Db, id: string, heads: Readonly<Record<string, string>>): void {
  prepared(db, 'UPDATE sheet_source SET heads = ? WHERE id = ?').run(JSON.stringify(heads), id)
}

/** A matter that bears a number of another system. */
export interface KnownSheet {
  number: string
  unit: string
  matterId: MatterId
  ours: string
  stage: Stage
}

/** Matters with these numbers of theirs that `me` may know of; voided ones do not count. */
export function listKnownSheets(db: Db, me: string, numbers: readonly string[]): KnownSheet[] {
  return prepared(
    db,
    `SELECT m.source_number AS number, m.source_unit AS unit, m.id AS matterId, m.number AS ours, m.stage
     FROM matter m WHERE m.source_number IN (SELECT value FROM json_each(@numbers)) AND m.source_number <> ''
       AND m.stage <> 'void' AND ${VISIBLE}
     UNION
     SELECT t.sheet_number, t.sheet_system, m.id, m.number, m.stage
     FROM linkage_task t JOIN matter m ON m.id = t.matter_id
     WHERE t.sheet_number IN (SELECT value FROM json_each(@numbers)) AND t.sheet_number <> '' AND m.stage <> 'void' AND ${VISIBLE}`,
  ).all({ numbers: JSON.stringify(numbers), me }) as KnownSheet[]
}

/** Tasks of any system that ended in a span of days, as `me` may know of them, oldest first. */
export function listEnded(
  db: Db,
  me: string,
  { from, to, isUntoldOnly, words }: { from: Day; to: Day; isUntoldOnly: boolean; words: string },
): { matterId: MatterId; version: number; system: string; isTold: number }[] {
  return prepared(
    db,
    `SELECT m.id AS matterId, m.version, t.sheet_system AS system, t.told_on IS NOT NULL AS isTold
     FROM linkage_task t JOIN matter m ON m.id = t.matter_id
     WHERE t.sheet_number <> '' AND coalesce(t.closed_on, t.filed_on) BETWEEN @from AND @to
       AND (@isUntoldOnly = 0 OR t.told_on IS NULL) AND m.kind = 'linkage' AND ${VISIBLE}
       AND (@words = '' OR instr(t.sheet_number, @words) > 0 OR instr(m.summary, @words) > 0 OR instr(t.lead_unit, @words) > 0)
     ORDER BY coalesce(t.closed_on, t.filed_on), m.rid`,
  ).all({ me, from, to, isUntoldOnly: Number(isUntoldOnly), words }) as {
    matterId: MatterId
    version: number
    system: string
    isTold: number
  }[]
}
