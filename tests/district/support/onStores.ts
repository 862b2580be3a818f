import { afterAll, beforeAll, beforeEach, describe, it } from 'vitest'
import type { Db } from '../../../src-district/db/db.ts'
import { openTestPglite } from '../../support/testPglite.ts'
import { openPostgres } from '../../../src-district/db/postgresDb.ts'
import { NoPostgres, sharedPostgres, type TestPostgres } from '../../support/postgres.ts'
import { emptyStore, startDistrict, type TestDistrict } from './startDistrict.ts'

interface Given {
  district: TestDistrict
  db: Db
}
type Tests = (given: Given) => void

/** Set up by the first file that needs it, for all of this process: that takes seconds, emptying does not. */
let pglite: Promise<Db> | undefined
let database: Promise<string> | undefined

/** The same tests on PGlite and on a real PostgreSQL; the store is emptied before each. */
export function onStores(what: string, tests: Tests): void {
  describe(`${what} (PGlite)`, () => withStore(() => (pglite ??= openTestPglite()), tests))
  onPostgres(what, (postgres) =>
    withStore(async () => openPostgres(await (database ??= postgres().newDatabase())), closing(tests)),
  )
}

/** The same for tests that change the tables themselves: in stores of their own. */
export function onOwnStores(what: string, tests: Tests): void {
  describe(`${what} (PGlite)`, () => withStore(() => openTestPglite(), closing(tests)))
  onPostgres(what, (postgres) => withStore(async () => openPostgres(await postgres().newDatabase()), closing(tests)))
}

const closing =
  (tests: Tests): Tests =>
  (given) => {
    afterAll(() => given.db.close())
    tests(given)
  }

/** Tests that need a PostgreSQL; where there is none they are skipped, with the reason on the screen. */
export function onPostgres(what: string, tests: (postgres: () => TestPostgres) => void): void {
  const started = findOne()
  if (typeof started === 'string') {
    describe(`${what} (PostgreSQL)`, () => {
      it('runs where there is a PostgreSQL', ({ task, skip }) => {
        Object.assign(task.meta, { skipReason: started })
        skip(started)
      })
    })
    return
  }
  describe(`${what} (PostgreSQL)`, () => tests(() => started))
}

function findOne(): TestPostgres | string {
  try {
    return sharedPostgres()
  } catch (error) {
    if (!(error instanceof NoPostgres)) throw error
    console.warn(`跳过 PostgreSQL 的测试：${error.message}`)
    return error.message
  }
}

function withStore(open: () => Promise<Db>, tests: Tests): void {
  const given = {} as Given
  beforeAll(async () => void (given.db = await open()))
  beforeEach(async () => {
    await emptyStore(given.db)
    given.district = await startDistrict(given.db)
  })
  tests(given)
}
