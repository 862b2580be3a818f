import { builtInHolidays } from '../../src-shared/calendar/builtInHolidays.ts'
import { changedDays } from '../../src-shared/calendar/countWorkdays.ts'
import type { HolidayTable } from '../../src-shared/calendar/holidayTable.ts'
import { createWorkCalendar, type WorkCalendar } from '../../src-shared/calendar/workCalendar.ts'
import type { MovedDeadlines } from '../../src-shared/centre/schema.ts'
import {
  countConcerned,
  recountDeadlines,
  recountWithProgress,
  RECOUNT_AT_ONCE,
  type RecountCause,
} from '../intake/recompute.ts'
import { settleOpenJoint } from '../joint/settle.ts'
import { audit, type ActionCtx, type Ctx, type Handlers, type Job } from '../ctx/ctx.ts'
import type { Db } from '../store/open.ts'
import { readHolidayTables, writeHolidayTable } from './repo.ts'

/** Built-in years with the office's own tables over them. */
export function loadCalendar(db: Db): WorkCalendar {
  return createWorkCalendar(readHolidayTables(db))
}

/** The calendar as `table` makes it, and what that means for running clocks. */
function planHolidays(ctx: Ctx, table: HolidayTable): { calendar: WorkCalendar; cause: RecountCause } {
  const others = readHolidayTables(ctx.db).filter(({ year }) => year !== table.year)
  const calendar = createWorkCalendar([...others, table])
  return { calendar, cause: { days: changedDays(loadCalendar(ctx.db), calendar) } }
}

function writeHolidays(ctx: Ctx, table: HolidayTable): ReturnType<typeof planHolidays> {
  const plan = planHolidays(ctx, table)
  writeHolidayTable(ctx.db, table)
  settleOpenJoint(ctx, plan.calendar)
  audit(ctx, 'settings_changed', { kind: 'setting', id: 'holidays', title: `${table.year} 年放假调休表` })
  ctx.changed('centre')
  return plan
}

/** Saves a year's table and counts the running clocks again, in the caller's transaction. */
export function saveHolidays(ctx: Ctx, table: HolidayTable): MovedDeadlines {
  const { calendar, cause } = writeHolidays(ctx, table)
  return recountDeadlines(ctx, calendar, cause)
}

/** The same on the writing thread. */
export function saveHolidaysWithProgress(ctx: Ctx, table: HolidayTable, job: Job): Promise<MovedDeadlines> {
  const { calendar, cause } = writeHolidays(ctx, table)
  return recountWithProgress(ctx, calendar, cause, job)
}

/** Running clocks are counted again, few of them at once, many on the writing thread; the answer shows what moved. */
export async function saveHolidaysNow(ctx: ActionCtx, table: HolidayTable, jobId: string): Promise<MovedDeadlines> {
  if (countConcerned(ctx, planHolidays(ctx, table).cause) <= RECOUNT_AT_ONCE)
    return ctx.transact((own) => saveHolidays(own, table))
  const moved = await ctx.services.runJob(jobId, (job) =>
    ctx.services.runWriter({ name: 'saveHolidays', what: '正在按新的放假安排重算期限', input: table }, ctx.actor, job),
  )
  ctx.transact((own) => (own.changed('petition'), own.changed('centre'))) // the calendar is read again
  return moved as MovedDeadlines
}

export const holidayHandlers = {
  'centre.holidays': (ctx, { year }) => {
    const own = readHolidayTables(ctx.db).find((table) => table.year === year)
    const builtIn = builtInHolidays(year)
    return { year, table: own ?? builtIn ?? null, isBuiltIn: !own && builtIn !== undefined }
  },
  'centre.saveHolidays': async (ctx, { table, jobId }) => ({ moved: await saveHolidaysNow(ctx, table, jobId) }),
} satisfies Partial<Handlers>
