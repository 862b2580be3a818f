import type { RpcReply } from '../src-shared/contract.ts'
import type { Figure } from '../src-shared/ledger/schema.ts'
import { addMonthsTo, dayOf, monthOf, type Month } from '../src-shared/kernel/day.ts'
import { LEDGER_IDS, type LedgerId } from '../src-shared/ledger/schema.ts'
import { recount } from '../src-main/ledger/recount.ts'
import { sumCounters } from '../src-main/ledger/repo.ts'
import { YEARS } from './support/bulkStore.ts'
import { petitionStore } from './support/petitionStore.ts'
import { median, report, rowsOption, timeMs } from './support/report.ts'

// Month and ten years of the petition ledgers from kept counters, against one plain SQL count of the same rows; the
// agency's ledger rows; and the recount that the counters replace, which must find the same.
const rows = rowsOption(100_000)
const { core, state, caller } = await petitionStore(rows)
const db = state.open!.db
const today = monthOf(dayOf(new Date().toISOString()))
const call = <T>(method: string, input: unknown): T => {
  const reply = core.dispatch(caller, { method, input }) as RpcReply
  if (!reply.ok) throw new Error(reply.error.message)
  return reply.value as T
}
const months = Array.from({ length: 60 }, (_, index) => addMonthsTo(today, -index - 4))

/** Most of what the monthly table tells, counted from the rows: sums in one pass, then two groupings. */
const FORMS = ['letter', 'visit', 'online', 'call'].map((form) => `sum(p.form = '${form}')`)
const RATINGS = ['satisfied', 'fair', 'unsatisfied', 'lapsed'].flatMap((rating) => [
  `sum(p.rated_unit = '${rating}')`,
  `sum(p.rated_agency = '${rating}')`,
])
const RESULTS = ['solved', 'partly', 'explained', 'led', 'withdrawn', 'terminated'].map(
  (result) => `sum(p.result = '${result}')`,
)
const SUMS = `count(*) AS total, sum(p.people_count) AS people, ${[...FORMS, ...RATINGS, ...RESULTS].join(', ')},
  sum(p.repeat_of IS NULL), sum(p.repeat_of IS NULL AND p.was_contacted), sum(p.told_due_on IS NOT NULL), sum(p.told_on <= p.told_due_on),
  sum(p.answer_due_on IS NOT NULL), sum(p.answered_on <= p.answer_due_on), sum(p.extended_days > 0), sum(p.review_on IS NOT NULL),
  sum(p.recheck_on IS NOT NULL), sum(p.closed_on IS NOT NULL), sum(julianday(p.told_on) - julianday(m.received_on)),
  sum(julianday(p.answered_on) - julianday(m.received_on))`
const WHERE = `WHERE p.month_received BETWEEN ? AND ? AND p.month_received <> ''`
const monthSql = [
  `SELECT ${SUMS} FROM petition p JOIN matter m ON m.id = p.matter_id ${WHERE}`,
  `SELECT p.content_class, count(*) FROM petition p ${WHERE} GROUP BY 1`,
  `SELECT p.purpose, count(*) FROM petition p ${WHERE} GROUP BY 1`,
]
/** What the trend tells: two numbers a month, classes and places. */
const trendSql = [
  `SELECT p.month_received, count(*), sum(p.closed_on IS NOT NULL) FROM petition p ${WHERE} GROUP BY 1`,
  `SELECT p.content_class, count(*) FROM petition p ${WHERE} GROUP BY 1`,
  `SELECT m.place_id, count(*) FROM petition p JOIN matter m ON m.id = p.matter_id ${WHERE} GROUP BY 1`,
]
const countBy = (sql: string[]) => {
  const statements = sql.map((each) => db.prepare(each))
  return (from: Month, to: Month) => statements.map((statement) => statement.all(from, to))
}
const countMonth = countBy(monthSql)
const countTrend = countBy(trendSql)

const monthMs = months.map((month) => timeMs(() => call('figures.month', { ledger: 'petition', month })))
const plainMs = months.map((month) => timeMs(() => countMonth(month, month)))
report({
  name: `petition figures of a month, ${rows} petitions`,
  value: median(monthMs),
  unit: 'ms',
  ratio: median(monthMs) / median(plainMs),
  against: `plain SQL over the month's rows ${median(plainMs).toFixed(2)} ms`,
  target: '<= 5',
})
for (const month of months) checkMonth(month)

const from = addMonthsTo(today, -12 * YEARS)
const repeat = <T>(times: number, work: () => T): number => median(Array.from({ length: times }, () => timeMs(work)))
const trendMs = repeat(20, () => call('figures.trend', { ledger: 'petition', from, to: today }))
const plainTrendMs = repeat(3, () => countTrend(from, today))
report({
  name: `petition trend of ${YEARS} years`,
  value: trendMs,
  unit: 'ms',
  ratio: trendMs / plainTrendMs,
  against: `plain SQL over all rows ${plainTrendMs.toFixed(1)} ms`,
  target: '<= 50',
})

const agencyMs = months.map((month) => timeMs(() => call('figures.month', { ledger: 'petition_agency', month })))
report({ name: 'agency figures of a month', value: median(agencyMs), unit: 'ms', target: '<= 5' })

const listed = months.map((month) => call<{ rows: unknown[] }>('ledger.month', { ledger: 'petition_agency', month }))
const listMs = months.map((month) => timeMs(() => call('ledger.month', { ledger: 'petition_agency', month })))
const bare = db.prepare(`SELECT p.*, m.* FROM petition p JOIN matter m ON m.id = p.matter_id
  WHERE p.month_mandated = ? AND p.month_mandated <> '' ORDER BY p.mandated_on, m.rid`)
const bareMs = months.map((month) => timeMs(() => bare.all(month)))
report({
  name: `agency ledger of a month, ${median(listed.map((each) => each.rows.length))} rows`,
  value: median(listMs),
  unit: 'ms',
  ratio: median(listMs) / median(bareMs),
  against: `plain SQL of the same rows without their people ${median(bareMs).toFixed(2)} ms`,
})

for (const ledger of LEDGER_IDS.filter((id) => id !== 'mediation')) {
  const kept = countersOf(ledger)
  const ms = timeMs(() => db.transaction(() => recount(db, ledger)).immediate())
  const isEqual = JSON.stringify(kept) === JSON.stringify(countersOf(ledger))
  report({ name: `recount of ${ledger} (equal: ${isEqual})`, value: ms, unit: 'ms' })
  if (!isEqual) process.exitCode = 1
}
await core.close()

function countersOf(ledger: LedgerId): unknown[] {
  return ['received', 'closed', 'mandated'].map((basis) =>
    [...sumCounters(db, ledger, basis, '0000-01' as Month, '9999-12' as Month)].sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}

/** Both ways of counting say the same. */
function checkMonth(month: Month): void {
  const { figures } = call<{ figures: Figure[] }>('figures.month', { ledger: 'petition', month })
  const [sums] = countMonth(month, month)[0] as { total: number; people: number }[]
  for (const key of ['total', 'people'] as const)
    if (figures.find((each) => each.key === key)?.value !== sums?.[key]) {
      console.error(`${month}: ${key} differs`)
      process.exitCode = 1
    }
}
