import type { RpcReply } from '../src-shared/contract.ts'
import type { GroupId } from '../src-shared/care/codes.ts'
import { addDays, addMonthsTo, dayOf, monthOf, type Instant } from '../src-shared/kernel/day.ts'
import { ledgerPeriod } from '../src-shared/ledger/period.ts'
import type { Figure } from '../src-shared/ledger/schema.ts'
import { careStore } from './support/careStore.ts'
import { recountAll, recountDue, recountMonth } from './support/careRecount.ts'
import { median, percentile, report, rowsOption, timeMs } from './support/report.ts'

// The list of what is due, a page of clients, the figures of a month and one visit saved, against counting anew from the
// events of everybody and against plain SQL; both ways must say the same.
const clients = rowsOption(3_000)
const { core, state, care, caller } = await careStore(clients)
const { db } = care
const today = dayOf(new Date().toISOString())
const call = <T>(method: string, input: unknown): T => {
  const reply = core.dispatch(caller, { method, input }) as RpcReply
  if (!reply.ok) throw new Error(`${method}: ${reply.error.message}`)
  return reply.value as T
}
const times = (count: number, work: (round: number) => unknown): number[] =>
  Array.from({ length: count }, (_, round) => timeMs(() => work(round)))
const visits = db.prepare('SELECT count(*) FROM care_visit').pluck().get() as number
const size = `${clients} clients, ${visits} visits`

let all: ReturnType<typeof recountAll> = []
const recountMs = timeMs(() => (all = recountAll(db, today)))
report({ name: `fold and unfold everybody from the events, ${size}`, value: recountMs, unit: 'ms' })

const until = addDays(today, 14)
const due = { until, isMineOnly: false, limit: 200 }
const firstMs = timeMs(() => call('care.due', due))
const dueMs = times(200, () => call('care.due', due))
const { total } = call<{ total: number }>('care.due', due)
same('due list', total, recountDue(all, today, until))
const bare = db.prepare(
  `SELECT t.*, c.number, c.name FROM care_todo t JOIN care_client c ON c.id = t.client_id
   WHERE t.due_on <= ? AND (t.kind <> 'visit' OR t.last_on >= ?) ORDER BY t.due_on, t.client_id LIMIT 200`,
)
const bareMs = median(times(200, () => bare.all(until, today)))
report({ name: `due list opened, first 200 of ${total}`, value: firstMs, unit: 'ms', target: '<= 50' })
report({
  name: 'due list again, p50',
  value: median(dueMs),
  unit: 'ms',
  ratio: median(dueMs) / bareMs,
  against: `its bare statement without the two totals ${bareMs.toFixed(2)} ms`,
  target: '<= 20',
})
report({ name: 'due list again, p95', value: percentile(dueMs, 0.95), unit: 'ms', target: '<= 30' })

let cursor: string | null = null
const pageMs = times(40, () => {
  const page: { next: string | null } = call('care.clients', { limit: 50, cursor })
  cursor = page.next
})
report({ name: 'page of 50 clients by the day they wait for, p50', value: median(pageMs), unit: 'ms' })
report({ name: 'page of 50 clients, p95', value: percentile(pageMs, 0.95), unit: 'ms' })

const groups: GroupId[] = ['elderly', 'disabled', 'detox']
const months = Array.from({ length: 24 }, (_, index) => addMonthsTo(monthOf(today), -index - 1))
const plain = [
  `SELECT count(*), sum(state = 'timely'), sum(state = 'late' AND visited_on <= @to) FROM care_due
   WHERE grp = @group AND due_on BETWEEN @from AND @to`,
  `SELECT count(*), count(DISTINCT v.client_id) FROM care_visit v JOIN care_enrolment e ON e.client_id = v.client_id AND e.grp = @group
   WHERE v.visited_on BETWEEN @from AND @to AND v.is_met`,
  `SELECT count(*) FROM care_enrolment WHERE grp = @group AND start_on <= @to AND coalesce(closed_on, '9999') >= @from`,
].map((sql) => db.prepare(sql))
for (const group of groups) {
  const monthMs: number[] = []
  const plainMs: number[] = []
  const naiveMs: number[] = []
  for (const month of months) {
    const { from, to } = ledgerPeriod(month, state.open!.settings.cutoffDay)
    let figures: Figure[] = []
    monthMs.push(timeMs(() => ({ figures } = call<{ figures: Figure[] }>('care.month', { group, month }))))
    plainMs.push(timeMs(() => plain.map((statement) => statement.all({ group, from, to }))))
    let anew: Record<string, number> = {}
    naiveMs.push(timeMs(() => (anew = recountMonth(all, group, from, to))))
    for (const [key, n] of Object.entries(anew))
      same(`${group} ${month} ${key}`, figures.find((each) => each.key === key)?.value ?? undefined, n)
  }
  report({
    name: `month of ${group}: rows and figures, p50`,
    value: median(monthMs),
    unit: 'ms',
    ratio: median(monthMs) / median(plainMs),
    against: `three plain counts ${median(plainMs).toFixed(2)} ms; recount of folded clients in memory ${median(naiveMs).toFixed(1)} ms`,
    target: '<= 50',
  })
  report({ name: `month of ${group}, p95`, value: percentile(monthMs, 0.95), unit: 'ms' })
}

const ids = db.prepare('SELECT id FROM care_client WHERE is_open = 1 LIMIT 200').pluck().all() as string[]
const at = new Date().toISOString() as Instant
const saveMs = times(ids.length, (round) =>
  call('care.visit', {
    clientId: ids[round],
    visit: { at, how: 'home', visitors: ['潘慧兰'], isMet: true, note: '聊了近况' },
    follows: { promises: [], response: null },
  }),
)
report({ name: 'one visit saved in both files, p50', value: median(saveMs), unit: 'ms', target: '<= 30' })
report({ name: 'one visit saved, p95', value: percentile(saveMs, 0.95), unit: 'ms' })
const saved = recountAll(db, today)
const later = call<{ total: number }>('care.due', due).total
same('due list after the visits', later, recountDue(saved, today, until))
await core.close()

/** Both ways of counting say the same. */
function same(what: string, told: number | undefined, counted: number): void {
  if (told === counted) return
  console.error(`${what}: ${told} told, ${counted} counted`)
  process.exitCode = 1
}
