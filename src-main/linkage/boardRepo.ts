import type { UnitPart } from '../../src-shared/linkage/board.ts'
import type { Day, Month } from '../../src-shared/kernel/day.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

/** What of a unit's part `p` is counted between @partFrom and @partTo; the list behind the number says the same. */
const OWED = `p.due_on BETWEEN @partFrom AND @partTo AND (p.answered_on IS NOT NULL OR p.state <> 'ended')`
const LATE = '(p.answered_on > p.due_on OR (p.answered_on IS NULL AND p.due_on < @today))'
const UNANSWERED = '(p.answered_on IS NULL)'
export const PART_TERMS: Readonly<Record<UnitPart, string>> = {
  due: OWED,
  late: `${OWED} AND ${LATE}`,
  unanswered: `${OWED} AND ${UNANSWERED}`,
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
type Owed = Omit<UnitCounts, 'returned'>

/** Those that no ledger tells of are few; asking each part's task would cost more than the rest. */
const COUNTED = `p.matter_id NOT IN (SELECT matter_id FROM linkage_task WHERE month_received = '')`

/** Tasks in which each unit had a part that fell due, was late, was given back or is not answered, of a period. */
export function countTasksByUnit(db: Db, from: Day, to: Day, today: Day): UnitCounts[] {
  const period = { partFrom: from, partTo: to }
  // a unit may have two parts in one task
  const owed = prepared(
    db,
    `SELECT code, count(*) AS due, sum(late) AS late, sum(unanswered) AS unanswered FROM (
       SELECT p.unit_code AS code, p.matter_id, max(${LATE}) AS late, max(${UNANSWERED}) AS unanswered
       FROM linkage_part p WHERE ${OWED} AND ${COUNTED} GROUP BY 1, 2)
     GROUP BY 1`,
  ).all({ ...period, today }) as Owed[]
  const returned = prepared(
    db,
    `SELECT p.unit_code AS code, count(DISTINCT p.matter_id) AS n FROM linkage_part p
     WHERE ${PART_TERMS.returned} AND ${COUNTED} GROUP BY 1`,
  ).all(period) as { code: string; n: number }[]
  const byCode = new Map(owed.map((each) => [each.code, { ...each, returned: 0 }]))
  for (const { code, n } of returned)
    byCode.set(code, { ...(byCode.get(code) ?? { code, due: 0, late: 0, unanswered: 0 }), returned: n })
  return [...byCode.values()]
}
