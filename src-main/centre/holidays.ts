import { builtInHolidays } from '../../src-shared/calendar/builtInHolidays.ts'
import { createWorkCalendar, type WorkCalendar } from '../../src-shared/calendar/workCalendar.ts'
import { recomputeRunningDeadlines } from '../intake/recompute.ts'
import { audit, type Handlers } from '../ctx/ctx.ts'
import type { Db } from '../store/open.ts'
import { readHolidayTables, writeHolidayTable } from './repo.ts'

/** Built-in years with the office's own tables over them. */
export function loadCalendar(db: Db): WorkCalendar {
  return createWorkCalendar(readHolidayTables(db))
}

export const holidayHandlers = {
  'centre.holidays': (ctx, { year }) => {
    const own = readHolidayTables(ctx.db).find((table) => table.year === year)
    const builtIn = builtInHolidays(year)
    return { year, table: own ?? builtIn ?? null, isBuiltIn: !own && builtIn !== undefined }
  },
  /** Running clocks are counted again; the answer shows what moved. */
  'centre.saveHolidays': (ctx, table) => {
    writeHolidayTable(ctx.db, table)
    audit(ctx, 'settings_changed', { kind: 'setting', id: 'holidays', title: `${table.year} 年放假调休表` })
    ctx.changed('centre')
    return { movedDeadlines: recomputeRunningDeadlines(ctx, loadCalendar(ctx.db)) }
  },
} satisfies Partial<Handlers>
