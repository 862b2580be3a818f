import { toSerial, type Day, type Instant } from '../kernel/day.ts'
import type { Channel } from '../intake/schema.ts'
import { isOfficeDay, officeDayFrom } from './officeDays.ts'
import { roomText, type Person } from './people.ts'
import type { Random } from './random.ts'
import type { Story } from './types.ts'

/** The days within which everything of a story happens, both included. */
export type StoryRange = { from: Day; to: Day }

/** Weekdays mostly; what comes by web or telephone may come on any day. `isRecent`: more of the last weeks, so that something is open. */
export function receivedSerial(
  random: Random,
  range: StoryRange,
  channel: Channel | undefined,
  isRecent: boolean,
): number {
  const to = toSerial(range.to)
  const from = isRecent && random.chance(0.2) ? Math.max(toSerial(range.from), to - 75) : toSerial(range.from)
  for (let attempt = 0; attempt < 40; attempt++) {
    const serial = random.int(from, to)
    if (isOfficeDay(serial) || (channel === 'online' && random.chance(0.5)) || random.chance(0.03)) return serial
  }
  return to
}

/** Where a resident's matter is. */
export function placeOf(resident: Person): Pick<Story, 'placeIndex' | 'gridIndex' | 'location'> {
  const { placeIndex, gridIndex, estate } = resident.home
  return { placeIndex, gridIndex, location: `${estate.name}${roomText(resident.home)}` }
}

/** Entered within opening hours of the day, or of a following office day; never after the range. */
export function entry(random: Random, received: number, range: StoryRange): { enteredAt: Instant; clerk: string } {
  const last = toSerial(range.to)
  const wanted = officeDayFrom(received + (random.chance(0.9) ? 0 : random.int(1, 2)))
  const serial = Math.min(wanted, last)
  const minute = random.chance(0.55) ? random.int(8 * 60 + 35, 11 * 60 + 25) : random.int(13 * 60 + 32, 16 * 60 + 50)
  const enteredAt = new Date(
    (serial * 1440 + minute - 480) * 60_000 + random.int(0, 59) * 1000,
  ).toISOString() as Instant
  return {
    enteredAt,
    clerk: random.weighted([
      ['chuangkou1', 45],
      ['chuangkou2', 40],
      ['chuangkou3', 15],
    ] as const),
  }
}
