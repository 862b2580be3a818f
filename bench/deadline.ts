import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { OutputOf, RpcReply } from '../src-shared/contract.ts'
import { builtInHolidays } from '../src-shared/calendar/builtInHolidays.ts'
import { computeDeadline } from '../src-shared/calendar/deadline.ts'
import type { HolidayTable } from '../src-shared/calendar/holidayTable.ts'
import { createWorkCalendar } from '../src-shared/calendar/workCalendar.ts'
import { findDeadlineRule } from '../src-shared/deadlineRules.ts'
import { addDays, type Day } from '../src-shared/kernel/day.ts'
import { createCoreWithState } from '../src-main/host/core.ts'
import { silentLog } from '../src-main/host/log.ts'
import { PRACTICE_PASSWORD, practiceLogins } from '../src-main/host/practice.ts'
import { seedCentre } from '../src-main/host/seed.ts'
import { replaceDeadlines } from '../src-main/intake/deadlineRepo.ts'
import { toDeadlineRow, type StartedClock } from '../src-main/intake/deadlines.ts'
import { APP_DIR } from './support/bulkStore.ts'
import { report, rowsOption, timeMs } from './support/report.ts'

// A new holiday table through the door, on the writing thread, over matters with two running clocks each, against a
// plain loop of computeDeadline over the same inputs in memory.
const rows = rowsOption(100_000)
/** Natural days, months and working days; of mediation and of petitions. */
const PAIRS = [
  ['A-01', 'A-15'],
  ['A-03', 'A-07'],
  ['B-06', 'B-03'],
  ['B-02', 'B-15'],
] as const
/** Starts are spread over this many days before the last working days of 2026, the newest built-in year. */
const SPREAD_DAYS = 90
const LAST_START = '2026-12-28' as Day

const dir = mkdtempSync(join(process.env.ONEWINDOW_BENCH_DIR ?? tmpdir(), 'onewindow-deadline-'))
const { core, state } = createCoreWithState({
  dataDir: dir,
  appDir: APP_DIR,
  version: 'bench',
  isPractice: true,
  shell: 'loopback',
  log: silentLog,
})
await seedCentre(state, 0, () => {})
const head = practiceLogins().find(({ roleTitles }) => /(^|、)负责人/.test(roleTitles))
const call = async (method: string, input: unknown): Promise<unknown> => {
  const reply: RpcReply = await core.dispatch('bench', { method, input })
  if (!reply.ok) throw new Error(reply.error.message)
  return reply.value
}
await call('account.login', { login: head?.login, password: PRACTICE_PASSWORD })

const clocks: StartedClock[][] = Array.from({ length: rows }, (_, index) =>
  (PAIRS[index % PAIRS.length] as readonly string[]).map((id) => {
    const startOn = addDays(LAST_START, -(index % SPREAD_DAYS))
    const rule = findDeadlineRule(id, startOn)
    if (!rule) throw new Error(id)
    return { rule, startOn, metOn: null, stoppedOn: null, options: { rollsOnHoliday: true } }
  }),
)
fill()

const published = builtInHolidays(2026) as HolidayTable
/** A notice for the year that was provisional until now: it reaches every clock that runs into it. */
const nextYear: HolidayTable = {
  year: 2027,
  source: '测试',
  daysOff: [
    { name: '元旦', fromOn: '2027-01-01' as Day, toOn: '2027-01-03' as Day },
    { name: '春节', fromOn: '2027-02-05' as Day, toOn: '2027-02-12' as Day },
  ],
  makeupDays: [{ on: '2027-02-13' as Day, name: '春节' }],
}
/** One more day off in a published year. */
const oneDay: HolidayTable = {
  ...published,
  daysOff: [...published.daysOff, { name: '本市运动会', fromOn: '2026-12-30' as Day, toOn: '2026-12-30' as Day }],
}

const tables: HolidayTable[] = []
for (const [name, table] of [
  ['one more day off', oneDay],
  ["next year's notice", nextYear],
] as const) {
  tables.push(table)
  const after = createWorkCalendar(tables)
  const lag = monitorEventLoopDelay({ resolution: 1 })
  lag.enable()
  const startedMs = performance.now()
  const { moved } = (await call('centre.saveHolidays', { table, jobId: name })) as OutputOf<'centre.saveHolidays'>
  const ms = performance.now() - startedMs
  lag.disable()
  const loopMs = timeMs(() => {
    for (const each of clocks)
      for (const { rule, startOn, options } of each) computeDeadline(rule, startOn, after, options)
  })
  const what = `${name}, ${rows} matters, ${2 * rows} clocks`
  report({
    name: `recount after ${what}`,
    value: ms / 1000,
    unit: 's',
    ratio: ms / loopMs,
    against: `computeDeadline in memory ${(loopMs / 1000).toFixed(2)} s`,
  })
  report({ name: `per matter, ${name}`, value: (ms * 1000) / rows, unit: 'µs' })
  report({ name: `clocks moved, ${name}`, value: moved.count, unit: 'clocks' })
  report({ name: `longest wait of the window, ${name}`, value: lag.max / 1e6, unit: 'ms', target: '<= 50' })
}
report({ name: 'peak memory', value: process.resourceUsage().maxRSS / 1024, unit: 'MB' })
await core.close()
rmSync(dir, { recursive: true })

/** Bare matters: a recount reads nothing of them but their clocks. */
function fill(): void {
  const db = state.open?.db
  if (!db) throw new Error('The store is closed')
  const now = new Date().toISOString()
  const insert = db.prepare(
    `INSERT INTO matter (id, number, kind, stage, is_open, summary, channel, received_on, entered_at, entered_by)
     VALUES (?, ?, ?, 'mediating', 1, '楼道堆物', 'visit', ?, ?, 'bench')`,
  )
  const before = createWorkCalendar()
  db.transaction(() => {
    clocks.forEach((each, index) => {
      const id = state.newId()
      const [{ rule, startOn }] = each as [StartedClock]
      insert.run(id, `测-${index}`, rule.id.startsWith('A-') ? 'mediation' : 'petition', startOn, now)
      replaceDeadlines(
        db,
        id,
        each.map((clock) => toDeadlineRow(id, clock, before)),
      )
    })
  })()
}
