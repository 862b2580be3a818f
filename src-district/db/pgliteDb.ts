import { mkdirSync } from 'node:fs'
import { PGlite, type Transaction } from '@electric-sql/pglite'
import { createPending, ONE_MOMENT, startOf, type Db, type Param, type Pending, type Sql } from './db.ts'
import { migrateDistrict, readMigrations } from './migrate.ts'

export interface PgliteOptions {
  migrations?: ReturnType<typeof readMigrations>
  /** What `packPglite` made, for a store that is not there yet. */
  from?: Blob
}

/**
 * PostgreSQL inside this process, with nothing to install: in a folder, or in memory without one. It takes about 1.1 GB from the
 * start and has one connection, so transactions queue.
 *
 * @throws Error if another process has the folder open or a migration fails
 */
export async function openPglite(
  folder?: string,
  { migrations = readMigrations(), from }: PgliteOptions = {},
): Promise<Db> {
  if (folder) mkdirSync(folder, { recursive: true, mode: 0o700 })
  const pglite = await PGlite.create({ ...(folder ? { dataDir: folder } : {}), ...(from ? { loadDataDir: from } : {}) })
  const db = overPglite(pglite)
  try {
    await migrateDistrict(db, migrations)
    await pglite.exec('SET ROLE onewindow_app')
  } catch (error) {
    await pglite.close()
    throw error
  }
  return db
}

/** A store with every migration and nothing else, as one file. */
export async function packPglite(): Promise<Uint8Array> {
  const pglite = await PGlite.create()
  try {
    await migrateDistrict(overPglite(pglite), readMigrations())
    return new Uint8Array(await (await pglite.dumpDataDir('none')).arrayBuffer())
  } finally {
    await pglite.close()
  }
}

function overPglite(pglite: PGlite): Db {
  const run = <T>(start: string, work: (sql: Sql, tx: Transaction) => Promise<T>): Promise<T> =>
    pglite.transaction(async (tx) => {
      if (start !== '') await tx.exec(start)
      const pending = createPending()
      const value = await work(sqlOf(tx, pending.add), tx)
      await pending.done()
      return value
    })
  return {
    kind: 'pglite',
    inStreet: async (street, work, { isOneMoment = false } = {}) =>
      run(`${isOneMoment ? `SET TRANSACTION ${ONE_MOMENT}; ` : ''}${startOf({ street })}`, work),
    inDistrict: async (work) => run(startOf({ role: 'onewindow_district' }), work),
    outsideStreets: async (work, codeHash) => run(startOf({ ...(codeHash ? { codeHash } : {}) }), work),
    asOwner: (work) => run('SET LOCAL ROLE NONE', (sql, tx) => work(sql, async (text) => void (await tx.exec(text)))),
    async listen(channel, heard) {
      await pglite.listen(channel, heard)
    },
    close: () => pglite.close(),
  }
}

const sqlOf =
  (tx: Transaction, add: Pending['add']): Sql =>
  <Row>(text: string, params: readonly Param[] = []) =>
    add(tx.query<Row>(text, [...params]).then(({ rows }) => rows))
