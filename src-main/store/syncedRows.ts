import type { Statement } from 'better-sqlite3'
import type { FieldValue } from '../../src-shared/sync/merge.ts'
import type { SyncedTable } from '../../src-shared/sync/tables.ts'
import { fieldsOf, type Mask } from './older.ts'
import type { Db } from './open.ts'

/** Rows of a table by their key, with values in the order of its columns. */
export interface TableRows {
  read(key: string): FieldValue[] | undefined
  insert(key: string, values: readonly FieldValue[]): void
  update(key: string, mask: Mask, values: readonly FieldValue[]): void
  remove(key: string): void
}

const cache = new WeakMap<Db, Map<number, TableRows>>()

/** Statements of a synced table, compiled once a connection. Names come from the registry, never from outside. */
export function rowsOf(db: Db, table: SyncedTable): TableRows {
  let tables = cache.get(db)
  if (!tables) cache.set(db, (tables = new Map()))
  let rows = tables.get(table.no)
  if (!rows) tables.set(table.no, (rows = compile(db, table)))
  return rows
}

function compile(db: Db, table: SyncedTable): TableRows {
  const { name, key, columns, arrives = {}, counts } = table
  const where = key.map((column) => `${column} = ?`).join(' AND ')
  const split = (text: string): string[] => (key.length === 1 ? [text] : text.split('/'))
  const own = Object.entries(arrives)
  const names = [...key, ...columns, ...own.map(([column]) => column)]
  const read = db.prepare(`SELECT ${columns.join(', ')} FROM ${name} WHERE ${where}`).raw()
  const insert = db.prepare(
    `INSERT INTO ${name} (${names.join(', ')}) VALUES (${names.map((_, at) => (at < key.length + columns.length ? '?' : String(own[at - key.length - columns.length]?.[1]))).join(', ')})`,
  )
  const remove = db.prepare(`DELETE FROM ${name} WHERE ${where}`)
  const updates = new Map<Mask, Statement>()
  const updateFor = (mask: Mask): Statement => {
    let statement = updates.get(mask)
    if (!statement) {
      const sets = fieldsOf(mask, table).map((column) => `${column} = ?`)
      if (counts) sets.push(`${counts} = ${counts} + 1`)
      updates.set(mask, (statement = db.prepare(`UPDATE ${name} SET ${sets.join(', ')} WHERE ${where}`)))
    }
    return statement
  }
  return {
    read: (text) => read.get(...split(text)) as FieldValue[] | undefined,
    insert: (text, values) => void insert.run(...split(text), ...values),
    update: (text, mask, values) => void updateFor(mask).run(...values, ...split(text)),
    remove: (text) => void remove.run(...split(text)),
  }
}
