import { z } from 'zod'
import { AppError } from './errors.ts'

/** A calendar day `YYYY-MM-DD`, without a time zone. Sorts and compares as text. */
export const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, '请填写日期')
  .refine(isRealDay, '没有这一天')
  .brand<'Day'>()
export type Day = z.infer<typeof Day>

/** A month `YYYY-MM`. */
export const Month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, '请填写月份')
  .brand<'Month'>()
export type Month = z.infer<typeof Month>

/** An instant, ISO 8601 in UTC with milliseconds: `2026-03-01T08:00:00.000Z`. */
export const Instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
  .brand<'Instant'>()
export type Instant = z.infer<typeof Instant>

const MS_PER_DAY = 86_400_000
/** China has used one zone without daylight saving since 1991. */
const CHINA_OFFSET_MS = 8 * 3_600_000

/** Days since 1970-01-01. */
export function toSerial(day: Day): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / MS_PER_DAY
}

/** The inverse of {@link toSerial}. */
export function fromSerial(serial: number): Day {
  return new Date(serial * MS_PER_DAY).toISOString().slice(0, 10) as Day
}

/** @throws AppError 'invalid' if `text` is not a real `YYYY-MM-DD` */
export function toDay(text: string): Day {
  const parsed = Day.safeParse(text)
  if (!parsed.success) throw new AppError('invalid', `Not a calendar day: ${text}`)
  return parsed.data
}

export function addDays(day: Day, days: number): Day {
  return fromSerial(toSerial(day) + days)
}

/** Whole days from `from` to `to`; negative if `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return toSerial(to) - toSerial(from)
}

/**
 * The corresponding day `months` later, or the last day of that month where it has none
 * (31 January + 1 month = end of February). Source: Civil Code (民法典) Art. 202.
 */
export function addMonths(day: Day, months: number): Day {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months
  const year = Math.floor(index / 12)
  const month = index - year * 12
  const lastDate = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return fromSerial(Date.UTC(year, month, Math.min(Number(day.slice(8, 10)), lastDate)) / MS_PER_DAY)
}

/** 1 = Monday … 7 = Sunday. */
export function weekday(day: Day): number {
  return ((((toSerial(day) + 3) % 7) + 7) % 7) + 1
}

/** The Chinese calendar day in which an instant falls. */
export function dayOf(instant: Instant | string): Day {
  return new Date(Date.parse(instant) + CHINA_OFFSET_MS).toISOString().slice(0, 10) as Day
}

/** `2026-03-05 14:20` as clocks in China showed it. */
export function formatChinaTime(instant: Instant | string): string {
  const shifted = new Date(Date.parse(instant) + CHINA_OFFSET_MS).toISOString()
  return `${shifted.slice(0, 10)} ${shifted.slice(11, 16)}`
}

/** The instant at which a Chinese calendar day begins. */
export function startOfDay(day: Day): Instant {
  return new Date(Date.parse(`${day}T00:00:00Z`) - CHINA_OFFSET_MS).toISOString() as Instant
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7) as Month
}

export function addMonthsTo(month: Month, months: number): Month {
  return monthOf(addMonths(`${month}-01` as Day, months))
}

/** `2026年3月5日`, without leading zeros (GB/T 9704: 不编虚位). */
export function formatDayChinese(day: Day): string {
  return `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`
}

function isRealDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text
}
