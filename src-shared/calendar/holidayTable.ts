import { z } from 'zod'
import { addDays, Day, daysBetween, weekday } from '../kernel/day.ts'

const MAX_DAYS_IN_ONE_HOLIDAY = 16

/** One holiday of the yearly notice: a range of days off, both ends included. */
export const HolidayRange = z.strictObject({ name: z.string().trim().min(1).max(40), fromOn: Day, toOn: Day })
export type HolidayRange = z.infer<typeof HolidayRange>

/** A weekend day on which everybody works (调休上班), and the holiday it pays for. */
export const MakeupDay = z.strictObject({ on: Day, name: z.string().trim().min(1).max(40) })
export type MakeupDay = z.infer<typeof MakeupDay>

/**
 * The holidays of one year as the State Council's notice (国务院办公厅通知) publishes them.
 * Ordinary weekends are not listed. A notice may reach back into the last days of December.
 * The messages are Chinese because an administrator edits the table.
 */
export const HolidayTable = z
  .strictObject({
    year: z.int().min(2000).max(2100),
    source: z.string().trim().min(1).max(200),
    daysOff: z.array(HolidayRange).min(1).max(20),
    makeupDays: z.array(MakeupDay).max(20),
  })
  .superRefine((table, context) => {
    const off = new Set<Day>()
    const fail = (message: string) => context.addIssue({ code: 'custom', message })
    for (const { name, fromOn, toOn } of table.daysOff) {
      const length = daysBetween(fromOn, toOn) + 1
      if (length < 1 || length > MAX_DAYS_IN_ONE_HOLIDAY) {
        fail(`${name}：放假应为 1 至 ${MAX_DAYS_IN_ONE_HOLIDAY} 天，请核对起止日期`)
        continue
      }
      for (let day = fromOn; day <= toOn; day = addDays(day, 1)) {
        if (!belongsTo(table.year, day)) fail(`${name}：${day} 不在 ${table.year} 年的通知范围内`)
        if (off.has(day)) fail(`${name}：${day} 重复`)
        off.add(day)
      }
    }
    for (const { on, name } of table.makeupDays) {
      if (!belongsTo(table.year, on)) fail(`${name}调休：${on} 不在 ${table.year} 年的通知范围内`)
      if (weekday(on) < 6) fail(`${name}调休：${on} 不是周六或周日`)
      if (off.has(on)) fail(`${name}调休：${on} 同时列为放假`)
    }
  })
export type HolidayTable = z.infer<typeof HolidayTable>

function belongsTo(year: number, day: Day): boolean {
  return day.startsWith(`${year}-`) || day.startsWith(`${year - 1}-12-`)
}
