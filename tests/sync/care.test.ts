import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ClientId } from '../../src-shared/care/events.ts'
import { exportCare, runCareCommand } from '../../src-district/cli/careCommands.ts'
import type { Db as DistrictDb } from '../../src-district/db/db.ts'
import { openTestPglite } from '../support/testPglite.ts'
import { reconcileCare } from '../../src-main/host/careStore.ts'
import { DAY, enrolment, person, visit } from '../support/careDesk.ts'
import { hasPicture, PHOTO } from '../support/photos.ts'
import { NOON, PASSWORD } from '../support/testCore.ts'
import { STREET, startDistrict, type TestDistrict } from '../district/support/startDistrict.ts'
import { injectTransport } from './support/injectTransport.ts'
import { contentsOf, openSeat, type TestSeat } from './support/seat.ts'

const NAME = '上官密语词'
const NOTE = '密语记事一桩'
const dir = mkdtempSync(join(tmpdir(), 'onewindow-care-sync-'))
const folder = join(dir, 'pglite')
const env = { DISTRICT_CARE_PASSWORD: '一个够长的区级密码呀' + '1234' }

let store: DistrictDb
let district: TestDistrict
let east: TestSeat
let west: TestSeat
let north: TestSeat
let groups: string[]
let clientId: ClientId

beforeAll(async () => {
  store = await openTestPglite(folder)
  district = await startDistrict(store, { clock: { ms: NOON } })
  const seat = async (letter: string) => openSeat(letter, injectTransport(district.app), await district.code())
  east = await seat('A')
  west = await seat('B')
  north = await seat('C')
  for (const each of [east, west, north]) await each.core.hire('bangfu', '帮扶负责人己', 'care_head')
})
afterAll(async () => {
  await Promise.all([east.close(), west.close(), north.close()])
  await district.close()
  await store.close().catch(() => {})
  rmSync(dir, { recursive: true, force: true })
})

async function settle(): Promise<void> {
  for (let round = 0; round < 3; round += 1)
    for (const seat of [east, west, north]) {
      await seat.sync()
      reconcileCare(seat.core.state, false)
    }
}
const on = (seat: TestSeat) => seat.core.as('bangfu')
const stateOf = async (seat: TestSeat) => (await on(seat)('care.status', {})).state

describe('care records of a street with several seats', () => {
  it('have one key, which a second seat gets by the care recovery code', async () => {
    groups = (await on(east)('care.setUp', { password: PASSWORD })).recoveryGroups
    expect(await stateOf(west)).toBe('none')
    await settle()
    expect(await stateOf(west)).toBe('elsewhere')
    await expect(on(west)('care.setUp', { password: PASSWORD })).rejects.toMatchObject({ code: 'not_allowed' })
    await on(west)('care.join', { code: groups.join(' '), password: PASSWORD })
    expect(await stateOf(west)).toBe('open')
    const [a, b] = [await on(east)('care.status', {}), await on(west)('care.status', {})]
    expect(a.fingerprint).toBe(b.fingerprint)
  })

  it('are the same wherever the key is, and pass through a seat that has none', async () => {
    const { userId } = await on(east)('account.login', { login: 'bangfu', password: PASSWORD })
    clientId = (
      await on(east)('care.register', {
        person: person(NAME),
        enrolments: [enrolment()],
        assignment: { workerId: userId, helpers: [], on: DAY },
      })
    ).clientId
    await settle()
    const write = (seat: TestSeat, note: string) =>
      on(seat)('care.visit', { clientId, visit: visit({ note }), follows: { promises: [], response: null } })
    await write(east, NOTE)
    await write(west, '西边也去了')
    await settle()
    const views = await Promise.all([east, west].map((seat) => on(seat)('care.reveal', { clientId, purpose: 'check' })))
    expect(views[0]?.state).toEqual(views[1]?.state)
    expect(views[0]?.state.visits).toHaveLength(2)
    await settle()
    expect(contentsOf(north.db)['care_box']).toEqual(contentsOf(east.db)['care_box'])
    expect(await stateOf(north)).toBe('elsewhere')
  })

  it('take photos of a visit along, and lose them everywhere once one seat removed them', async () => {
    const state = async (seat: TestSeat) => (await on(seat)('care.client', { clientId })).state
    const visitId = (await state(east)).visits[0]?.visitId ?? ''
    const jpegBase64 = PHOTO.toString('base64')
    const { photoId } = await on(east)('care.addPhoto', { clientId, visitId, agreedBy: '本人', jpegBase64 })
    await settle()
    const [seen] = await on(west)('care.photo', { clientId, visitId, purpose: 'check' })
    expect(seen?.jpegBase64).toBe(jpegBase64)
    for (const seat of [east, west, north]) expect(hasPicture(seat.db.serialize())).toBe(false)
    await on(west)('care.removePhoto', { clientId, photoId, reason: '已经用不着了' })
    await settle()
    for (const seat of [east, west]) {
      expect((await state(seat)).photos).toEqual([])
      expect((await state(seat)).removedPhotos).toMatchObject([{ photoId }])
      expect(hasPicture(seat.core.state.care?.db.serialize() ?? PHOTO)).toBe(false)
    }
    expect((await rowsOf()).filter(({ tbl, data }) => tbl === 'care_box' && JSON.parse(data).box === '')).toHaveLength(
      1,
    )
  }, 30_000)

  it('are opened by the district’s care office alone, away from the server, once its key was compared', async () => {
    const keyFile = join(dir, 'office.key')
    const said = (await runCareCommand(['care-key', keyFile], env)) ?? []
    const after = (word: string) => said.find((line) => line.startsWith(word))?.slice(word.length) ?? ''
    const publicKey = after('公钥：')
    expect(await on(east)('care.officeFingerprint', { publicKey })).toEqual({ fingerprint: after('指纹：') })
    await expect(
      on(east)('care.trustOffice', { publicKey, fingerprint: 'AAAA BBBB CCCC DDDD EEEE' }),
    ).rejects.toMatchObject({ code: 'invalid' })
    await on(east)('care.trustOffice', { publicKey, fingerprint: after('指纹：') })
    await settle()
    expect((await on(west)('care.status', {})).office?.fingerprint).toBe(after('指纹：'))
    const exported = join(dir, 'export.jsonl')
    await exportCare(store, STREET, exported)
    expect(readFileSync(exported, 'utf8')).not.toContain(NAME)
    const result = join(dir, 'opened.jsonl')
    await expect(
      runCareCommand(['care-open', exported, keyFile, result], { DISTRICT_CARE_PASSWORD: '别的密码别的密码' }),
    ).rejects.toThrow('密码不对')
    await runCareCommand(['care-open', exported, keyFile, result], env)
    expect(readFileSync(result, 'utf8')).toContain(NAME)
    expect(readFileSync(result, 'utf8')).toContain(NOTE)
  }, 60_000)

  it('end everywhere at once: other seats and the district lose what one destroyed', async () => {
    const before = await rowsOf()
    // The photo's that was removed.
    expect(before.filter(({ tbl, data }) => tbl === 'care_box' && JSON.parse(data).box === '')).toHaveLength(1)
    // Written before east hears of it: it goes, too.
    await on(east)('care.visit', {
      clientId,
      visit: visit({ note: '还没有听说' }),
      follows: { promises: [], response: null },
    })
    await on(west)('care.purge', { clientIds: [clientId], why: 'sealed', on: DAY, basis: '封存决定', witness: '乙' })
    await settle()
    for (const seat of [east, west]) {
      await expect(on(seat)('care.client', { clientId })).rejects.toMatchObject({ code: 'not_found' })
      expect(await on(seat)('care.purges', {})).toMatchObject([{ clientIds: [clientId] }])
      const left = seat.core.state.care?.db.prepare(
        `SELECT count(*) FROM care_event WHERE stream_id = ? AND payload <> ''`,
      )
      expect(left?.pluck().get(clientId)).toBe(0)
    }
    const emptied = (await rowsOf()).filter(({ tbl, data }) => tbl === 'care_box' && JSON.parse(data).box === '')
    expect(emptied.length).toBeGreaterThan(4)
  })

  it('were never in a byte of the district’s database', async () => {
    const all = JSON.stringify(await rowsOf())
    await district.close()
    await store.close()
    for (const word of [NAME, NOTE]) {
      expect(all).not.toContain(word)
      for (const file of filesIn(folder))
        expect(readFileSync(file).includes(Buffer.from(word, 'utf8')), file).toBe(false)
    }
  })
})

/** Every row of every table that holds what seats sent. */
const rowsOf = () =>
  store.asOwner(async (sql) => {
    const batches = await sql<{ tbl: string; key: string; data: string }>(
      `SELECT 'batch' AS tbl, '' AS key, answer AS data FROM batch`,
    )
    const rows = await sql<{ tbl: string; key: string; data: string }>('SELECT tbl, key, data FROM sync_row')
    return [...rows, ...batches]
  })

function filesIn(path: string): string[] {
  return readdirSync(path).flatMap((name) => {
    const each = join(path, name)
    return statSync(each).isDirectory() ? filesIn(each) : [each]
  })
}
