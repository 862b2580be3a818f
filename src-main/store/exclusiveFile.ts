import Database from 'better-sqlite3'

/**
 * Holds `file` for this process alone until the returned function is called. The lock is SQLite's own
 * on an empty database, so the system frees it however the process ends, a kill included.
 *
 * @returns undefined if another process, or another caller in this one, holds it
 */
export function holdFile(file: string): (() => void) | undefined {
  const db = new Database(file, { timeout: 0 })
  try {
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return undefined
    throw error
  }
  return () => db.close()
}
