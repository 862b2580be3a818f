import { setTimeout as sleep } from 'node:timers/promises'
import { median } from '../support/report.ts'
import type { Child } from './child.ts'
import type { Meter } from './meter.ts'

const CHANGES = 23
/** The first of them warm the way. */
const WARM = 3
/** What is still on its way after a change was seen. */
export const SETTLE_MS = 200
/** Between changes that come one after the other. */
const NEXT_MS = 20

/** One changed field, seat to seat, median. */
export interface OneField {
  /** From the beginning of the save at one seat to the value read at the other, changes coming one after the other. */
  ms: number
  /** The same as the bench's own process sees it: with its four messages to and from theirs. */
  askedMs: number
  /** The same where nobody did anything for a while: processes sleep and caches are cold. */
  quietMs: number
  bytes: number
}

export async function measureOne(meter: Meter, a: Child, b: Child, ids: readonly string[]): Promise<OneField> {
  const quiet = await measureTrips(meter, a, b, ids, 2 * SETTLE_MS)
  const busy = await measureTrips(meter, a, b, ids, NEXT_MS)
  return { ...busy, quietMs: quiet.ms, bytes: quiet.bytes }
}

async function measureTrips(
  meter: Meter,
  a: Child,
  b: Child,
  ids: readonly string[],
  restMs: number,
): Promise<Omit<OneField, 'quietMs'>> {
  const trips: Omit<OneField, 'quietMs'>[] = []
  for (let count = 0; count < CHANGES; count += 1) {
    const change = [[ids[count * 7]], 'wish', `改${restMs}.${count}`]
    const before = meter.bytes()
    const startedMs = performance.now()
    const seeing = b
      .timed('awaitValues', ...change)
      .then((seen) => ({ ...seen, askedMs: performance.now() - startedMs }))
    const { beganMs } = await a.timed('change', ...change)
    const { endedMs, askedMs } = await seeing
    await sleep(restMs)
    trips.push({ ms: endedMs - beganMs, askedMs, bytes: meter.bytes() - before })
  }
  const middle = (what: 'ms' | 'askedMs' | 'bytes'): number => median(trips.slice(WARM).map((trip) => trip[what]))
  return { ms: middle('ms'), askedMs: middle('askedMs'), bytes: middle('bytes') }
}
