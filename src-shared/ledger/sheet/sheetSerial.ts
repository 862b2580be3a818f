import { fromSerial, toSerial } from '../../kernel/day.ts'
import type { Day } from '../../kernel/day.ts'

/** Days from 1899-12-30 to 1970-01-01. */
const EPOCH_1900 = 25_569
/** Days from 1904-01-01 to 1970-01-01. */
const EPOCH_1904 = 24_107
/** Spreadsheets of the 1900 system have a 29 February 1900 (serial 60) that never was. */
const LEAP_BUG_SERIAL = 60
/** 9999-12-31 */
const LAST_SERIAL = 2_958_465

/** The serial number of a day in the 1900 system of WPS and Excel; undefined before 1900, which it cannot show. */
export function toSheetSerial(day: Day): number | undefined {
  const serial = toSerial(day) + EPOCH_1900
  if (serial > LEAP_BUG_SERIAL) return serial
  return serial >= 2 ? serial - 1 : undefined
}

/** The day on which a serial number falls, its time of day dropped; undefined if it is no day. */
export function fromSheetSerial(serial: number, date1904 = false): Day | undefined {
  const whole = Math.floor(serial)
  if (date1904) return whole >= 0 && whole <= LAST_SERIAL - 1462 ? fromSerial(whole - EPOCH_1904) : undefined
  if (!(whole >= 1) || whole > LAST_SERIAL || whole === LEAP_BUG_SERIAL) return undefined
  return fromSerial(whole - EPOCH_1900 + (whole < LEAP_BUG_SERIAL ? 1 : 0))
}
