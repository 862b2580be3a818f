import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DERIVED_TABLES, LOCAL_TABLES } from '../../src-shared/sync/placement.ts'
import { findSynced, SYNCED_TABLES } from '../../src-shared/sync/tables.ts'
import { TABLE_TITLES } from '../../src-shared/sync/titles.ts'
import { GOING, fullMask } from '../../src-main/store/older.ts'
import { migrate, readMigrations } from '../../src-main/store/migrate.ts'
import { closeStore, openStore, type Db } from '../../src-main/store/open.ts'
import { APP_DIR } from '../support/testCore.ts'

let db: Db
const dir = mkdtempSync(join(tmpdir(), 'onewindow-tables-'))
beforeAll(() => {
  db = openStore(join(dir, 'a.db'), randomBytes(32))
  migrate(db, readMigrations(join(APP_DIR, 'migrations', 'local')))
})
afterAll(() => {
  closeStore(db)
  rmSync(dir, { recursive: true })
})

/** Columns that a seat keeps to itself, each with why. */
const OWN_COLUMNS: Record<string, Record<string, string>> = {
  matter: { rid: 'the order of entry here', version: 'counts changes here' },
  document: { print_count: 'prints at this seat' },
  user_account: {
    must_change_password: 'of the log-in at its own seat',
    last_login_at: 'of the log-in at its own seat',
    is_remote: 'whether he logs in here',
  },
}
/** Detail rows of which only the number is sent; the rest is folded. */
const FOLDED = ['mediation', 'petition']

const tablesOfStore = (): string[] =>
  (
    db
      .prepare(
        `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'matter_search_%'`,
      )
      .pluck()
      .all() as string[]
  ).sort()

describe('the registry of tables', () => {
  it('places every table of the store: synced, derived or local', () => {
    const placed = [...SYNCED_TABLES.map(({ name }) => name), ...DERIVED_TABLES, ...Object.keys(LOCAL_TABLES)]
    expect(new Set(placed).size).toBe(placed.length)
    expect(tablesOfStore().filter((name) => !placed.includes(name))).toEqual([])
  })

  it('places every column of a synced table', () => {
    for (const { name, key, columns } of SYNCED_TABLES.filter((table) => tablesOfStore().includes(table.name))) {
      const found = db.prepare(`SELECT name FROM pragma_table_info('${name}')`).pluck().all() as string[]
      const placed = [...key, ...columns, ...Object.keys(OWN_COLUMNS[name] ?? {})]
      if (FOLDED.includes(name)) expect(found).toEqual(expect.arrayContaining(placed))
      else expect([...found].sort(), name).toEqual([...placed].sort())
    }
  })

  it('gives each table a number and a title of its own, and keeps masks below the bit of going', () => {
    expect(new Set(SYNCED_TABLES.map(({ no }) => no)).size).toBe(SYNCED_TABLES.length)
    for (const table of SYNCED_TABLES) {
      expect(fullMask(table)).toBeLessThan(GOING / 2)
      expect(Object.keys(TABLE_TITLES)).toContain(table.name)
      for (const column of Array.isArray(table.quiet) ? table.quiet : []) expect(table.columns).toContain(column)
    }
    expect(findSynced('draft')).toBeUndefined()
  })
})
