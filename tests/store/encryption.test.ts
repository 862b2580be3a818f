import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backUp, inspectCopy, listBackups } from '../../src-main/store/backup.ts'
import { migrate, readMigrations } from '../../src-main/store/migrate.ts'
import { closeStore, openStore, type Db } from '../../src-main/store/open.ts'
import { APP_DIR } from '../support/testCore.ts'

const KEY = randomBytes(32)
const SECRET = '梧桐里张三的身份证号三一零零零零'
let dir: string
let db: Db
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'cipher-'))
  db = openStore(join(dir, 'a.db'), KEY)
  migrate(db, readMigrations(join(APP_DIR, 'migrations', 'local')))
  const insert = db.prepare(
    `INSERT INTO draft (user_id, key, title, content, saved_at) VALUES ('u', ?, ?, ?, '2026-01-01')`,
  )
  db.exec('BEGIN')
  for (let n = 0; n < 200; n++) insert.run(`k${n}`, SECRET, JSON.stringify(SECRET.repeat(20)))
  db.exec('COMMIT')
})
afterEach(() => {
  closeStore(db)
  rmSync(dir, { recursive: true })
})

const forms = [
  Buffer.from(SECRET, 'utf8'),
  Buffer.from(SECRET, 'utf16le'),
  Buffer.from('CREATE TABLE'),
  Buffer.from('SQLite format 3'),
]
function expectCipher(file: string): void {
  const bytes = readFileSync(file)
  expect(bytes.length).toBeGreaterThan(8192)
  for (const form of forms) expect(bytes.includes(form), `${form.toString()} in ${file}`).toBe(false)
}

describe('what lies on the disk', () => {
  it('is cipher in the file, in its log and in copies', () => {
    expectCipher(join(dir, 'a.db-wal'))
    db.pragma('wal_checkpoint(TRUNCATE)')
    expectCipher(join(dir, 'a.db'))
    backUp(db, KEY, join(dir, 'copies'), 'onewindow-20260318-100000.db', 3)
    expectCipher(join(dir, 'copies', 'onewindow-20260318-100000.db'))
  })

  it('opens with its key and with no other, the copy too', () => {
    backUp(db, KEY, join(dir, 'copies'), 'onewindow-20260318-100000.db', 3)
    const copy = join(dir, 'copies', 'onewindow-20260318-100000.db')
    expect(inspectCopy(copy, KEY)).toMatchObject({ isIntact: true, matters: 0 })
    const opened = openStore(copy, KEY, { readonly: true })
    expect(opened.prepare('SELECT count(*) AS n, min(title) AS title FROM draft').get()).toEqual({
      n: 200,
      title: SECRET,
    })
    closeStore(opened)
    const near = Buffer.from(KEY)
    near[31] = (near[31] ?? 0) ^ 1
    for (const key of [randomBytes(32), near, Buffer.alloc(32)])
      expect(() => inspectCopy(copy, key)).toThrow(expect.objectContaining({ code: 'file_damaged' }))
    const bare = new Database(copy, { readonly: true })
    expect(() => bare.prepare('SELECT * FROM sqlite_schema').all()).toThrow(/not a database/)
    bare.close()
  })

  it('notices any changed byte when the page is read', () => {
    backUp(db, KEY, join(dir, 'copies'), 'onewindow-20260318-100000.db', 3)
    const copy = join(dir, 'copies', 'onewindow-20260318-100000.db')
    const whole = readFileSync(copy)
    for (let at = 100; at < whole.length; at += 3 * 4096 + 131) {
      const spoiled = Buffer.from(whole)
      spoiled[at] = (spoiled[at] ?? 0) ^ 0x55
      expect(readsWhole(spoiled), `byte ${at} of ${whole.length}`).toBe(false)
    }
    expect(readsWhole(whole)).toBe(true)
  })
})

function readsWhole(bytes: Buffer): boolean {
  const file = join(dir, 'spoiled.db')
  rmSync(file, { force: true })
  writeFileSync(file, bytes)
  try {
    return inspectCopy(file, KEY).isIntact
  } catch {
    return false
  }
}

describe('copies', () => {
  it('are counted newest first, never more than wanted, and never half made', () => {
    const copies = join(dir, 'copies')
    for (let n = 0; n < 6; n++) backUp(db, KEY, copies, `onewindow-20260318-10000${n}.db`, 4)
    expect(
      listBackups(copies)
        .map((file) => file.name)
        .sort(),
    ).toEqual([2, 3, 4, 5].map((n) => `onewindow-20260318-10000${n}.db`))
    expect(existsSync(join(copies, 'onewindow-20260318-100005.db.part'))).toBe(false)
  })

  it('keep the one just made even where a wrong clock dated the others into the future', () => {
    const copies = join(dir, 'copies')
    for (let n = 0; n < 3; n++) {
      backUp(db, KEY, copies, `onewindow-20300101-10000${n}.db`, 3)
      utimesSync(
        join(copies, `onewindow-20300101-10000${n}.db`),
        new Date('2030-01-01'),
        new Date(Date.UTC(2030, 0, 1, n)),
      )
    }
    backUp(db, KEY, copies, 'onewindow-20260318-100000.db', 3)
    expect(listBackups(copies).map((file) => file.name)).toEqual([
      'onewindow-20300101-100002.db',
      'onewindow-20300101-100001.db',
      'onewindow-20260318-100000.db',
    ])
  })

  it('that cannot be written or do not check out leave the others alone', () => {
    const copies = join(dir, 'copies')
    backUp(db, KEY, copies, 'onewindow-20260318-100000.db', 3)
    const before = readFileSync(join(copies, 'onewindow-20260318-100000.db'))
    expect(() => backUp(db, randomBytes(32), copies, 'onewindow-20260318-100001.db', 1)).toThrow()
    writeFileSync(join(dir, 'a-file'), '')
    expect(() => backUp(db, KEY, join(dir, 'a-file'), 'onewindow-20260318-100002.db', 1)).toThrow()
    expect(readdirSync(copies)).toEqual(['onewindow-20260318-100000.db'])
    expect(() => backUp(db, KEY, copies, '../onewindow.db', 1)).toThrow(/Not a backup name/)
    expect(listBackups(copies).map((file) => file.name)).toEqual(['onewindow-20260318-100000.db'])
    expect(readFileSync(join(copies, 'onewindow-20260318-100000.db')).equals(before)).toBe(true)
  })
})
