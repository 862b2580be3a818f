import type { Statement } from 'better-sqlite3'
import type { Db } from './open.ts'

const cache = new WeakMap<Db, Map<string, Statement>>()

/** A statement of this connection, compiled once. Callers pass constant SQL, so the cache stays small. */
export function prepared(db: Db, sql: string): Statement {
  let statements = cache.get(db)
  if (!statements) cache.set(db, (statements = new Map()))
  let statement = statements.get(sql)
  if (!statement) statements.set(sql, (statement = db.prepare(sql)))
  return statement
}
