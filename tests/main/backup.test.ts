import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Day } from '../../src-shared/kernel/day.ts'
import { backUp } from '../../src-main/store/backup.ts'
import { storeFile } from '../../src-main/host/openedStore.ts'
import { readMigrations } from '../../src-main/store/migrate.ts'
import { openStore, closeStore } from '../../src-main/store/open.ts'
import { bytesOf, keyOf, withStore } from '../support/rawStore.ts'
import { spareCore } from '../support/spareCore.ts'
import { APP_DIR, PASSWORD, testCore, type TestCore } from '../support/testCore.ts'

const CHINESE = /\p{Script=Han}/u
let t: TestCore
let folder: string
beforeEach(async () => {
  t = await testCore()
  folder = join(t.dataDir, 'copies')
  await t.as('admin')('centre.saveSettings', { backupDir: folder })
})
afterEach(() => t.close())

const register = (summary: string) => t.as('head')('intake.register', { receivedOn: '2026-03-18' as Day, summary })
const status = () => t.as('admin')('centre.backupStatus', {})
async function backUpAt(minute: number) {
  t.clock.nowMs = Date.parse('2026-03-18T02:00:00Z') + minute * 60_000
  return t.as('admin')('centre.backupNow', {})
}

it('makes, shows, previews and keeps the newest fourteen', async () => {
  expect(await status()).toMatchObject({ files: [], lastGoodAt: null, isOverdue: true })
  await register('一件事')
  for (let n = 0; n < 16; n++) expect((await backUpAt(n / 2)).files).toHaveLength(Math.min(n + 1, 14))
  const { files, dir } = await status()
  expect(dir).toBe(folder)
  expect(
    files
      .map((file) => file.name)
      .sort()
      .at(0),
  ).toBe('onewindow-20260318-100100.db')
  expect(readdirSync(folder).filter((name) => name !== 'keyring.json')).toHaveLength(14)
  expect(bytesOf(folder, 'keyring.json').equals(bytesOf(t.dataDir, 'keyring.json'))).toBe(true)
  const name = files[0]?.name ?? ''
  expect(await t.as('admin')('centre.previewBackup', { name })).toMatchObject({
    matters: 1,
    isIntact: true,
    schema: readMigrations(join(APP_DIR, 'migrations', 'local')).length,
    lastEntryAt: '2026-03-18T02:00:00.000Z',
  })
  for (const other of ['../onewindow.db', 'keyring.json', 'onewindow-20000101-000000.db'])
    await expect(t.as('admin')('centre.previewBackup', { name: other })).rejects.toMatchObject({ code: 'not_found' })
})

it('restores what it held, keeps the present file beside it and logs everybody out', async () => {
  await register('备份以前')
  const name = (await backUpAt(1)).files[0]?.name ?? ''
  await register('备份以后')
  await expect(t.as('head')('centre.restoreBackup', { name })).rejects.toMatchObject({ code: 'forbidden' })
  const { keptAs } = await t.as('admin')('centre.restoreBackup', { name })
  await expect(t.as('head')('matters.list', { filter: {} })).rejects.toMatchObject({ code: 'not_logged_in' })
  await t.as('head')('account.login', { login: 'head', password: PASSWORD })
  const summaries = async () => (await t.as('head')('matters.list', { filter: {} })).rows.map((row) => row.summary)
  expect(await summaries()).toEqual(['备份以前'])
  // A0002 was printed after the copy was made: it is not given out a second time.
  expect(await register('恢复以后')).toMatchObject({ number: '2026-A0003' })
  expect(await t.as('head')('audit.verify', {})).toMatchObject({ isIntact: true })
  const kept = openStore(join(t.dataDir, keptAs), await keyOf(t.dataDir, 'head', PASSWORD), { readonly: true })
  expect(kept.prepare('SELECT summary FROM matter ORDER BY rid').all()).toEqual([
    { summary: '备份以前' },
    { summary: '备份以后' },
  ])
  expect(
    kept.prepare(`SELECT subject, detail FROM audit WHERE action = 'backed_up' ORDER BY seq DESC LIMIT 1`).get(),
  ).toEqual({ subject: '从备份恢复', detail: name })
  closeStore(kept)
})

it('refuses to restore a damaged copy, one of another key and one of a newer program', async () => {
  await register('原来的')
  const name = (await backUpAt(1)).files[0]?.name ?? ''
  const copy = join(folder, name)
  const whole = bytesOf(folder, name)
  const key = await keyOf(t.dataDir, 'admin', PASSWORD)
  const spoiled = Buffer.from(whole)
  for (let at = 5000; at < spoiled.length; at += 4096) spoiled[at] = 0
  writeFileSync(copy, spoiled)
  await expect(t.as('admin')('centre.restoreBackup', { name })).rejects.toMatchObject({
    code: 'file_damaged',
    message: expect.stringMatching(CHINESE),
  })
  writeFileSync(copy, whole)
  const changed = openStore(copy, key)
  changed.pragma('user_version = 99')
  closeStore(changed)
  await expect(t.as('admin')('centre.restoreBackup', { name })).rejects.toMatchObject({
    code: 'file_newer',
    message: expect.stringMatching(CHINESE),
  })
  const foreign = openStore(join(t.dataDir, 'foreign.db'), Buffer.alloc(32, 7))
  foreign.exec('CREATE TABLE matter (entered_at TEXT); PRAGMA user_version = 1')
  rmSync(copy)
  backUp(foreign, Buffer.alloc(32, 7), folder, name, 14)
  closeStore(foreign)
  await expect(t.as('admin')('centre.restoreBackup', { name })).rejects.toMatchObject({ code: 'file_damaged' })
  expect((await t.as('head')('matters.list', { filter: {} })).rows).toHaveLength(1)
})

it('says in Chinese that a folder cannot be written, and keeps the copies there are', async () => {
  await expect(
    t
      .as('admin')('centre.saveSettings', { backupDir: '' })
      .then(() => t.as('admin')('centre.backupNow', {})),
  ).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('备份文件夹') })
  await t.as('admin')('centre.saveSettings', { backupDir: folder })
  await backUpAt(1)
  const before = readdirSync(folder)
  renameSync(folder, `${folder}.away`)
  writeFileSync(folder, 'a file where the folder was')
  await expect(backUpAt(2)).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('备份没有成功') })
  expect(await register('照常办理')).toMatchObject({ number: '2026-A0001' })
  rmSync(folder)
  renameSync(`${folder}.away`, folder)
  mkdirSync(join(folder, 'onewindow-20260318-100300.db.part')) // a place where the copy cannot be written
  mkdirSync(join(folder, 'onewindow-20260318-100300.db.part', 'x'))
  await expect(backUpAt(3)).rejects.toMatchObject({ code: 'invalid' })
  expect(readdirSync(folder).filter((name) => !name.endsWith('.part'))).toEqual(before)
})

it('finishes a restore that was cut between its two renames', async () => {
  await register('一件事')
  await t.core.close()
  renameSync(storeFile(t.dataDir), `${storeFile(t.dataDir)}.restoring`)
  const spare = spareCore(t.dataDir)
  expect(await spare.call('account.login', { login: 'head', password: PASSWORD })).toMatchObject({ ok: true })
  await spare.core.close()
  withStore(t.dataDir, await keyOf(t.dataDir, 'head', PASSWORD), (db) =>
    expect(db.prepare('SELECT count(*) AS n FROM matter').get()).toEqual({ n: 1 }),
  )
})
