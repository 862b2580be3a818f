import { afterAll, beforeAll, beforeEach, describe, it } from 'vitest'
import type { Db } from '../../../src-district/db/db.ts'
import { openTestPglite } from '../../support/testPglite.ts'
import { openPostgres } from '../../../src-district/db/postgresDb.ts'
import { NoPostgres, startPostgres, type TestPostgres } from '../../support/postgres.ts'
import { emptyStore, startDistrict, type TestDistrict } from './startDistrict.ts'

/** The same tests on PGlite and on a real PostgreSQL, each with one store that is emptied between them. */
export function onStores(what: string, tests: (given: { district: TestDistrict; db: Db }) => void): void {
  describe(`${what} (PGlite)`, () => withStore(() => openTestPglite(), tests))
  onPostgres(what, (postgres) => withStore(async () => openPostgres(await postgres().newDatabase()), tests))
}

/** Tests that need a PostgreSQL; where there is none they are skipped, with the reason on the screen. */
export function onPostgres(what: string, tests: (postgres: () => TestPostgres) => void): void {
  const started = tryToStart()
  if (typeof started === 'string') {
    describe(`${what} (PostgreSQL)`, () => {
      it('runs where there is a PostgreSQL', ({ task, skip }) => {
        Object.assign(task.meta, { skipReason: started })
        skip(started)
      })
    })
    return
  }
  describe(`${what} (PostgreSQL)`, () => {
    afterAll(() => started.stop())
    tests(() => started)
  })
}

function tryToStart(): TestPostgres | string {
  try {
    return startPostgres()
  } catch (error) {
    if (!(error instanceof NoPostgres)) throw error
    console.warn(`跳过 PostgreSQL 的测试：${error.message}`)
    return error.message
  }
}

function withStore(open: () => Promise<Db>, tests: (given: { district: TestDistrict; db: Db }) => void): void {
  const given = {} as { district: TestDistrict; db: Db }
  beforeAll(async () => void (given.db = await open()))
  afterAll(() => given.db.close())
  beforeEach(async () => {
    await emptyStore(given.db)
    given.district = await startDistrict(given.db)
  })
  tests(given)
}
