import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Month } from '../../src-shared/kernel/day.ts'
import type { Db as DistrictDb } from '../../src-district/db/db.ts'
import { openPglite } from '../../src-district/db/pgliteDb.ts'
import { emptyStore, startDistrict, type TestDistrict } from '../district/support/startDistrict.ts'
import { addPerson, addPost, putOn } from '../support/dutyDesk.ts'
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
  await east.core.hire('chuangkou', '窗口丙', 'clerk')
  await west.core.hire('chuangkou2', '窗口丁', 'clerk')
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

it('two seats that fill the same cell are told of both names and of who chose', async () => {
  const [here, there] = [east.core.as('chuangkou'), west.core.as('chuangkou2')]
  const post = await addPost(here, 'G01', { name: '东门岗' })
  const [jia, yi] = [await addPerson(here, '样本甲'), await addPerson(here, '示例乙')]
  await settleBoth()
  await putOn(here, post, '2026-03-20', '01', [jia])
  west.core.clock.nowMs += 1_000
  await putOn(there, post, '2026-03-20', '01', [yi])
  await settleBoth()
  const [conflict, ...more] = await here('sync.conflicts', {})
  expect(more).toEqual([])
  expect(conflict).toMatchObject({
    title: '东门岗/2026-03-20',
    tableTitle: '排班',
    fieldTitle: '上岗人',
    winner: { text: '示例乙', by: 'B 号窗口' },
    loser: { text: '样本甲', by: 'A 号窗口' },
  })
  await here('sync.settleConflict', { id: conflict?.id as string, choice: 'loser', reason: '电话问过' })
  await settleBoth()
  const { cells } = await there('duty.month', { month: '2026-03' as Month })
  expect(cells.map(({ people }) => people)).toEqual([[jia]])
  const [settled] = await there('sync.conflicts', { isSettled: true })
  expect(settled?.settled).toMatchObject({ by: '窗口丙', reason: '电话问过' })
  expect(contentsOf(west.db)).toEqual(contentsOf(east.db))
})
