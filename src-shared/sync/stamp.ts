import { z } from 'zod'

/**
 * A hybrid logical clock's reading: 9 base-36 digits of milliseconds, 3 of a counter, then the writer: 4 characters of
 * its seat code and 2 drawn at random when its process started, so that two copies of one disk never write the same
 * stamp. Stamps compare as text; every written value has one of its own.
 */
export const Stamp = z
  .string()
  .regex(/^[0-9a-z]{18}$/)
  .brand<'Stamp'>()
export type Stamp = z.infer<typeof Stamp>

/** The code that the district gave a seat, unique in its street; `0000` is the district itself. */
export const SeatCode = z.string().regex(/^[0-9a-z]{4}$/)
export type SeatCode = z.infer<typeof SeatCode>
export const DISTRICT_SEAT = '0000'

const MS_DIGITS = 9
const COUNT_DIGITS = 3
const COUNTER_END = 36 ** COUNT_DIGITS

/** What a clock remembers between readings; never goes back, whatever the machine's clock does. */
export interface ClockState {
  ms: number
  counter: number
}

/** The next reading: later than every reading before it, and not before `nowMs`. */
export function tick({ ms, counter }: ClockState, nowMs: number): ClockState {
  if (nowMs > ms) return { ms: nowMs, counter: 0 }
  return counter + 1 < COUNTER_END ? { ms, counter: counter + 1 } : { ms: ms + 1, counter: 0 }
}

/** After a stamp of somebody else was seen: what is written from now on is later than it. */
export function sawStamp(state: ClockState, stamp: Stamp): ClockState {
  const seen = { ms: stampMs(stamp), counter: parseInt(stamp.slice(MS_DIGITS, MS_DIGITS + COUNT_DIGITS), 36) }
  const isLater = seen.ms > state.ms || (seen.ms === state.ms && seen.counter > state.counter)
  return isLater ? seen : state
}

/** @param writer 6 characters: seat code and nonce */
export function toStamp({ ms, counter }: ClockState, writer: string): Stamp {
  return `${ms.toString(36).padStart(MS_DIGITS, '0')}${counter.toString(36).padStart(COUNT_DIGITS, '0')}${writer}` as Stamp
}

/** Milliseconds since 1970 by the writer's clock, corrected by what it knew of the district's. */
export function stampMs(stamp: Stamp): number {
  return parseInt(stamp.slice(0, MS_DIGITS), 36)
}

export function stampSeat(stamp: Stamp): SeatCode {
  return stamp.slice(MS_DIGITS + COUNT_DIGITS, MS_DIGITS + COUNT_DIGITS + 4)
}

/**
 * The stamp of what a seat already held when it joined a street: it loses against anything written since, so that a
 * second seat's wizard answers never overwrite the street's.
 */
export function foundingStamp(writer: string): Stamp {
  return toStamp({ ms: 0, counter: 0 }, writer)
}
