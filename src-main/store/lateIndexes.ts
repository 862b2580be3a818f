import type { Db } from './open.ts'

/**
 * For a transaction that writes most of what these tables will hold and reads nothing by their indexes: drops the
 * indexes and returns the way to make them again as they were, each sorted at once instead of page by page as rows
 * come. Those of keys and UNIQUE stay. A rollback brings all back, so the transaction must end after the second half.
 */
export function setIndexesAside(db: Db, tables: readonly string[]): () => void {
  const indexes = db
    .prepare(
      `SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN (SELECT value FROM json_each(?)) ORDER BY rowid`,
    )
    .all(JSON.stringify(tables)) as { name: string; sql: string }[]
  for (const { name } of indexes) db.exec(`DROP INDEX ${name}`)
  return () => {
    for (const { sql } of indexes) db.exec(sql)
  }
}
