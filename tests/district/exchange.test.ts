import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../src-district/db/db.ts'
import { openPglite } from '../../src-district/db/pgliteDb.ts'
import type { WireRow } from '../../src-shared/sync/protocol.ts'
import { emptyStore, startDistrict, type TestDistrict } from './support/startDistrict.ts'
import { joinedSeat, type TestSeat } from './support/testSeat.ts'

let db: Db
let district: TestDistrict
beforeAll(async () => void (db = await openPglite()))
afterAll(() => db.close())
beforeEach(async () => {
  await emptyStore(db)
  district = await startDistrict(db)
})

const matter = (seat: TestSeat, key: string, fields: Record<string, string | number | null> = {}): WireRow => [
  'matter',
  key,
  seat.stamp(),
  0,
  { number: `A-${key}`, kind: 'mediation', summary: '楼上漏水', ...fields },
]

describe('a batch and its way to another seat', () => {
  it('arrives whole, and the sender need not read it back', async () => {
    const east = await joinedSeat(district.app, await district.code(), 'A')
    const west = await joinedSeat(district.app, await district.code(), 'B')
    const row = matter(east, 'm1')
    const pushed = await east.push([row])
    expect(pushed.body).toMatchObject({ no: 1, from: 0, to: 1, rejected: [], overwritten: 0 })
    expect(east.cursor).toBe(1)
    const page = await west.pull()
    expect(page).toMatchObject({ rows: [[1, ...row]], next: 1, head: 1 })
    expect((await east.pull()).sum).toBe(page.sum)
  })

  it('a change carries only what is new since the cursor', async () => {
    const east = await joinedSeat(district.app, await district.code(), 'A')
    const west = await joinedSeat(district.app, await district.code(), 'B')
    await east.push([matter(east, 'm1')])
    await west.pull()
    const later = east.stamp()
    await east.push([['matter', 'm1', later, 0, { summary: '楼上又漏水' }]])
    expect((await west.pull()).rows).toEqual([[2, 'matter', 'm1', later, 0, { summary: '楼上又漏水' }]])
  })

  it('a lost answer costs a repeat, never a duplicate', async () => {
    const east = await joinedSeat(district.app, await district.code(), 'A')
    const sent = east.build([matter(east, 'm1')])
    const [first, again] = [await east.send(sent), await east.send(sent)]
    expect(again.body).toEqual(first.body)
    expect((await east.pull()).head).toBe(1)
  })
})

it('two values of one field, neither writer knowing of the other: both seats are told', async () => {
  const east = await joinedSeat(district.app, await district.code(), 'A')
  const west = await joinedSeat(district.app, await district.code(), 'B')
  await east.push([matter(east, 'm1')])
  await west.pull()
  const [first, second] = [east.stamp(), west.stamp(5)]
  await east.push([['matter', 'm1', first, 0, { summary: '东' }]])
  const pushed = await west.push([['matter', 'm1', second, 0, { summary: '西' }]])
  expect(pushed.body).toMatchObject({ overwritten: 1 })
  const found = (await east.pull()).rows.find(([, table]) => table === 'overwritten')
  expect(found?.[5]).toMatchObject({
    table_name: 'matter',
    row_key: 'm1',
    matter_id: 'm1',
    field: 'summary',
    winner: '"西"',
    winner_by: '座席B',
    loser: '"东"',
    loser_by: '座席A',
  })
  expect((await west.pull()).rows.map(([, table]) => table)).toContain('overwritten')
})
