import { createHash } from 'node:crypto'
import type { Db } from '../../../src-district/db/db.ts'
import { createDistrict, type DistrictOptions, type RunningDistrict } from '../../../src-district/createDistrict.ts'
import { addStreet, makeCode } from '../../../src-district/seats/streets.ts'

export const STREET = '310101001'
export const OTHER_STREET = '310101002'
export const NOON_MS = Date.UTC(2026, 2, 2, 4)

/** The same bytes for the same seed, in the same order. */
export function seededBytes(seed: string): (bytes: number) => Uint8Array {
  let count = 0
  const next = (): Buffer =>
    createHash('sha256')
      .update(`${seed}${(count += 1)}`)
      .digest()
  return (bytes) => Buffer.concat(Array.from({ length: Math.ceil(bytes / 32) }, next)).subarray(0, bytes)
}

export interface TestDistrict extends RunningDistrict {
  db: Db
  clock: { ms: number }
  code(street?: string): Promise<string>
}

/** A district with two streets over an open store; its clock stands still until it is moved. */
export async function startDistrict(
  db: Db,
  { seed = 'a', ...options }: Partial<DistrictOptions> & { seed?: string; clock?: { ms: number } } = {},
): Promise<TestDistrict> {
  const clock = options.clock ?? { ms: NOON_MS }
  const running = await createDistrict({ db, nowMs: () => clock.ms, random: seededBytes(seed), ...options })
  await addStreet(running.district, STREET, '东门街道')
  await addStreet(running.district, OTHER_STREET, '西门街道')
  return {
    ...running,
    db,
    clock,
    async code(street = STREET) {
      const made = await makeCode(running.district, street)
      return made?.code ?? ''
    },
  }
}

const TABLES = [
  'street',
  'street_head',
  'seat',
  'enrol_code',
  'sync_row',
  'batch',
  'digest',
  'matter_head',
  'file_ref',
  'file_piece',
  'snapshot',
  'snapshot_piece',
  'district_meta',
]
/** Opening a store takes seconds, so tests share one and empty it. */
export async function emptyStore(db: Db): Promise<void> {
  await db.asOwner(async (_sql, script) => script(`TRUNCATE ${TABLES.join(', ')}`))
}
