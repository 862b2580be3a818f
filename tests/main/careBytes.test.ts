import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contract, type Method } from '../../src-shared/contract.ts'
import type { ClientId } from '../../src-shared/care/events.ts'
import { runBackup } from '../../src-main/host/backupHandlers.ts'
import { openLogFile } from '../../src-main/host/logFile.ts'
import type { Db } from '../../src-main/store/open.ts'
import { careDesk, DAY, visit, type CareDesk } from '../support/careDesk.ts'
import { hasPicture, PHOTO } from '../support/photos.ts'
import { PASSWORD } from '../support/testCore.ts'

/** Words that stand nowhere but with one client. */
const NAME = '欧阳密语词'
const WORDS = [NAME, '13977770001', '110101199003070871', '密语路九号', '密语记事一桩', '密语要办的事']
const dataDir = mkdtempSync(join(tmpdir(), 'onewindow-care-bytes-'))

let t: CareDesk
let clientId: ClientId
beforeAll(async () => {
  t = await careDesk({ dataDir, log: openLogFile(dataDir) })
  await t.hire('chuangkou', '窗口丙', 'clerk', 'mediator')
  mkdirSync(join(dataDir, 'copies'))
  if (t.state.open) t.state.open.settings = { ...t.state.open.settings, backupDir: join(dataDir, 'copies') }
  clientId = await fill()
})
afterAll(() => t.close())

async function fill(): Promise<ClientId> {
  const id = await t.register(NAME, { person: { phone: WORDS[1], idNumber: WORDS[2], address: WORDS[3] } })
  const { visitId } = await t.as('shegong')('care.visit', {
    clientId: id,
    visit: visit({ note: WORDS[4] }),
    follows: {
      promises: [{ what: WORDS[5] as string, byOn: DAY }],
      response: { what: WORDS[4] as string, toName: '' },
    },
  })
  const jpegBase64 = PHOTO.toString('base64')
  await t.as('shegong')('care.addPhoto', { clientId: id, visitId, agreedBy: '本人', jpegBase64 })
  await t.as('shegong')('care.issuePaper', {
    kind: 'care_visit_record',
    clientId: id,
    ref: visitId,
    withPhotos: true,
  })
  await t.as('shegong')('care.saveDraft', {
    key: `care.visit:${id}`,
    title: `走访 ${NAME}`,
    content: { note: WORDS[4] ?? '' },
  })
  await t.as('shegong2')('care.reveal', { clientId: id, purpose: 'visit' })
  await t.as('shegong2')('care.clients', { text: NAME })
  const { version } = await t.get('shegong', id)
  await t.as('shegong')('care.plan', { clientId: id, version, act: { agreedOn: DAY, goals: WORDS[5] } })
  return id
}

const PICTURE = 'a picture'
const found = (bytes: Buffer): string[] => [
  ...WORDS.filter((word) => bytes.includes(Buffer.from(word, 'utf8'))),
  ...(hasPicture(bytes) ? [PICTURE] : []),
]

/** Every value of every table, decrypted. */
function dump(db: Db): Buffer {
  const tables = db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'`)
    .pluck()
    .all() as string[]
  const rows = tables.map((table) =>
    db
      .prepare(`SELECT * FROM "${table}"`)
      .raw()
      .all()
      .map((row) =>
        (row as unknown[]).map((value) => (Buffer.isBuffer(value) ? value.toString('utf8') : String(value))).join('|'),
      )
      .join('\n'),
  )
  return Buffer.from(rows.join('\n'))
}

function files(dir: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name)
    return statSync(path).isDirectory() ? files(path) : [path]
  })
}

/** The file as it would be without its cipher: what freed pages still hold, too. */
function plainBytes(db: Db): Buffer {
  db.pragma('wal_checkpoint(TRUNCATE)')
  return db.serialize()
}

describe('a client of care work', () => {
  it('is in no byte of the common store, its index, audit, drafts and logs, nor of any file of the folder', async () => {
    const main = t.state.open?.db as Db
    expect(found(dump(main))).toEqual([])
    expect(found(plainBytes(main))).toEqual([])
    runBackup(t.state)
    await t.core.dispatch('shegong', { method: 'care.visit', input: { clientId, visit: { note: WORDS[4] } } })
    for (const file of files(dataDir)) expect(found(readFileSync(file)), file).toEqual([])
    expect(found(dump(t.state.care?.db as Db))).toEqual(WORDS)
    expect(found(plainBytes(t.state.care?.db as Db))).toContain(PICTURE)
  })

  it('is in no answer to whoever does not hold the key, whatever procedure he tries', async () => {
    const inputs: unknown[] = [
      {},
      { text: NAME },
      { filter: {} },
      { filter: { text: NAME } },
      { clientId },
      { matterId: clientId },
      { documentId: clientId },
      { from: null, to: null },
    ]
    for (const login of ['head', 'admin', 'chuangkou'])
      for (const method of Object.keys(contract) as Method[]) {
        if (/^account\.(logout|lock)$|^users\.|restore|^sync\./.test(method)) continue
        for (const input of inputs)
          expect(found(Buffer.from(JSON.stringify(await t.reply(login, method, input)))), method).toEqual([])
      }
  })

  it('is in no masked answer of care work', async () => {
    for (const method of Object.keys(contract).filter(
      (each) => each.startsWith('care.') && !['care.reveal', 'care.photo'].includes(each),
    ))
      for (const input of [
        {},
        { text: NAME },
        { clientId },
        { group: 'elderly', month: '2026-03' },
        { group: 'elderly', year: 2026 },
        { clientId, kind: 'care_slip', paperId: clientId, purpose: 'view' },
        { name: NAME, idNumber: '', phone: '' },
        { isMineOnly: false, until: '2026-12-31' },
      ])
        expect(found(Buffer.from(JSON.stringify(await t.reply('shegong2', method, input)))), method).toEqual([])
  })

  it('leaves no byte once the record was destroyed, neither in the records nor in the boxes', async () => {
    const other = await t.register('留下的人')
    const care = t.state.care?.db as Db
    const main = t.state.open?.db as Db
    const boxes = care.prepare(`SELECT box_id FROM care_event WHERE stream_id = ?`).pluck().all(clientId) as string[]
    expect(found(plainBytes(care))).toEqual([...WORDS, PICTURE])
    const input = { clientIds: [clientId], on: DAY, basis: '封存决定', witness: '负责人' }
    await expect(t.as('bangfu')('care.purge', { ...input, why: 'retention' })).rejects.toMatchObject({
      code: 'not_allowed',
    })
    expect(await t.as('bangfu')('care.previewSeal', { clientId })).toMatchObject({
      wasJuvenile: null,
      counts: { photos: 1, openPromises: 1, openResponses: 1 },
    })
    await t.as('bangfu')('care.purge', { ...input, why: 'sealed' })
    await expect(t.get('shegong', clientId)).rejects.toMatchObject({
      message: expect.stringContaining('销毁') as string,
    })
    expect(found(dump(care))).toEqual([])
    expect(found(plainBytes(care))).toEqual([])
    for (const file of files(dataDir)) expect(found(readFileSync(file)), file).toEqual([])
    for (const id of boxes) expect(main.prepare('SELECT box FROM care_box WHERE id = ?').pluck().get(id)).toBe('')
    await expect(t.get('shegong', clientId)).rejects.toMatchObject({ code: 'not_found' })
    expect((await t.as('shegong')('care.drafts', {})).length).toBe(0)
    expect((await t.get('shegong', other)).state.person?.name).toBe('留下的人')
    expect(await t.as('bangfu')('care.purges', {})).toMatchObject([
      { why: 'sealed', clientIds: [clientId], witness: '负责人' },
    ])
    // Nor does it come back.
    for (const login of ['bangfu', 'shegong', 'shegong2']) await t.as(login)('account.logout', {})
    await t.as('shegong')('account.login', { login: 'shegong', password: PASSWORD })
    await expect(t.get('shegong', clientId)).rejects.toMatchObject({ code: 'not_found' })
  })
})
