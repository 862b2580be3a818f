import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ClientId } from '../../src-shared/care/events.ts'
import { MOST_PHOTOS } from '../../src-shared/care/photo.ts'
import { reconcileCare } from '../../src-main/host/careStore.ts'
import type { Db } from '../../src-main/store/open.ts'
import { careDesk, DAY, visit, type CareDesk } from '../support/careDesk.ts'
import { hasPicture, PHOTO, withSegment } from '../support/photos.ts'

let t: CareDesk
let clientId: ClientId
let visitId: string
beforeAll(async () => void (t = await careDesk()))
afterAll(() => t.close())
beforeEach(async () => {
  clientId = await t.register('钱照片（测试）')
  const done = await t.as('shegong')('care.visit', {
    clientId,
    visit: visit(),
    follows: { promises: [], response: null },
  })
  visitId = done.visitId
})

const add = (jpeg: Buffer = PHOTO, login = 'shegong') =>
  t.as(login)('care.addPhoto', { clientId, visitId, agreedBy: '本人', jpegBase64: jpeg.toString('base64') })
const care = (): Db => t.state.care?.db as Db
/** The file as it would be without its cipher: what freed pages still hold, too. */
const plain = (db: Db): Buffer => {
  db.pragma('wal_checkpoint(TRUNCATE)')
  return db.serialize()
}

describe('a photo of a visit', () => {
  it('is kept with the visit and read only by whoever says what for, which the head of care reads', async () => {
    const { photoId } = await add()
    const view = await t.get('shegong', clientId)
    expect(view.state.photos).toMatchObject([{ photoId, visitId, agreedBy: '本人', bytes: PHOTO.length }])
    expect(JSON.stringify(view)).not.toContain(PHOTO.toString('base64').slice(0, 40))
    const [shown] = await t.as('shegong2')('care.photo', { clientId, visitId, purpose: 'help' })
    expect(Buffer.from(shown?.jpegBase64 ?? '', 'base64').equals(PHOTO)).toBe(true)
    const { lines } = await t.as('bangfu')('care.looks', {})
    expect(lines[0]).toMatchObject({ what: 'photo', purpose: 'help', byName: '社工庚', clientId, count: 1 })
  })

  it('loses what tells more than it shows, and is refused if it is another file or one too many', async () => {
    await add(withSegment(0xe1, 'Exif\0\0GPS'))
    const [shown] = await t.as('shegong')('care.photo', { clientId, visitId, purpose: 'help' })
    expect(Buffer.from(shown?.jpegBase64 ?? '', 'base64').equals(PHOTO)).toBe(true)
    for (const bad of [Buffer.from('<svg/>'), PHOTO.subarray(0, 200)])
      await expect(add(bad)).rejects.toMatchObject({ code: 'invalid' })
    for (let made = 1; made < MOST_PHOTOS; made += 1) await add()
    await expect(add()).rejects.toMatchObject({ code: 'not_allowed' })
    visitId = '01930000-0000-7000-8000-000000000000'
    await expect(add()).rejects.toMatchObject({ code: 'not_allowed' })
  })

  it('is made anew from its box where the records are', async () => {
    await add()
    const rows = (): unknown => care().prepare('SELECT event_id, hex(jpeg) FROM care_photo ORDER BY 1').all()
    const before = rows()
    t.state.open?.db.prepare('DELETE FROM care_box').run()
    reconcileCare(t.state, true) // every event is boxed again
    care().exec('DROP TRIGGER care_event_no_delete; DELETE FROM care_photo; DELETE FROM care_event')
    reconcileCare(t.state, true) // and read back
    expect(rows()).toEqual(before)
  })

  it('is removed for good, with a reason, and the papers that showed it are printed without', async () => {
    const { photoId } = await add()
    const onPaper = { kind: 'care_visit_record', clientId, ref: visitId }
    const without = await t.as('shegong')('care.issuePaper', onPaper)
    const withIt = await t.as('shegong')('care.issuePaper', { ...onPaper, withPhotos: true })
    const bytesOf = async (paperId: string) =>
      Buffer.from(
        (await t.as('shegong')('care.paperBytes', { clientId, paperId, purpose: 'view' })).pdfBase64,
        'base64',
      )
    expect(hasPicture(await bytesOf(withIt.paperId))).toBe(true)
    expect(hasPicture(await bytesOf(without.paperId))).toBe(false)
    await t.as('shegong')('care.removePhoto', { clientId, photoId, reason: '拍到了别人' })
    const { state, timeline, version } = await t.get('shegong', clientId)
    expect(state.photos).toEqual([])
    expect(state.removedPhotos).toMatchObject([{ photoId, reason: '拍到了别人', byName: '社工戊' }])
    expect(timeline[0]).toMatchObject({ kind: 'removePhoto', canTakeBack: false })
    expect(hasPicture(await bytesOf(withIt.paperId))).toBe(false)
    await expect(
      t.as('shegong')('care.takeBack', {
        clientId,
        version,
        act: { eventId: timeline[0]?.eventId ?? '', reason: '错' },
      }),
    ).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(t.as('shegong')('care.removePhoto', { clientId, photoId, reason: '再删' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('holds its visit: that is taken back only after it', async () => {
    const { photoId } = await add()
    const { version, timeline } = await t.get('shegong', clientId)
    const eventId = timeline.find(({ kind }) => kind === 'visit')?.eventId ?? ''
    const back = (at: number) =>
      t.as('shegong')('care.takeBack', { clientId, version: at, act: { eventId, reason: '记错了人' } })
    await expect(back(version)).rejects.toMatchObject({ code: 'not_allowed' })
    const { version: after } = await t.as('shegong')('care.removePhoto', { clientId, photoId, reason: '记错了人' })
    await back(after)
    expect((await t.get('shegong', clientId)).state.problems).toEqual({})
  })

  it('goes with the record: not a byte is left of it', async () => {
    await add()
    await t.as('shegong')('care.issuePaper', { kind: 'care_visit_record', clientId, ref: visitId, withPhotos: true })
    const all = (await t.as('bangfu')('care.clients', { state: 'all', limit: 200 })).rows.map((row) => row.clientId)
    expect(hasPicture(plain(care()))).toBe(true)
    expect(hasPicture(plain(t.state.open?.db as Db))).toBe(false)
    await t.as('bangfu')('care.purge', { clientIds: all, why: 'sealed', on: DAY, basis: '封存决定', witness: '负责人' })
    expect(hasPicture(plain(care()))).toBe(false)
    expect(care().prepare('SELECT count(*) FROM care_photo').pluck().get()).toBe(0)
  })
})
