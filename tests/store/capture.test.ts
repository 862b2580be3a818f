import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findSynced, type SyncedTable } from '../../src-shared/sync/tables.ts'
import { applying, captureOf, installCapture, refreshCapture } from '../../src-main/store/capture.ts'
import { afterWrite, fieldsOf, fullMask, GOING, olderOfText, textOfOlder } from '../../src-main/store/older.ts'
import { migrate, readMigrations } from '../../src-main/store/migrate.ts'
import { closeStore, openStore, type Db } from '../../src-main/store/open.ts'
import { APP_DIR } from '../support/testCore.ts'

const PARTY = findSynced('party') as SyncedTable
let db: Db
let nowMs = Date.parse('2026-03-18T02:00:00.000Z')
const dir = mkdtempSync(join(tmpdir(), 'onewindow-capture-'))

beforeAll(() => {
  db = openStore(join(dir, 'a.db'), randomBytes(32), { nowMs: () => nowMs, nonce: 'zz' })
  migrate(db, readMigrations(join(APP_DIR, 'migrations', 'local')))
})
afterAll(() => {
  closeStore(db)
  rmSync(dir, { recursive: true })
})

const join_ = (): void => {
  db.prepare(`INSERT OR REPLACE INTO sync_state (key, value) VALUES ('seatCode', 'a001')`).run()
  refreshCapture(db)
  installCapture(db)
}
const row = (key: string) =>
  db.prepare('SELECT * FROM sync_row WHERE tbl = 3 AND key = ?').get(key) as
    { stamp: string; older: string | null; gone: number; pending: string | null; changed: number } | undefined
const addPerson = (id: string, name: string): void =>
  void db
    .prepare(`INSERT INTO party (id, kind, name, changed_at) VALUES (?, 'person', ?, '2026-03-18T02:00:00.000Z')`)
    .run(id, name)

describe('a seat that joined no street', () => {
  it('captures nothing', () => {
    addPerson('p0', '张某某（测试）')
    expect(db.prepare('SELECT count(*) FROM sync_row').pluck().get()).toBe(0)
  })
})

describe('change capture', () => {
  beforeEach(join_)

  it('writes the row of an insert, of the fields that an update changed, and of a deletion', () => {
    addPerson('p1', '李某某（测试）')
    const first = row('p1')
    expect(first).toMatchObject({ gone: 0, changed: fullMask(PARTY), older: null, pending: first?.stamp })
    db.prepare(`UPDATE sync_row SET pending = NULL, changed = 0 WHERE key = 'p1'`).run()

    db.prepare(`UPDATE party SET name = name, phone = '13800000000' WHERE id = 'p1'`).run()
    const second = row('p1')
    expect(fieldsOf(second?.changed ?? 0, PARTY)).toEqual(['phone'])
    expect(second?.stamp.localeCompare(first?.stamp ?? '')).toBe(1)
    expect(olderOfText(second?.older ?? null, PARTY)).toMatchObject({ name: first?.stamp, address: first?.stamp })
    expect(olderOfText(second?.older ?? null, PARTY)).not.toHaveProperty('phone')

    db.prepare(`DELETE FROM party WHERE id = 'p1'`).run()
    expect(row('p1')).toMatchObject({ gone: 1, changed: GOING, pending: second?.pending })
    addPerson('p1', '李某某（测试）')
    expect(row('p1')).toMatchObject({ gone: 0, changed: fullMask(PARTY), older: null })
  })

  it('leaves a write that changes nothing alone', () => {
    addPerson('p2', '王某某（测试）')
    const before = row('p2')
    db.prepare(`UPDATE party SET name = '王某某（测试）' WHERE id = 'p2'`).run()
    expect(row('p2')).toEqual(before)
  })

  it('commits or goes with its transaction', () => {
    expect(() =>
      db.transaction(() => {
        addPerson('p3', '赵某某（测试）')
        throw new Error('no')
      })(),
    ).toThrow('no')
    expect(row('p3')).toBeUndefined()
  })

  it('rests while rows from outside are written', () => {
    applying(db, () => addPerson('p4', '钱某某（测试）'))
    expect(row('p4')).toBeUndefined()
    expect(captureOf(db).isApplying).toBe(false)
  })

  it('never goes back, whatever the clock does', () => {
    addPerson('p5', '孙某某（测试）')
    nowMs -= 86_400_000
    addPerson('p6', '周某某（测试）')
    nowMs += 86_400_000
    expect((row('p6')?.stamp ?? '') > (row('p5')?.stamp ?? '')).toBe(true)
  })

  it('sends the street’s settings and none of the computer’s own', () => {
    const insert = db.prepare(`INSERT INTO setting (key, value, changed_at, changed_by) VALUES (?, '1', '', '')`)
    for (const key of ['cutoffDay', 'backupDir', 'seatLetter']) insert.run(key)
    expect(db.prepare('SELECT key FROM sync_row WHERE tbl = 12').pluck().all()).toEqual(['cutoffDay'])
  })

  it('makes its triggers anew where they differ from the registry, and only then', () => {
    const count = (): number =>
      db.prepare(`SELECT count(*) FROM sqlite_schema WHERE name LIKE 'sync_capture_%'`).pluck().get() as number
    const before = count()
    db.exec('DROP TRIGGER sync_capture_party_i')
    installCapture(db)
    expect(count()).toBe(before)
  })
})

describe('stamps of older fields', () => {
  it('are told apart by field and read back as written', () => {
    const s = (n: number): never => `00000000${n}00000a001` as never
    let text = afterWrite(null, s(1), 0b101, fullMask(PARTY)) // after s(1) everything, then bits 0 and 2 at s(2)
    text = afterWrite(text, s(2), 0b001, fullMask(PARTY)) // then bit 0 at s(3)
    const older = olderOfText(text, PARTY)
    expect(older['kind']).toBeUndefined()
    expect(older['name']).toBe(s(1))
    expect(older['sex']).toBe(s(2))
    expect(textOfOlder(older, PARTY)).toBe(text)
  })
})
