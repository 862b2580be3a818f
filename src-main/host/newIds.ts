import { randomFillSync } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'

const ID_BYTES = 16

/**
 * UUIDv7 in rising order, for long work: the randomness is fetched for a thousand at a time, because each fetch costs
 * more than the id itself.
 */
export function createNewId(nowMs: () => number = Date.now): <T extends string>() => T {
  const pool = new Uint8Array(1_000 * ID_BYTES)
  let used = pool.length
  let msecs = 0
  let seq = 0
  return <T extends string>() => {
    if (used === pool.length) {
      randomFillSync(pool)
      used = 0
    }
    const random = pool.subarray(used, (used += ID_BYTES))
    const now = nowMs()
    if (now > msecs) {
      msecs = now
      // 31 of the 32 bits, so that counting up within a millisecond never runs over
      seq = ((random[6]! & 0x7f) << 24) | (random[7]! << 16) | (random[8]! << 8) | random[9]!
    } else seq += 1
    return uuidv7({ random, msecs, seq }) as T
  }
}
