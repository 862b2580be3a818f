import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, openAsBlob, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Db } from '../../src-district/db/db.ts'
import { readMigrations } from '../../src-district/db/migrate.ts'
import { openPglite, packPglite } from '../../src-district/db/pgliteDb.ts'

const APP_DIR = fileURLToPath(new URL('../..', import.meta.url))

/**
 * A district store in memory, or in a folder, where it is opened again if it is there. A fresh one is a copy of one that was set up before, since setting up PostgreSQL in this
 * process takes seconds each time. The copy is of this PGlite and these migrations.
 */
export async function openTestPglite(folder?: string): Promise<Db> {
  if (folder && existsSync(join(folder, 'PG_VERSION'))) return openPglite(folder)
  const file = templateFile()
  if (!existsSync(file)) await makeTemplate(file)
  return openPglite(folder, { from: await openAsBlob(file) })
}

function templateFile(): string {
  const engine = join(APP_DIR, 'node_modules', '@electric-sql', 'pglite', 'package.json')
  const hash = createHash('sha256').update(readFileSync(engine))
  for (const { name, sql } of readMigrations()) hash.update(name).update(sql)
  return join(APP_DIR, 'node_modules', '.cache', 'onewindow', `pglite-${hash.digest('hex').slice(0, 16)}.tar`)
}

/** Two that come at once make it twice; the second takes the first's place. */
async function makeTemplate(file: string): Promise<void> {
  const bytes = await packPglite()
  mkdirSync(join(file, '..'), { recursive: true })
  const mine = `${file}.${process.pid}`
  writeFileSync(mine, bytes)
  renameSync(mine, file)
}
