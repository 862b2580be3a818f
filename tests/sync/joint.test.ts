import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Db as DistrictDb } from '../../src-district/db/db.ts'
import { openPglite } from '../../src-district/db/pgliteDb.ts'
import type { Db } from '../../src-main/store/open.ts'
import { emptyStore, startDistrict, type TestDistrict } from '../district/support/startDistrict.ts'
import { PHOTO } from '../support/photos.ts'
import { NOON } from '../support/testCore.ts'
import { injectTransport } from './support/injectTransport.ts'
import { contentsOf, openSeat, type TestSeat } from './support/seat.ts'

let store: DistrictDb
let district: TestDistrict
let east: TestSeat
let west: TestSeat

beforeAll(async () => void (store = await openPglite()))
afterAll(() => store.close())
beforeEach(async () => {
  await emptyStore(store)
  district = await startDistrict(store, { clock: { ms: NOON } })
  east = await openSeat('A', injectTransport(district.app), await district.code())
  west = await openSeat('B', injectTransport(district.app), await district.code())
  await east.core.hire('chuangkou', '负责人丙', 'clerk', 'head')
  await west.core.hire('chuangkou2', '负责人丁', 'clerk', 'head')
})
afterEach(async () => {
  await Promise.all([east.close(), west.close()])
  await district.close()
})
async function settleBoth(): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await east.sync()
    await west.sync()
  }
}
const derivedOf = (db: Db) => ({
  items: db.prepare('SELECT * FROM joint_item ORDER BY id').all(),
  counters: db
    .prepare("SELECT * FROM month_counter WHERE ledger LIKE 'joint%' AND n <> 0 ORDER BY ledger, basis, month, measure")
    .all(),
})

const CARD = { foundOn: '2026-03-10', title: '示例路口占道', type: '03', place: '示例路口', hazard: '占用盲道' }

it('two seats that act on the same record apart hold one story, and the later step that no longer fits says so on both', async () => {
  const [here, there] = [east.core.as('chuangkou'), west.core.as('chuangkou2')]
  const { id } = await here('joint.open', { kind: 'trouble', card: CARD })
  await settleBoth()
  expect((await there('joint.get', { id })).row.number).toBe('LZ2026-A0001')
  const listing = {
    on: '2026-03-11',
    level: 'street',
    lead: '综合行政执法队',
    measures: '每日巡查',
    dueOn: '2026-06-11',
  }
  await here('joint.decide', { id, version: 1, act: 'list', payload: listing })
  west.core.clock.nowMs += 1_000
  await there('joint.decide', { id, version: 1, act: 'file', payload: { on: '2026-03-12', reason: '已自行清理' } })
  const { photoId } = await here('joint.addPhoto', {
    id,
    side: 'before',
    takenOn: '2026-03-11' as never,
    jpegBase64: PHOTO.toString('base64'),
  })
  await settleBoth()
  const [own, other] = [await here('joint.get', { id }), await there('joint.get', { id })]
  expect(other).toEqual(own)
  expect(own.row.stage).toBe('listed')
  expect(own.timeline.find(({ title }) => title === '不挂牌办结')?.refused).toContain('整治中')
  await there('joint.removePhoto', { photoId, reason: '拍到了人脸' })
  await settleBoth()
  await expect(here('joint.photo', { photoId })).rejects.toMatchObject({ code: 'not_found' })
  expect(derivedOf(west.db)).toEqual(derivedOf(east.db))
  expect(contentsOf(west.db)).toEqual(contentsOf(east.db))
})
