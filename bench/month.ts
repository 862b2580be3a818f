import { addMonthsTo, dayOf, monthOf, type Month } from '../src-shared/kernel/day.ts'
import type { RpcReply } from '../src-shared/contract.ts'
import { sumCounters } from '../src-main/ledger/repo.ts'
import { recount } from '../src-main/ledger/recount.ts'
import { bulkStore, YEARS } from './support/bulkStore.ts'
import { median, report, rowsOption, timeMs } from './support/report.ts'

// The monthly table and ten years of trend from kept counters, and the recount they replace.
const rows = rowsOption(500_000)
const { core, state, caller } = await bulkStore(rows)
const today = monthOf(dayOf(new Date().toISOString()))
const call = (method: string, input: unknown): unknown => {
  const reply = core.dispatch(caller, { method, input }) as RpcReply
  if (!reply.ok) throw new Error(reply.error.message)
  return reply.value
}
const months = Array.from({ length: 60 }, (_, index) => addMonthsTo(today, -index - 2))
const monthMs = months.map((month) => timeMs(() => call('figures.month', { month })))
report({ name: `figures of a month, ${rows} matters`, value: median(monthMs), unit: 'ms', target: '<= 5' })
const from = addMonthsTo(today, -12 * YEARS)
const tenYears = Array.from({ length: 20 }, () => timeMs(() => call('figures.trend', { from, to: today })))
report({ name: `trend of ${YEARS} years`, value: median(tenYears), unit: 'ms', target: '<= 50' })

const db = state.open!.db
const kept = new Map([...sumCounters(db, 'mediation', 'accepted', '0000-01' as Month, '9999-12' as Month)])
const recountMs = timeMs(() => db.transaction(() => recount(db)).immediate())
const fresh = sumCounters(db, 'mediation', 'accepted', '0000-01' as Month, '9999-12' as Month)
const isEqual = kept.size === fresh.size && [...kept].every(([measure, n]) => fresh.get(measure) === n)
report({ name: `recount of all cases (equal: ${isEqual})`, value: recountMs, unit: 'ms' })
if (!isEqual) process.exitCode = 1
await core.close()
