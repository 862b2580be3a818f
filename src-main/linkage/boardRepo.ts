import type { UnitPart } from '../../src-shared/linkage/board.ts'
import type { Day, Month } from '../../src-shared/kernel/day.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

/** What of a unit's part `p` is counted between @partFrom and @partTo; the list behind the number says the same. */
const OWED = `p.due_on BETWEEN @partFrom AND @partTo AND (p.answered_on IS NOT NULL OR p.state <> 'ended')`
export const PART_TERMS: Readonly<Record<UnitPart, string>> = {
  due: OWED,
  late: `${OWED} AND (p.answered_on > p.due_on OR (p.answered_on IS NULL AND p.due_on < @today))`,
  unanswered: `${OWED} AND p.answered_on IS NULL`,
  returned: 'p.returned_on BETWEEN @partFrom AND @partTo',
}

const MONTHS = { received: 't.month_received', closed: 't.month_closed' } as const
export type Basis = keyof typeof MONTHS

/** So many tasks of a month have these codes in common. */
export interface Tally {
  linkage: string
  source: string
  level: string
  closure: string
  /** The causes of its supervisions. */
  causes: readonly string[]
  n: number
}

/** The tasks of a ledger month in one pass, by all the codes that the board counts. */
export function tallyTasks(db: Db, basis: Basis, month: Month): Tally[] {
  const rows = prepared(
    db,
    `SELECT t.linkage, t.source, t.level, t.closure, t.causes, count(*) AS n FROM linkage_task t
     WHERE ${MONTHS[basis]} = ? AND ${MONTHS[basis]} <> '' GROUP BY 1, 2, 3, 4, 5`,
  ).all(month) as (Omit<Tally, 'causes'> & { causes: string })[]
  return rows.map((row) => ({ ...row, causes: JSON.parse(row.causes) as string[] }))
}

type UnitCounts = Readonly<Record<UnitPart, number>> & { code: string }

/** Tasks in which each unit had a part that fell due, was late, was given back or is not answered, of a period. */
export function countTasksByUnit(db: Db, from: Day, to: Day, today: Day): UnitCounts[] {
  const n = (part: UnitPart): string => `count(DISTINCT CASE WHEN ${PART_TERMS[part]} THEN p.matter_id END) AS ${part}`
  return prepared(
    db,
    `SELECT p.unit_code AS code, ${n('due')}, ${n('late')}, ${n('returned')}, ${n('unanswered')}
     FROM linkage_part p JOIN linkage_task t ON t.matter_id = p.matter_id
     WHERE (p.due_on BETWEEN @partFrom AND @partTo OR p.returned_on BETWEEN @partFrom AND @partTo) AND t.month_received <> ''
     GROUP BY 1`,
  ).all({ partFrom: from, partTo: to, today }) as UnitCounts[]
}
