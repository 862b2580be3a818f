import type { DetailedCodes } from '../kernel/codeTable.ts'
import { toSerial, type Day } from '../kernel/day.ts'
import { ShiftDetail } from './config.ts'
import type { Shift } from './model.ts'

/** Minutes from `start` up to `end`, which is outside, since 1970-01-01 00:00 in China. */
export interface Span {
  start: number
  end: number
}

export const MINUTES_OF_DAY = 1440

/** `08:30` -> 510. */
export const toMinute = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

/** A shift that ends at or before its start ends on the next day; from a time to the same time is a whole day. */
export function toShift(code: string, title: string, { from, to }: ShiftDetail): Shift {
  const [fromMinute, until] = [toMinute(from), toMinute(to)]
  const minutes = (until - fromMinute + MINUTES_OF_DAY) % MINUTES_OF_DAY || MINUTES_OF_DAY
  return { code, title, fromMinute, minutes }
}

/** The shifts of a version of the table; one without times is left out. */
export function toShifts(codes: DetailedCodes): Map<string, Shift> {
  return new Map(
    codes.flatMap(({ code, title, detail }) => {
      const parsed = ShiftDetail.safeParse(detail)
      return parsed.success ? [[code, toShift(code, title, parsed.data)] as const] : []
    }),
  )
}

export function spanOf(on: Day, { fromMinute, minutes }: Shift): Span {
  const start = toSerial(on) * MINUTES_OF_DAY + fromMinute
  return { start, end: start + minutes }
}

/** Whether the shift runs past midnight; one that ends at midnight does not. */
export const isOvernight = ({ fromMinute, minutes }: Shift): boolean => fromMinute + minutes > MINUTES_OF_DAY

/**
 * When a clock time of somebody's shift is, in minutes since 1970-01-01 00:00 in China: of a shift over midnight the
 * time may be of its day or of the next. Coming in is nearest to the start; going is within the shift, else nearest to it.
 */
export function signMinute(kind: 'sign_in' | 'sign_out', on: Day, shift: Shift | undefined, clock: string): number {
  const minute = toSerial(on) * MINUTES_OF_DAY + toMinute(clock)
  if (!shift || !isOvernight(shift)) return minute
  const { start, end } = spanOf(on, shift)
  const distance = (at: number): number =>
    kind === 'sign_in' ? Math.abs(at - start) : Math.max(start - at, at - end, 0)
  return distance(minute) <= distance(minute + MINUTES_OF_DAY) ? minute : minute + MINUTES_OF_DAY
}

export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end

/** Minutes between the two; below 0 where they overlap. */
export const restBetween = (a: Span, b: Span): number => Math.max(b.start - a.end, a.start - b.end)

const pad = (value: number): string => String(value).padStart(2, '0')
/** 510 -> `08:30`, of any day. */
export const clockText = (minute: number): string =>
  `${pad(Math.floor((minute % MINUTES_OF_DAY) / 60))}:${pad(minute % 60)}`

/** `日班 08:30—17:30`, `夜班 17:30—次日 08:30`. */
export function shiftText({ title, fromMinute, minutes }: Shift): string {
  const end = fromMinute + minutes
  return `${title} ${clockText(fromMinute)}—${end > MINUTES_OF_DAY ? '次日 ' : ''}${end === MINUTES_OF_DAY ? '24:00' : clockText(end)}`
}
