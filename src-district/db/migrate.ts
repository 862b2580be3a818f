import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Db } from './db.ts'

export interface Migration {
  version: number
  name: string
  sql: string
}

/** Where the district's migrations are, seen from the sources. */
export const MIGRATIONS_DIR = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'migrations', 'district')

/**
 * Reads `NNNN_name.sql` files in order; folders beside them hold what an operator runs by hand.
 * @throws Error if the numbers have a gap or repeat: a packaging fault
 */
export function readMigrations(dir = MIGRATIONS_DIR): Migration[] {
  const names = readdirSync(dir)
    .filter((name) => /^\d{4}_\w+\.sql$/.test(name))
    .sort()
  return names.map((name, index) => {
    const version = Number(name.slice(0, 4))
    if (version !== index + 1) throw new Error(`Migration ${name} should have number ${index + 1}`)
    return { version, name, sql: readFileSync(join(dir, name), 'utf8') }
  })
}

/** Any number that no other program of the same database uses. */
const LOCK = 4_211_907
const APPLIED = `CREATE TABLE IF NOT EXISTS district_migration (version integer PRIMARY KEY, name text NOT NULL)`

/**
 * Brings the store to the newest migration. Each commits with its number; instances that start together take turns.
 *
 * @throws Error if a newer program has been here, or a migration fails; nothing of it was kept then
 */
export async function migrateDistrict(db: Db, migrations: readonly Migration[]): Promise<void> {
  for (;;) {
    const isDone = await db.asOwner(async (sql, script) => {
      await sql('SELECT pg_advisory_xact_lock($1)', [LOCK])
      await script(APPLIED)
      const [row] = await sql<{ version: number }>(
        'SELECT coalesce(max(version), 0) AS version FROM district_migration',
      )
      const version = row?.version ?? 0
      if (version > migrations.length) throw new Error('The store is of a newer program')
      const next = migrations[version]
      if (!next) return true
      await script(next.sql)
      await sql('INSERT INTO district_migration (version, name) VALUES ($1, $2)', [next.version, next.name])
      return false
    })
    if (isDone) return
  }
}
