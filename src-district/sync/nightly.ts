import type { District } from '../context.ts'
import { makeSnapshot } from './snapshot.ts'
import { listStale } from './snapshotRepo.ts'

/** A street that moved on by more rows since its snapshot gets a new one. */
export const STALE_ROWS = 5_000
const LOOK_EVERY_MS = 20 * 60_000
const NIGHT_FROM_HOUR = 1
const NIGHT_TO_HOUR = 5
const CHINA_OFFSET_MS = 8 * 3_600_000

const isNight = (nowMs: number): boolean => {
  const hour = new Date(nowMs + CHINA_OFFSET_MS).getUTCHours()
  return hour >= NIGHT_FROM_HOUR && hour < NIGHT_TO_HOUR
}

/** Looks every twenty minutes and works at night only, one street after the other. */
export function makeStaleSnapshots(district: District): { stop(): void } {
  let isBusy = false
  async function look(): Promise<void> {
    if (isBusy || !isNight(district.nowMs())) return
    isBusy = true
    try {
      for (const street of await district.db.inDistrict((sql) => listStale(sql, STALE_ROWS))) {
        const made = await makeSnapshot(district, street)
        district.log.info('snapshot', { rows: made?.rows ?? 0, bytes: made?.bytes ?? 0 })
      }
    } catch (error) {
      district.log.error('snapshot_failed', { kind: error instanceof Error ? error.name : '' })
    } finally {
      isBusy = false
    }
  }
  const timer = setInterval(() => void look(), LOOK_EVERY_MS)
  return { stop: () => clearInterval(timer) }
}
