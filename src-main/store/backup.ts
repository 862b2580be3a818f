import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Db, DataKey } from './open.ts'
import { closeStore, openStore } from './open.ts'
import { schemaVersion } from './migrate.ts'

export interface BackupFile {
  name: string
  bytes: number
  madeAtMs: number
}

const NAME = /^onewindow-\d{8}-\d{6}(-[a-z]+)?\.db$/

/** Copies of the store in a folder, newest first. */
export function listBackups(dir: string): BackupFile[] {
  if (!dir || !existsSync(dir)) return []
  return readdirSync(dir)
    .filter((name) => NAME.test(name))
    .map((name) => ({ name, bytes: statSync(join(dir, name)).size, madeAtMs: statSync(join(dir, name)).mtimeMs }))
    .sort((a, b) => b.madeAtMs - a.madeAtMs)
}

/** `onewindow-20260301-073000.db`, local to the stamp given (`YYYYMMDD-HHMMSS`). */
export function backupName(stamp: string, label = ''): string {
  return `onewindow-${stamp}${label ? `-${label}` : ''}.db`
}

/**
 * Makes a copy under the same key, opens it and checks it before it counts; keeps the newest
 * `keep`. The copy is written under a temporary name and renamed last.
 *
 * @returns the file's name
 * @throws Error if the copy cannot be written or does not check out; older copies stay
 */
export function backUp(db: Db, key: DataKey, dir: string, name: string, keep: number): string {
  if (!NAME.test(name)) throw new Error(`Not a backup name: ${name}`)
  mkdirSync(dir, { recursive: true })
  const partial = join(dir, `${name}.part`)
  rmSync(partial, { force: true })
  try {
    db.prepare('VACUUM INTO ?').run(partial)
    if (!inspectCopy(partial, key).isIntact) throw new Error('The copy did not pass its check')
    renameSync(partial, join(dir, name))
  } catch (error) {
    rmSync(partial, { force: true })
    throw error
  }
  // Never the copy just made, even where a wrong clock has dated older ones into the future.
  const others = listBackups(dir).filter((file) => file.name !== name)
  for (const old of others.slice(keep - 1)) rmSync(join(dir, old.name), { force: true })
  return name
}

const FIRST_WITH_SEALS = 5

/** Opens a copy read-only and says what is in it. */
export function inspectCopy(
  file: string,
  key: DataKey,
): { isIntact: boolean; matters: number; lastEntryAt: string | null; schema: number } {
  const db = openStore(file, key, { readonly: true })
  try {
    const check = db.pragma('quick_check', { simple: true })
    const schema = schemaVersion(db)
    if (schema === 0) return { isIntact: check === 'ok', matters: 0, lastEntryAt: null, schema }
    // Without sealed matters, for every reader; a copy from before there were any has none.
    const open = schema >= FIRST_WITH_SEALS ? 'WHERE is_sealed = 0' : ''
    const row = db.prepare(`SELECT count(*) AS matters, max(entered_at) AS lastEntryAt FROM matter ${open}`).get() as {
      matters: number
      lastEntryAt: string | null
    }
    return { isIntact: check === 'ok', ...row, schema }
  } finally {
    closeStore(db)
  }
}
