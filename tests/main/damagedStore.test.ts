import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { AppStatus } from '../../src-shared/account/schema.ts'
import type { RpcReply } from '../../src-shared/contract.ts'
import { migrate, readMigrations } from '../../src-main/store/migrate.ts'
import type { DataKey } from '../../src-main/store/open.ts'
import { bytesOf, keyOf, withStore } from '../support/rawStore.ts'
import { copiesOf, spareCore, type SpareCore } from '../support/spareCore.ts'
import { APP_DIR, PASSWORD, SETUP, testCore, type TestCore } from '../support/testCore.ts'

const CHINESE = /\p{Script=Han}/u
const KNOWN = readMigrations(join(APP_DIR, 'migrations', 'local'))
let t: TestCore
let key: DataKey
const copies = copiesOf(() => t.dataDir)
const cores: SpareCore[] = []
beforeAll(async () => {
  t = await testCore()
  for (let n = 0; n < 30; n++)
    await t.as('head')('intake.register', {
      receivedOn: '2026-03-18' as never,
      summary: `第 ${n} 件`,
      facts: '漏水'.repeat(400),
    })
  await t.core.close()
  key = await keyOf(t.dataDir, 'admin', PASSWORD)
})
afterEach(async () => {
  for (const { core, bugs } of cores.splice(0)) {
    await core.close()
    expect(bugs).toEqual([])
  }
  copies.clear()
})
afterAll(() => rmSync(t.dataDir, { recursive: true, force: true }))

function open(dir: string): SpareCore {
  const spare = spareCore(dir)
  cores.push(spare)
  return spare
}
const logIn = (spare: SpareCore, login = 'admin'): Promise<RpcReply> =>
  spare.call('account.login', { login, password: PASSWORD })
const status = async (spare: SpareCore): Promise<AppStatus> =>
  ((await spare.call('account.status')) as { value: AppStatus }).value
const names = (dir: string): string[] =>
  readdirSync(dir)
    .filter((name) => name !== 'scratch' && !name.endsWith('-shm'))
    .sort()

/** Log-in answers in Chinese, the page knows why, and the folder is as it was to the byte. */
async function expectReadable(
  dir: string,
  code: string,
  names_: string[],
  bytes: Map<string, Buffer>,
): Promise<AppStatus> {
  const spare = open(dir)
  const reply = await logIn(spare)
  expect(reply).toMatchObject({ ok: false, error: { code, message: expect.stringMatching(CHINESE) } })
  const now = await status(spare)
  expect(now.phase).toBe('unusable')
  expect(now.problem?.title).toMatch(CHINESE)
  expect(now.problem?.text).toMatch(/没有(删除|改动)|原样/)
  expect(await spare.call('intake.register', {})).toMatchObject({ ok: false, error: { code: 'not_logged_in' } })
  await spare.core.close()
  expect(names(dir)).toEqual(names_)
  for (const [name, before] of bytes) expect(bytesOf(dir, name).equals(before), `${name} unchanged`).toBe(true)
  return now
}
const snapshot = (dir: string): Map<string, Buffer> =>
  new Map(
    names(dir)
      .filter((name) => /db|json/.test(name))
      .map((name) => [name, readFileSync(join(dir, name))]),
  )

describe('a damaged data file', () => {
  it.each<[string, (file: string) => void]>([
    ['with its first page overwritten', (file) => overwrite(file, 0, 4096)],
    ['with sixteen bytes of its head overwritten', (file) => overwrite(file, 40, 16)],
    ['overwritten from end to end', (file) => overwrite(file, 0, Infinity)],
    ['with every page touched', (file) => touchPages(file)],
    ['cut in half', (file) => truncateSync(file, Math.floor(readFileSync(file).length / 2 / 4096) * 4096)],
    ['cut inside a page', (file) => truncateSync(file, readFileSync(file).length - 1000)],
    ['cut to a few bytes', (file) => truncateSync(file, 10)],
    ['that is empty', (file) => truncateSync(file, 0)],
    ['that is another kind of file', (file) => writeFileSync(file, '这不是数据库'.repeat(2000))],
  ])('%s ends in a readable page; nothing is changed or deleted', async (_, spoil) => {
    const dir = copies.next()
    spoil(join(dir, 'onewindow.db'))
    await expectReadable(dir, 'file_damaged', names(dir), snapshot(dir))
  })

  it('that is gone is said to be gone, and no empty one takes its place', async () => {
    const dir = copies.next()
    rmSync(join(dir, 'onewindow.db'))
    const { problem } = await expectReadable(dir, 'file_damaged', names(dir), snapshot(dir))
    expect(problem?.text).toContain('不见了')
  })

  it('of another key is not opened, not even with log left behind', async () => {
    const dir = copies.next()
    const other = await testCore()
    await other.as('head')('intake.register', { receivedOn: '2026-03-18' as never, summary: '别处的事' })
    for (const name of ['onewindow.db', 'onewindow.db-wal'])
      writeFileSync(join(dir, name), bytesOf(other.dataDir, name))
    await other.close()
    await expectReadable(dir, 'file_damaged', names(dir), snapshot(dir))
  })

  it('damaged where log-in does not look is told at the first reading of that place, not as a bug', async () => {
    const dir = copies.next()
    const file = join(dir, 'onewindow.db')
    const size = readFileSync(file).length
    let told = 0
    for (let page = 2; page < size / 4096; page += 5) {
      writeFileSync(file, bytesOf(t.dataDir))
      overwrite(file, page * 4096 + 200, 16)
      const spare = open(dir)
      const replies = [
        await logIn(spare, 'head'),
        await spare.call('matters.list', { filter: {} }),
        await spare.call('search.find', { text: '漏水' }),
        await spare.call('audit.verify'),
      ]
      for (const reply of replies) {
        if (reply.ok) continue
        expect(['file_damaged', 'not_logged_in']).toContain(reply.error.code)
        expect(reply.error.message).toMatch(CHINESE)
        told += 1
      }
      await spare.core.close()
    }
    expect(told).toBeGreaterThan(5)
  })

  it('does not keep the program from opening once the file is back', async () => {
    const dir = copies.next()
    const whole = bytesOf(dir)
    writeFileSync(join(dir, 'onewindow.db'), '')
    const spare = open(dir)
    expect((await logIn(spare)).ok).toBe(false)
    writeFileSync(join(dir, 'onewindow.db'), whole)
    expect((await logIn(spare)).ok).toBe(true)
    expect((await status(spare)).problem).toBeNull()
  })
})

describe('a damaged key file', () => {
  it.each<[string, (text: string) => string]>([
    ['that is empty', () => ''],
    ['that is no JSON', () => '{"version":1,'],
    ['of another version', (text) => text.replace('"version": 1', '"version": 2')],
    ['with a key cut short', (text) => text.replace(/"box": "(.{20}).*?"/, '"box": "$1"')],
    [
      'with one letter of a wrapped key changed',
      (text) =>
        text.replace(/("box": ".{10})(.)/, (_, head: string, letter: string) => head + (letter === 'A' ? 'B' : 'A')),
    ],
    ['with an impossible cost', (text) => text.replace(/"n": \d+/, '"n": 17')],
    ['with a person missing', (text) => JSON.stringify({ ...(JSON.parse(text) as object), users: [] })],
  ])('%s is told at the start; nothing is overwritten', async (_, spoil) => {
    const dir = copies.next()
    writeFileSync(join(dir, 'keyring.json'), spoil(bytesOf(dir, 'keyring.json').toString()))
    const before = snapshot(dir)
    const { problem } = await expectReadable(dir, 'file_damaged', names(dir), before)
    expect(problem?.text).toContain('keyring.json')
    const spare = open(dir)
    expect(await spare.call('account.setUp', {})).toMatchObject({ ok: false })
    for (const [name, bytes] of before) expect(bytesOf(dir, name).equals(bytes)).toBe(true)
  })

  it('that is missing beside a store is asked for; the wizard does not run over the store', async () => {
    const dir = copies.next()
    renameSync(join(dir, 'keyring.json'), join(dir, 'put-away.json'))
    const before = bytesOf(dir)
    const spare = open(dir)
    expect(await spare.call('account.setUp', SETUP)).toMatchObject({
      ok: false,
      error: { code: 'not_allowed', message: expect.stringContaining('keyring.json') },
    })
    expect(bytesOf(dir).equals(before)).toBe(true)
  })

  it('that was never written because the wizard was cut: the wizard can run again and keeps the unfinished store aside', async () => {
    const dir = copies.next()
    rmSync(join(dir, 'keyring.json'))
    writeFileSync(join(dir, 'setup.unfinished'), '')
    const spare = open(dir)
    expect(await spare.call('account.setUp', SETUP)).toMatchObject({ ok: true })
    expect(names(dir).filter((name) => /unfinished/.test(name))).toEqual([
      expect.stringMatching(/^onewindow-unfinished-\d{8}-\d{6}\.db$/),
    ])
  })
})

describe('versions of the data file', () => {
  it('a newer one is refused by name and untouched', async () => {
    const dir = copies.next()
    withStore(dir, key, (db) => db.pragma(`user_version = ${KNOWN.length + 1}`))
    const { problem } = await expectReadable(dir, 'file_newer', names(dir), snapshot(dir))
    expect(problem?.title).toContain('更新版本')
  })

  it('an older one is brought up to date behind a dated copy; one that is up to date gets none', async () => {
    const dir = copies.next()
    rmSync(join(dir, 'onewindow.db'))
    withStore(dir, key, (db) => {
      migrate(db, KNOWN, 1)
      db.prepare(`INSERT INTO user_account (id, login, name, roles) VALUES (?, 'admin', '管理员甲', '["admin"]')`).run(
        adminId(dir),
      )
    })
    expect(await logIn(open(dir))).toMatchObject({ ok: true })
    const [made] = readdirSync(join(dir, 'before-upgrade'))
    expect(made).toMatch(/^onewindow-20260318-100000-upgrade\.db$/)
    await cores.at(-1)?.core.close()
    withStore(dir, key, (db) => expect(db.pragma('user_version', { simple: true })).toBe(KNOWN.length))
    expect(await logIn(open(dir))).toMatchObject({ ok: true })
    expect(readdirSync(join(dir, 'before-upgrade'))).toEqual([made])
    const current = copies.next()
    expect(await logIn(open(current))).toMatchObject({ ok: true })
    expect(names(current)).not.toContain('before-upgrade')
  })

  it('an older one is not touched when the copy before cannot be made', async () => {
    const dir = copies.next()
    rmSync(join(dir, 'onewindow.db'))
    withStore(dir, key, (db) => migrate(db, KNOWN, 1))
    writeFileSync(join(dir, 'before-upgrade'), 'a file where the folder should be')
    const before = bytesOf(dir)
    const spare = open(dir)
    expect(await logIn(spare)).toMatchObject({
      ok: false,
      error: { code: 'file_damaged', message: expect.stringContaining('备份没有做成') },
    })
    expect((await status(spare)).phase).toBe('unusable')
    expect(bytesOf(dir).equals(before)).toBe(true)
  })

  it('an upgrade that fails leaves the data as they were', async () => {
    const dir = copies.next()
    const app = join(dir, 'app')
    mkdirSync(join(app, 'migrations', 'local'), { recursive: true })
    for (const { name, sql } of KNOWN) writeFileSync(join(app, 'migrations', 'local', name), sql)
    writeFileSync(
      join(app, 'migrations', 'local', `${String(KNOWN.length + 1).padStart(4, '0')}_bad.sql`),
      'UPDATE matter SET number = 1; NONSENSE',
    )
    const spare = spareCore(dir, { appDir: app })
    cores.push(spare)
    expect(await logIn(spare)).toMatchObject({
      ok: false,
      error: { code: 'file_damaged', message: expect.stringContaining('升级没有完成') },
    })
    expect(readdirSync(join(dir, 'before-upgrade'))).toHaveLength(1)
    await spare.core.close()
    withStore(dir, key, (db) =>
      expect(db.prepare('SELECT count(DISTINCT number) AS n FROM matter').get()).toEqual({ n: 30 }),
    )
  })
})

const adminId = (dir: string): string =>
  (JSON.parse(bytesOf(dir, 'keyring.json').toString()) as { users: { userId: string }[] }).users[0]?.userId ?? ''

function overwrite(file: string, at: number, length: number): void {
  const bytes = readFileSync(file)
  for (let n = at; n < Math.min(bytes.length, at + length); n++) bytes[n] = (n * 7919 + 13) & 0xff
  writeFileSync(file, bytes)
}

function touchPages(file: string): void {
  const bytes = readFileSync(file)
  for (let at = 1000; at < bytes.length; at += 4096) bytes[at] = (bytes[at] ?? 0) ^ 0xff
  writeFileSync(file, bytes)
}
