import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrate, readMigrations, schemaVersion, type Migration } from '../../src-main/store/migrate.ts'
import { closeStore, openStore, type Db } from '../../src-main/store/open.ts'
import { APP_DIR } from '../support/testCore.ts'
import { SAMPLE_ROWS } from './sampleRows.ts'

const MIGRATIONS = readMigrations(join(APP_DIR, 'migrations', 'local'))
const KEY = randomBytes(32)
let dir: string
let db: Db
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'migrate-'))
  db = openStore(join(dir, 'a.db'), KEY)
})
afterEach(() => {
  closeStore(db)
  rmSync(dir, { recursive: true })
})

const tables = (): string[] =>
  (
    db
      .prepare(
        `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'matter_search%' ORDER BY name`,
      )
      .all() as { name: string }[]
  ).map(({ name }) => name)
const schemaText = (): unknown => db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all()

function fill(version: number): void {
  for (let n = 1; n <= version; n++) {
    for (const [table, row] of SAMPLE_ROWS[n] ?? []) {
      const columns = Object.keys(row)
      db.prepare(
        `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((each) => `@${each}`).join(', ')})`,
      ).run(row)
    }
  }
}

/** Everything in the tables, as it was in the columns that they had. */
function contents(columnsOf: Map<string, string[]>): Record<string, unknown[]> {
  return Object.fromEntries(
    [...columnsOf].map(([table, columns]) => [
      table,
      db.prepare(`SELECT ${columns.join(', ')} FROM ${table} ORDER BY ${columns.length > 1 ? '1, 2' : '1'}`).all(),
    ]),
  )
}
const columnsNow = (): Map<string, string[]> =>
  new Map(
    tables().map((table) => [
      table,
      (db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => `"${name}"`),
    ]),
  )

describe('migrations', () => {
  it.each(MIGRATIONS.map(({ version }) => version))(
    'keep rows of schema %i - 1 and its references whole',
    (version) => {
      migrate(db, MIGRATIONS, version - 1)
      expect(schemaVersion(db)).toBe(version - 1)
      fill(version - 1)
      const columns = columnsNow()
      const before = contents(columns)
      if (version > 1)
        expect(
          Object.keys(before).filter((table) => before[table]?.length === 0),
          'tables without a sample row',
        ).toEqual([])
      migrate(db, MIGRATIONS, version)
      expect(contents(columns)).toEqual(before)
      expect(db.pragma('foreign_key_check')).toEqual([])
      expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
      expect(db.pragma('quick_check', { simple: true })).toBe('ok')
      expect(schemaVersion(db)).toBe(version)
    },
  )

  it('have a sample row for every table of the newest schema', () => {
    migrate(db, MIGRATIONS)
    fill(MIGRATIONS.length)
    const now = contents(columnsNow())
    expect(Object.keys(now).filter((table) => now[table]?.length === 0)).toEqual([])
    expect(db.pragma('foreign_key_check')).toEqual([])
  })

  it('reach the same schema in one go as step by step, and do nothing a second time', () => {
    for (const { version } of MIGRATIONS) migrate(db, MIGRATIONS, version)
    const steps = schemaText()
    const other = openStore(join(dir, 'b.db'), KEY)
    migrate(other, MIGRATIONS)
    expect(other.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all()).toEqual(steps)
    closeStore(other)
    const written = db.prepare('SELECT total_changes() AS n').get()
    migrate(db, MIGRATIONS)
    expect(db.prepare('SELECT total_changes() AS n').get()).toEqual(written)
  })

  it('keep append-only tables append-only', () => {
    migrate(db, MIGRATIONS)
    fill(MIGRATIONS.length)
    for (const table of ['matter_event', 'audit', 'month_frozen']) {
      expect(() => db.prepare(`DELETE FROM ${table}`).run(), table).toThrow(/append-only/)
      const column = (db.pragma(`table_info(${table})`) as { name: string }[])[1]?.name
      expect(() => db.prepare(`UPDATE ${table} SET ${column} = ${column}`).run(), table).toThrow(/append-only/)
    }
  })
})

describe('a migration that cannot be done', () => {
  const bad = (sql: string): Migration[] => [...MIGRATIONS, { version: MIGRATIONS.length + 1, name: 'bad.sql', sql }]

  it.each([
    [
      'half way through',
      `CREATE TABLE extra (a TEXT) STRICT; INSERT INTO extra VALUES ('x'); UPDATE matter SET number = '同号';`,
    ],
    ['with bad grammar', 'CREATE TABLE extra (a TEXT) STRICT; CREATE NONSENSE;'],
    ['leaving broken references', `CREATE TABLE extra (a TEXT) STRICT; DELETE FROM place WHERE kind = 'community';`],
  ])('%s leaves schema and rows as they were and says so', (_, sql) => {
    migrate(db, MIGRATIONS)
    fill(MIGRATIONS.length)
    const [schema, rows] = [schemaText(), contents(columnsNow())]
    expect(() => migrate(db, bad(sql))).toThrow(
      expect.objectContaining({ code: 'file_damaged', message: expect.stringMatching(/升级没有完成/) }),
    )
    expect(schemaText()).toEqual(schema)
    expect(contents(columnsNow())).toEqual(rows)
    expect(schemaVersion(db)).toBe(MIGRATIONS.length)
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(db.inTransaction).toBe(false)
  })

  it('stops at the first: those before it stay done', () => {
    const list = [...MIGRATIONS.slice(0, 2), { version: 3, name: 'bad.sql', sql: 'NONSENSE' }]
    expect(() => migrate(db, list)).toThrow()
    expect(schemaVersion(db)).toBe(2)
    migrate(db, MIGRATIONS)
    expect(schemaVersion(db)).toBe(MIGRATIONS.length)
  })

  it('a newer file is refused and untouched', () => {
    migrate(db, MIGRATIONS)
    db.pragma(`user_version = ${MIGRATIONS.length + 1}`)
    const schema = schemaText()
    expect(() => migrate(db, MIGRATIONS)).toThrow(expect.objectContaining({ code: 'file_newer' }))
    expect(schemaText()).toEqual(schema)
    expect(schemaVersion(db)).toBe(MIGRATIONS.length + 1)
  })

  it('files with a gap in their numbers are a packaging fault', () => {
    expect(readdirSync(join(APP_DIR, 'migrations', 'local')).length).toBe(MIGRATIONS.length)
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1))
  })
})
