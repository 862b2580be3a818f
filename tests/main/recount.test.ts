import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { builtInHolidays } from '../../src-shared/calendar/builtInHolidays.ts'
import type { HolidayTable } from '../../src-shared/calendar/holidayTable.ts'
import { createWorkCalendar } from '../../src-shared/calendar/workCalendar.ts'
import { findDeadlineRule } from '../../src-shared/deadlineRules.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import { listDeadlines, replaceDeadlines } from '../../src-main/intake/deadlineRepo.ts'
import { toDeadlineRow } from '../../src-main/intake/deadlines.ts'
import { RECOUNT_AT_ONCE } from '../../src-main/intake/recompute.ts'
import { spareCore, type SpareCore } from '../support/spareCore.ts'
import { PASSWORD, testCore } from '../support/testCore.ts'

const MATTERS = RECOUNT_AT_ONCE + 200
const START = '2026-03-26' as Day
const TABLE = builtInHolidays(2026) as HolidayTable
const withFair = (on: Day): HolidayTable => ({
  ...TABLE,
  daysOff: [...TABLE.daysOff, { name: '庙会', fromOn: on, toOn: on }],
})

let dir: string
let t: SpareCore
const ids: string[] = []
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'onewindow-recount-'))
  await (await testCore({ dataDir: dir })).close()
  t = spareCore(dir)
  await ok('account.login', { login: 'head', password: PASSWORD })
  const db = t.state.open!.db
  const rule = findDeadlineRule('A-15')!
  const insert = db.prepare(
    `INSERT INTO matter (id, number, kind, stage, is_open, summary, channel, received_on, entered_at, entered_by)
     VALUES (?, ?, 'mediation', 'to_accept', 1, '楼道堆物', 'visit', '${START}', '2026-03-26T01:00:00.000Z', 'u')`,
  )
  db.transaction(() => {
    for (let n = 0; n < MATTERS; n++) {
      const id = t.state.newId()
      ids.push(id)
      insert.run(id, `测-${n}`)
      const clock = { rule, startOn: START, metOn: null, stoppedOn: null, options: {} }
      replaceDeadlines(db, id, [toDeadlineRow(id, clock, createWorkCalendar())])
    }
  })()
})
afterAll(async () => {
  await t.core.close()
  rmSync(dir, { recursive: true, force: true })
})

async function ok(method: string, input: unknown): Promise<unknown> {
  const reply = await t.call(method, input)
  if (!reply.ok) throw new Error(`${reply.error.code} ${reply.error.message}`)
  return reply.value
}
const firstDue = () => listDeadlines(t.state.open!.db, ids[0] as string)[0]?.dueOn
const heads = () =>
  t.state.open!.db.prepare('SELECT DISTINCT version, due_on AS dueOn FROM matter WHERE is_open = 1').all()

it('recounts a large store on another thread, in one piece, and answers with a bounded list', async () => {
  const saving = ok('centre.saveHolidays', { table: withFair('2026-03-30' as Day), jobId: 'a' })
  const meanwhile = await t.call('centre.recount', { fromMonth: null })
  expect(meanwhile).toMatchObject({
    ok: false,
    error: { code: 'in_use', message: expect.stringContaining('重算期限') },
  })
  expect(await ok('today.list', { isMineOnly: false })).toBeDefined() // reading goes on
  const { moved } = (await saving) as { moved: { count: number; first: { from: Day; to: Day }[] } }
  expect(moved.count).toBe(MATTERS)
  expect(moved.first).toHaveLength(200)
  expect(moved.first[0]).toMatchObject({ from: '2026-03-31', to: '2026-04-01' })
  expect(firstDue()).toBe('2026-04-01')
  expect(heads()).toEqual([{ version: 1, dueOn: '2026-04-01' }])
  expect(t.state.open!.calendar.holidays.get('2026-03-30' as Day)).toBe('庙会')
}, 60_000)

it('keeps everything as it was when it is cancelled', async () => {
  const saving = t.call('centre.saveHolidays', { table: withFair('2026-03-31' as Day), jobId: 'b' })
  await ok('jobs.cancel', { jobId: 'b' })
  expect(await saving).toMatchObject({ ok: false, error: { code: 'cancelled' } })
  expect(firstDue()).toBe('2026-04-01')
  const { table } = (await ok('centre.holidays', { year: 2026 })) as { table: HolidayTable }
  expect(table.daysOff.at(-1)?.fromOn).toBe('2026-03-30')
}, 60_000)

it('takes a new number from the settings the same way', async () => {
  await ok('centre.saveSettings', { promiseWorkingDays: 5, jobId: 'c' })
  expect(firstDue()).toBe('2026-04-03')
  expect(t.state.open!.settings.promiseWorkingDays).toBe(5)
  expect(heads()).toEqual([{ version: 1, dueOn: '2026-04-03' }])
}, 60_000)
