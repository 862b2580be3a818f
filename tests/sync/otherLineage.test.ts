import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { Db as DistrictDb } from '../../src-district/db/db.ts'
import { openTestPglite } from '../support/testPglite.ts'
import { emptyStore, startDistrict, STREET, type TestDistrict } from '../district/support/startDistrict.ts'
import { NOON } from '../support/testCore.ts'
import { injectTransport } from './support/injectTransport.ts'
import { contentsOf, openSeat, stateOf, type TestSeat } from './support/seat.ts'

/** A district that was restored or emptied: the seat stops, asks, deletes nothing, and after a yes both hold everything. */
let store: DistrictDb
let district: TestDistrict
let seats: TestSeat[]

beforeAll(async () => void (store = await openTestPglite()))
afterAll(() => store.close())
beforeEach(async () => {
  await emptyStore(store)
  district = await startDistrict(store, { clock: { ms: NOON } })
  seats = []
  for (const letter of ['A', 'B']) {
    const seat = await openSeat(letter, injectTransport(district.app), await district.code())
    await seat.core.hire('chuangkou', `窗口${letter}`, 'clerk')
    seats.push(seat)
  }
})
afterEach(async () => {
  await Promise.all(seats.map((seat) => seat.close()))
  await district.close()
})

async function settle(rounds = 3): Promise<void> {
  for (let round = 0; round < rounds; round += 1) for (const seat of seats) await seat.sync()
}
const register = (seat: TestSeat, summary: string) =>
  seat.core.as('chuangkou')('intake.register', { receivedOn: '2026-03-18' as Day, summary })

/** The seats are known, all rows are gone: as after setting the server up anew from the list of its streets. */
const emptyDistrict = () =>
  store.asOwner((_sql, script) =>
    script(`UPDATE street SET lineage = 'another'; UPDATE street_head SET seq = 0, sum_high = 0, sum_low = 0;
      UPDATE seat SET last_no = 0, last_hash = ''; TRUNCATE sync_row, batch, digest, matter_head, file_ref, file_piece`),
  )

it('stops with a question and deletes nothing; after a yes everything is there again, on both sides', async () => {
  const [east, west] = seats as [TestSeat, TestSeat]
  await register(east, '东边登记的')
  await register(west, '西边登记的')
  await settle()
  const before = contentsOf(east.db)
  await emptyDistrict()
  for (const seat of seats) await expect(seat.sync()).rejects.toMatchObject({ code: 'lineage' })
  expect(contentsOf(east.db)).toEqual(before)

  for (const seat of seats) {
    seat.db.prepare("INSERT OR REPLACE INTO sync_state (key, value) VALUES ('stopped', 'lineage')").run()
    await seat.core.as('head')('sync.acceptLineage', { reason: '区里换了服务器' })
  }
  await settle()
  const rows = await store.inStreet(STREET, (sql) =>
    sql<{ n: number }>("SELECT count(*)::int AS n FROM sync_row WHERE tbl = 'matter' AND street_code = $1", [STREET]),
  )
  expect(rows).toEqual([{ n: 2 }])
  expect(contentsOf(east.db)).toEqual(contentsOf(west.db))
  expect(await east.core.as('chuangkou')('matters.count', { filter: {} })).toMatchObject({ count: 2 })
  for (const seat of seats) {
    expect(stateOf(seat).lineage).toBe('another')
    expect(stateOf(seat).agreedCursor).toBe(stateOf(seat).cursor)
    expect(await seat.core.as('chuangkou')('sync.quarantine', {})).toEqual([])
  }
})
