import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { appendAudit, verifyAudit } from '../../src-main/store/audit.ts'
import type { DataKey, Db } from '../../src-main/store/open.ts'
import { bytesOf, keyOf, withStore } from '../support/rawStore.ts'
import { copiesOf } from '../support/spareCore.ts'
import { APP_DIR, PASSWORD, testCore, type TestCore } from '../support/testCore.ts'

let t: TestCore
let key: DataKey
let count: number
const copies = copiesOf(() => t.dataDir)
beforeAll(async () => {
  t = await testCore()
  for (let n = 0; n < 8; n++)
    await t.as('head')('intake.register', { receivedOn: '2026-03-18' as never, summary: `第 ${n} 件` })
  await t.core.close()
  key = await keyOf(t.dataDir, 'head', PASSWORD)
  count = withStore(t.dataDir, key, (db) => verifyAudit(db).lines)
})
afterEach(() => copies.clear())
afterAll(() => rmSync(t.dataDir, { recursive: true, force: true }))

/** What somebody can do who has the key and takes the triggers away. */
function tamper(dir: string, ...statements: string[]): void {
  withStore(dir, key, (db: Db) => {
    db.exec('DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete')
    for (const sql of statements) db.exec(sql)
  })
}
const verified = (dir: string) => withStore(dir, key, verifyAudit)

const TAMPERINGS: [string, string[]][] = [
  ['who did it', [`UPDATE audit SET actor_name = '别人' WHERE seq = 5`]],
  ['whose id', [`UPDATE audit SET actor_id = 'x' WHERE seq = 5`]],
  ['when', [`UPDATE audit SET at = '2026-01-01T00:00:00.000Z' WHERE seq = 5`]],
  ['what', [`UPDATE audit SET action = 'looked' WHERE seq = 5`]],
  ['on what', [`UPDATE audit SET subject_id = 'y' WHERE seq = 5`]],
  ['its kind', [`UPDATE audit SET subject_kind = 'user' WHERE seq = 5`]],
  ['its title', [`UPDATE audit SET subject = subject || ' ' WHERE seq = 5`]],
  ['its detail', [`UPDATE audit SET detail = 'x' WHERE seq = 5`]],
  ['its hash', [`UPDATE audit SET hash = replace(hash, 'a', 'b') WHERE seq = 5`]],
  ['by taking a line out', ['DELETE FROM audit WHERE seq = 5']],
  [
    'by taking a line out and closing the gap',
    ['DELETE FROM audit WHERE seq = 5', 'UPDATE audit SET seq = seq - 1 WHERE seq > 5'],
  ],
  ['by taking the first out', ['DELETE FROM audit WHERE seq = 1']],
  [
    'by putting a line in between',
    [
      'UPDATE audit SET seq = -seq WHERE seq >= 5',
      'UPDATE audit SET seq = 1 - seq WHERE seq < 0',
      `INSERT INTO audit SELECT 5, at, actor_id, actor_name, action, subject_kind, subject_id, subject, detail, hash FROM audit WHERE seq = 4`,
    ],
  ],
  [
    'by putting a line at the end',
    [
      `INSERT INTO audit SELECT seq + 1, at, actor_id, actor_name, action, subject_kind, subject_id, subject, detail, hash FROM audit ORDER BY seq DESC LIMIT 1`,
    ],
  ],
  [
    'by swapping two',
    [
      'UPDATE audit SET seq = -5 WHERE seq = 5',
      'UPDATE audit SET seq = 5 WHERE seq = 6',
      'UPDATE audit SET seq = 6 WHERE seq = -5',
    ],
  ],
]

describe('the chain of the audit', () => {
  it('is whole after ordinary work, and cannot be written over through the store', () => {
    const dir = copies.next()
    expect(verified(dir)).toEqual({ lines: count, isIntact: true, brokenAt: null })
    withStore(dir, key, (db) => {
      expect(() => db.exec(`UPDATE audit SET detail = '' WHERE seq = 2`)).toThrow(/append-only/)
      expect(() => db.exec('DELETE FROM audit')).toThrow(/append-only/)
      expect(() => db.exec('INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE seq = 2')).toThrow(/append-only/)
    })
    expect(verified(dir).isIntact).toBe(true)
  })

  it.each(TAMPERINGS)('breaks when a line is changed: %s', (_, statements) => {
    const dir = copies.next()
    tamper(dir, ...statements)
    const { isIntact, brokenAt } = verified(dir)
    expect(isIntact).toBe(false)
    expect(brokenAt).toBeGreaterThanOrEqual(1)
  })

  it('names the first line that does not fit', () => {
    const dir = copies.next()
    tamper(dir, `UPDATE audit SET detail = 'x' WHERE seq IN (7, 9)`)
    expect(verified(dir).brokenAt).toBe(7)
  })

  it('does not heal by going on', () => {
    const dir = copies.next()
    tamper(dir, `UPDATE audit SET detail = 'x' WHERE seq = 7`)
    withStore(dir, key, (db) =>
      appendAudit(db, {
        at: '2026-03-19T00:00:00.000Z',
        actorId: '',
        actorName: '',
        action: 'looked',
        subjectKind: '',
        subjectId: '',
        subject: '',
        detail: '',
      }),
    )
    expect(verified(dir)).toMatchObject({ isIntact: false, brokenAt: 7 })
  })
})

describe('verify on the command line', () => {
  const run = (dir: string, password = PASSWORD, login = 'admin') => {
    const cli = join(APP_DIR, 'src-main', 'host', 'cli.ts')
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'verify', dir, '--login', login], {
      encoding: 'utf8',
      env: { ...process.env, ONEWINDOW_PASSWORD: password },
    })
    expect(stderr).not.toMatch(/\n\s+at /)
    return { status, stdout, stderr }
  }

  it('ends with 0 when all is well and leaves the file as it was', () => {
    const dir = copies.next()
    const before = bytesOf(dir)
    const { status, stdout } = run(dir)
    expect(status).toBe(0)
    expect(stdout).toContain(`审计链：${count} 条，完整`)
    expect(bytesOf(dir).equals(before)).toBe(true)
  })

  it('ends with 1 when the chain is broken or the file damaged inside, with 2 when it cannot look', () => {
    const broken = copies.next()
    tamper(broken, `UPDATE audit SET detail = 'x' WHERE seq = 3`)
    expect(run(broken)).toMatchObject({ status: 1, stdout: expect.stringContaining('第 3 条起不符') })
    expect(run(copies.next(), 'falsch-falsch')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('密码不对'),
    })
    expect(run(copies.next(), PASSWORD, 'niemand')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('没有这个登录名'),
    })
    expect(run(join(copies.next(), 'nowhere'))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('keyring.json'),
    })
    const spoiled = copies.next()
    const bytes = bytesOf(spoiled)
    for (let at = 3 * 4096 + 50; at < bytes.length; at += 4096) bytes[at] = (bytes[at] ?? 0) ^ 1
    writeFileSync(join(spoiled, 'onewindow.db'), bytes)
    const { status, stdout, stderr } = run(spoiled)
    expect([1, 2]).toContain(status)
    expect(stdout + stderr).toMatch(/损坏|无法读取/)
  })
})
