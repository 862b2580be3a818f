import type { Db } from './open.ts'

/**
 * Runs asynchronous work in one immediate transaction: everything or nothing. Only for a connection
 * that nobody else uses, because other statements on it would join in.
 */
export async function wholeTransaction<T>(db: Db, work: () => Promise<T>): Promise<T> {
  db.exec('BEGIN IMMEDIATE')
  try {
    const value = await work()
    db.exec('COMMIT')
    return value
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK')
    throw error
  }
}

/** Another value once another connection has committed. */
export function dataVersion(db: Db): number {
  return db.pragma('data_version', { simple: true }) as number
}

/** SQLite's quicker check: pages and rows, not the indexes against them. */
export function isQuicklyIntact(db: Db): boolean {
  return db.pragma('quick_check(1)', { simple: true }) === 'ok'
}

/** SQLite's own full check of the file. */
export function isFileIntact(db: Db): boolean {
  return db.pragma('integrity_check', { simple: true }) === 'ok'
}
