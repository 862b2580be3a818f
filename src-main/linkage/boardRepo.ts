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

export interface Counted {
  code: string
  n: number
}

const MONTHS = { received: 't.month_received', closed: 't.month_closed' } as const
const COLUMNS = { linkage: 't.linkage', source: 't.source', level: 't.level', closure: 't.closure' } as const

/** Tasks of a ledger month by one of their codes. */
export function countTasksBy(db: Db, by: keyof typeof COLUMNS, basis: keyof typeof MONTHS, month: Month): Counted[] {
  const [column, of] = [COLUMNS[by], MONTHS[basis]]
  return prepared(
    db,
    `SELECT ${column} AS code, count(*) AS n FROM linkage_task t WHERE ${of} = ? AND ${of} <> '' GROUP BY 1`,
  ).all(month) as Counted[]
}

/** Tasks received in a ledger month by the causes of their supervisions; one with two causes counts in both. */
export function countTasksByCause(db: Db, month: Month): Counted[] {
  return prepared(
    db,
    `SELECT c.value AS code, count(DISTINCT t.matter_id) AS n FROM linkage_task t, json_each(t.causes) c
     WHERE t.month_received = ? AND t.month_received <> '' GROUP BY 1`,
  ).all(month) as Counted[]
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
