import type { Statement } from 'better-sqlite3'
import type { Db } from '../../../src-main/store/open.ts'

class Killed extends Error {}
export const isKilled = (error: unknown): boolean => error instanceof Killed

const countdown = new WeakMap<Db, { left: number }>()

/**
 * From now on the connection counts its statements and dies at the one named: it throws there, so that the transaction
 * goes, and nothing more is possible on it.
 */
export function armKill(db: Db, statements: number): void {
  countdown.set(db, { left: statements })
}

/** To be called on a fresh connection, before its statements are compiled. */
export function watchStatements(db: Db): void {
  const prepare = db.prepare.bind(db)
  const watch = (statement: Statement): Statement => {
    for (const name of ['run', 'get', 'all'] as const) {
      const original = statement[name].bind(statement) as (...args: unknown[]) => unknown
      Object.defineProperty(statement, name, {
        value: (...args: unknown[]) => {
          strike(db)
          return original(...args)
        },
      })
    }
    return statement
  }
  Object.defineProperty(db, 'prepare', { value: (sql: string) => watch(prepare(sql)) })
}

function strike(db: Db): void {
  const counter = countdown.get(db)
  if (!counter) return
  counter.left -= 1
  if (counter.left <= 0) throw new Killed('The process was killed')
}
