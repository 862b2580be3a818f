import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { Db } from './open.ts'

export interface Migration {
  version: number
  name: string
  sql: string
}

/**
 * Reads `NNNN_name.sql` files in order.
 * @throws Error if the numbers have a gap or repeat: a packaging fault, not a user's
 */
export function readMigrations(dir: string): Migration[] {
  const names = readdirSync(dir)
    .filter((name) => /^\d{4}_\w+\.sql$/.test(name))
    .sort()
  return names.map((name, index) => {
    const version = Number(name.slice(0, 4))
    if (version !== index + 1) throw new Error(`Migration ${name} should have number ${index + 1}`)
    return { version, name, sql: readFileSync(join(dir, name), 'utf8') }
  })
}

export function schemaVersion(db: Db): number {
  return db.pragma('user_version', { simple: true }) as number
}

/**
 * Brings the store to `target` (default: newest). Each migration commits with its version number,
 * so a crash leaves a whole schema, old or new, never half of one.
 *
 * @throws AppError 'file_newer' if a newer program has already opened this file
 * @throws AppError 'file_damaged' if a migration fails; nothing of it was kept
 */
export function migrate(db: Db, migrations: Migration[], target = migrations.length): void {
  const current = schemaVersion(db)
  if (current > migrations.length) {
    throw new AppError('file_newer', '数据文件来自更新版本的程序', { found: current, known: migrations.length })
  }
  db.pragma('foreign_keys = OFF') // has no effect inside a transaction, so set it here
  try {
    for (const migration of migrations.slice(current, target)) runOne(db, migration)
  } finally {
    db.pragma('foreign_keys = ON')
  }
}

function runOne(db: Db, { version, name, sql }: Migration): void {
  try {
    db.transaction(() => {
      db.exec(sql)
      const broken = db.pragma('foreign_key_check') as unknown[]
      if (broken.length > 0) throw new Error(`leaves ${broken.length} broken references`)
      db.pragma(`user_version = ${version}`)
    })()
  } catch (error) {
    throw new AppError('file_damaged', '数据结构升级没有完成，数据保持升级前的样子', {
      migration: name,
      cause: error instanceof Error ? error.message : String(error),
    })
  }
}
