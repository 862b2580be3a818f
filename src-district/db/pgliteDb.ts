import { mkdirSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { startOf, type Db } from './db.ts'
import { migrateDistrict, readMigrations } from './migrate.ts'
import { connectionTo } from './pgliteStream.ts'
import { transact } from './pgSession.ts'

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
    await db.serve()
  } catch (error) {
    await db.close()
    throw error
  }
  return db
}

/** A store with every migration and nothing else, as one file. */
export async function packPglite(): Promise<Uint8Array> {
  const pglite = await PGlite.create()
  const db = overPglite(pglite)
  try {
    await migrateDistrict(db, readMigrations())
    return new Uint8Array(await (await pglite.dumpDataDir('none')).arrayBuffer())
  } finally {
    await db.close()
  }
}

function overPglite(pglite: PGlite): Db & { serve(): Promise<void> } {
  const pool = new pg.Pool({ ...connectionTo(pglite), max: 1, idleTimeoutMillis: 0 })
  // There is one session for as long as the store is open; a connection made anew must not find what the last left behind.
  pool.on('connect', (client) => void client.query('ROLLBACK; DEALLOCATE ALL').catch(() => {}))
  return {
    kind: 'pglite',
    serve: async () => void (await pool.query('SET ROLE onewindow_app')),
    inStreet: async (street, work, options) => transact(pool, startOf({ street, ...options }), work),
    inDistrict: async (work) => transact(pool, startOf({ role: 'onewindow_district' }), work),
    outsideStreets: async (work, codeHash) => transact(pool, startOf({ codeHash }), work),
    asOwner: (work) =>
      transact(pool, startOf({ role: 'NONE' }), (sql, client) =>
        work(sql, async (text) => void (await client.query(text))),
      ),
    async listen() {
      // There is no other instance to hear from.
    },
    async close() {
      await pool.end()
      await pglite.close()
    },
  }
}
