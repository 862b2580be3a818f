import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { migrate, readMigrations } from '../../src-main/store/migrate.ts'
import { closeStore, openStore, type Db } from '../../src-main/store/open.ts'
import { peekNext, takeNext } from '../../src-main/store/series.ts'
import { APP_DIR } from '../support/testCore.ts'

let dir: string
let db: Db
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'series-'))
  db = openStore(join(dir, 'a.db'), randomBytes(32))
  migrate(db, readMigrations(join(APP_DIR, 'migrations', 'local')))
})
afterAll(() => {
  closeStore(db)
  rmSync(dir, { recursive: true })
})

class RollBack extends Error {}
const step = fc.record({
  series: fc.constantFrom('matter', 'dossier'),
  year: fc.constantFrom(2025, 2026),
  seat: fc.constantFrom('A', 'B'),
  takes: fc.integer({ min: 1, max: 3 }),
  isKept: fc.boolean(),
})

it('counters have no gap and no repeat, whatever is rolled back in between', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      db.exec('DELETE FROM number_series')
      const kept = new Map<string, number[]>()
      for (const { series, year, seat, takes, isKept } of steps) {
        const key = `${series} ${year} ${seat}`
        const taken: number[] = []
        try {
          db.transaction(() => {
            for (let n = 0; n < takes; n++) {
              const next = peekNext(db, series, year, seat)
              taken.push(takeNext(db, series, year, seat))
              expect(taken.at(-1)).toBe(next)
            }
            if (!isKept) throw new RollBack()
          }).immediate()
          kept.set(key, [...(kept.get(key) ?? []), ...taken])
        } catch (error) {
          if (!(error instanceof RollBack)) throw error
        }
      }
      for (const [key, numbers] of kept) expect(numbers, key).toEqual(numbers.map((_, index) => index + 1))
    }),
    { numRuns: 60 },
  )
})
