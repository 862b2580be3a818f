import type { Db } from './db/db.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { Hub } from './sync/hub.ts'

/** What every part of the server is given: nothing here reads a clock or draws lots by itself. */
export interface District {
  db: Db
  nowMs(): number
  /** That many random bytes. */
  random(bytes: number): Uint8Array
  log: Log
  metrics: Metrics
  hub: Hub
  /** 32 bytes from the store, the same for all instances: keys its tokens and nonces. */
  secret: Buffer
  /** 6 characters: seat code `0000` and two of this process. */
  writer: string
}

export const isoOf = (ms: number): string => new Date(ms).toISOString()
