import { addDays, addMonths, monthOf, type Day } from '../../src-shared/kernel/day.ts'

export const PERIODS = {
  recent: '前后 31 天',
  past: '近一年',
  month: '本月',
  lastMonth: '上月',
  year: '今年',
  lastYear: '去年',
} as const
export type Period = keyof typeof PERIODS

/** The first and the last day of a period as seen from a day. */
export function boundsOfPeriod(period: Period, today: Day): { from: Day; to: Day } {
  const monthStart = `${monthOf(today)}-01` as Day
  const year = Number(today.slice(0, 4)) - (period === 'lastYear' ? 1 : 0)
  switch (period) {
    case 'recent':
      return { from: addDays(today, -31), to: addDays(today, 31) }
    case 'past':
      return { from: addDays(today, -366), to: today }
    case 'month':
      return { from: monthStart, to: addDays(addMonths(monthStart, 1), -1) }
    case 'lastMonth':
      return { from: addMonths(monthStart, -1), to: addDays(monthStart, -1) }
    default:
      return { from: `${year}-01-01` as Day, to: `${year}-12-31` as Day }
  }
}
