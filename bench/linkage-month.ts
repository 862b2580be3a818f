import { loadavg } from 'node:os'
import type { RpcReply } from '../src-shared/contract.ts'
import { addMonthsTo, dayOf, monthOf, type Month } from '../src-shared/kernel/day.ts'
import type { Figure } from '../src-shared/ledger/schema.ts'
import { UNIT_PARTS, type Board, type UnitPart } from '../src-shared/linkage/board.ts'
import { recount } from '../src-main/ledger/recount.ts'
import { sumCounters } from '../src-main/ledger/repo.ts'
import { median, percentile, report, rowsOption, timeMs } from './support/report.ts'
import { taskStore } from './support/taskStore.ts'

// A month of tasks among so many of five years: a page of the list, the ledger, the figures from kept counters, the
// same from rows, and the board by unit; each against plain SQL of the same thing in the same run, and equal to it.
const rows = rowsOption(300_000)
const { core, state, caller } = await taskStore(rows)
const { db } = state.open!
const today = dayOf(new Date().toISOString())
const call = <T>(method: string, input: unknown): T => {
  const reply = core.dispatch(caller, { method, input }) as RpcReply
  if (!reply.ok) throw new Error(reply.error.message)
  return reply.value as T
}
const MONTHS = Array.from({ length: 24 }, (_, back) => addMonthsTo(monthOf(today), -back - 3))
const IN_MONTH = `t.month_received = ? AND t.month_received <> ''`
const FROM = 'FROM linkage_task t JOIN matter m ON m.id = t.matter_id'
const fail = (why: string): void => {
  console.error(why)
  process.exitCode = 1
}

/** Times both ways month by month, each with its pages in memory, and compares what they say. */
function compare(
  name: string,
  target: string,
  product: (month: Month) => unknown,
  plain: (month: Month) => unknown,
  of: (value: never) => unknown = (value) => value,
): void {
  const [ours, theirs]: number[][] = [[], []]
  for (const month of MONTHS) {
    let [mine, other]: unknown[] = [product(month), plain(month)]
    ours?.push(timeMs(() => (mine = product(month))))
    theirs?.push(timeMs(() => (other = plain(month))))
    if (JSON.stringify(of(mine as never)) !== JSON.stringify(other)) fail(`${name}: ${month} differs`)
  }
  const against = median(theirs ?? [])
  report({
    name: `${name}, ${rows} tasks, p50`,
    value: median(ours ?? []),
    unit: 'ms',
    ratio: median(ours ?? []) / against,
    against: `plain SQL ${against.toFixed(2)} ms; p95 ${percentile(ours ?? [], 0.95).toFixed(1)} ms`,
    target,
  })
}
report({ name: 'load of the machine, one minute', value: loadavg()[0] ?? 0, unit: '' })

const page = db.prepare(`SELECT m.id ${FROM} WHERE ${IN_MONTH} ORDER BY m.received_on DESC, m.rid DESC LIMIT 200`)
const number = db.prepare(`SELECT count(*) AS n ${FROM} WHERE ${IN_MONTH}`)
compare(
  'list page of 200 of a month with its count',
  '<= 20',
  (month) => call('linkage.list', { filter: { monthReceived: month }, limit: 200 }),
  (month) => [(page.all(month) as { id: string }[]).map(({ id }) => id), (number.get(month) as { n: number }).n],
  ({ rows: found, count }: { rows: { id: string }[]; count: number }) => [found.map(({ id }) => id), count],
)

const bare = db.prepare(`SELECT t.*, m.* ${FROM} WHERE ${IN_MONTH} ORDER BY m.received_on, m.rid`)
compare(
  'ledger of a month, every row of about 5,000',
  '<= 200',
  (month) => call('ledger.month', { ledger: 'linkage', month }),
  (month) => bare.all(month).length,
  ({ rows: found }: { rows: unknown[] }) => found.length,
)

const sums = db.prepare(
  `SELECT count(*) AS total, coalesce(sum(t.returns > 0), 0) AS returned, coalesce(sum(t.closed_on IS NOT NULL), 0) AS closed,
     coalesce(sum(t.answered_on > t.due_on), 0) AS late, coalesce(sum(t.level = 'red'), 0) AS red,
     coalesce(sum(julianday(t.answered_on) - julianday(m.received_on)), 0) AS days, coalesce(sum(t.helpers > 0), 0) AS helped ${FROM} WHERE ${IN_MONTH}`,
)
const groups = ['linkage', 'source', 'level', 'closure', 'rating', 'lead_code'].map((column) =>
  db.prepare(`SELECT t.${column}, count(*) FROM linkage_task t WHERE ${IN_MONTH} GROUP BY 1`),
)
const causes = db.prepare(
  `SELECT c.value, count(*) FROM linkage_task t, json_each(t.causes) c WHERE ${IN_MONTH} GROUP BY 1`,
)
compare(
  'figures of a month from kept counters',
  '<= 5',
  (month) => call('figures.month', { ledger: 'linkage', month }),
  (month) => {
    for (const statement of [...groups, causes]) statement.all(month)
    const { total, returned, closed, late, red } = sums.get(month) as Record<string, number>
    return [total, returned, closed, late, red]
  },
  ({ figures }: { figures: Figure[] }) =>
    ['total', 'returned', 'closed', 'answered.late', 'card.red'].map(
      (key) => figures.find((each) => each.key === key)?.value,
    ),
)
compare(
  'rows behind one figure of a month',
  '<= 100',
  (month) => call('figures.rows', { ledger: 'linkage', month, key: 'returned' }),
  (month) => (sums.get(month) as { returned: number }).returned,
  (found: unknown[]) => found.length,
)

const OWED = `p.due_on BETWEEN @from AND @to AND (p.answered_on IS NOT NULL OR p.state <> 'ended')`
const TERMS: Record<UnitPart, string> = {
  due: OWED,
  late: `${OWED} AND coalesce(p.answered_on, @today) > p.due_on`,
  returned: 'p.returned_on BETWEEN @from AND @to',
  unanswered: `${OWED} AND p.answered_on IS NULL`,
}
const byUnit = Object.entries(TERMS).map(([part, term]) => ({
  needsToday: part === 'late',
  statement: db.prepare(
    `SELECT p.unit_code AS code, count(DISTINCT p.matter_id) AS n FROM linkage_part p WHERE ${term} GROUP BY 1 ORDER BY 1`,
  ),
}))
const plainUnits = (month: Month): unknown => {
  const span = { from: `${month}-01`, to: `${month}-31` }
  return byUnit.map(({ statement, needsToday }) => statement.all(needsToday ? { ...span, today } : span))
}
compare(
  'board of a month with its 22 units and twelve months',
  '<= 100',
  (month) => call('linkage.board', { month }),
  plainUnits,
  ({ sections }: Board) =>
    Object.keys(UNIT_PARTS).map((_, at) =>
      sections.unit.filter(({ values }) => (values[at] ?? 0) > 0).map(({ code, values }) => ({ code, n: values[at] })),
    ),
)

const kept = JSON.stringify(counters())
const ms = timeMs(() => db.transaction(() => recount(db, 'linkage')).immediate())
const isEqual = kept === JSON.stringify(counters())
report({ name: `recount of all counters from rows (equal: ${isEqual})`, value: ms, unit: 'ms' })
if (!isEqual) fail('the recount differs')
await core.close()

function counters(): unknown[] {
  return ['received', 'closed'].map((basis) =>
    [...sumCounters(db, 'linkage', basis, '0000-01' as Month, '9999-12' as Month)].sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}
