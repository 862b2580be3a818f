import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Twins } from '../../src-shared/linkage/twins.ts'
import type { Db as DistrictDb } from '../../src-district/db/db.ts'
import { startDistrict, type TestDistrict } from '../district/support/startDistrict.ts'
import { hotline, SHEET_HEADS, sheetRow } from '../support/sheetDesk.ts'
import { NOON } from '../support/testCore.ts'
import { openTestPglite } from '../support/testPglite.ts'
import { injectTransport } from './support/injectTransport.ts'
import { contentsOf, openSeat, type TestSeat } from './support/seat.ts'

/* Two seats take in the hotline's list of the day while no network joins them. */

let store: DistrictDb
let district: TestDistrict
let east: TestSeat
let west: TestSeat

beforeAll(async () => {
  store = await openTestPglite()
  district = await startDistrict(store, { clock: { ms: NOON } })
  east = await openSeat('A', injectTransport(district.app), await district.code())
  west = await openSeat('B', injectTransport(district.app), await district.code())
  for (const seat of [east, west, east]) await seat.sync()
})
afterAll(async () => {
  await Promise.all([east.close(), west.close()])
  await district.close()
  await store.close()
})

async function takeIn({ core }: TestSeat, numbers: readonly number[]): Promise<void> {
  const head = core.as('head')
  await head('linkage.saveSheetSource', hotline())
  const rows = [SHEET_HEADS, ...numbers.map((n) => sheetRow(n))]
  const { importId, mapping } = await head('import.openPasted', { rows, sourceId: 'hotline', jobId: 'open' })
  await head('import.dryRun', { importId, mapping, jobId: 'try' })
  await head('import.commit', { importId, jobId: 'take' })
}
const twins = (seat: TestSeat, matterId: string | null = null): Promise<Twins[]> =>
  seat.core.as('head')('linkage.twins', { matterId } as never)
/** What both seats must say alike; versions count changes at one seat. */
const said = (groups: readonly Twins[]) =>
  groups.map(({ sheetNumber, kept, others }) => [sheetNumber, kept.number, others.map(({ number }) => number)])
async function carry(from: TestSeat, to: TestSeat): Promise<void> {
  const { base64 } = await from.core.as('head')('sync.exportPackage', {})
  await to.core.as('head')('sync.importPackage', { base64 })
}
const online = async (): Promise<void> => {
  for (const seat of [east, west, east, west]) await seat.sync()
  expect(contentsOf(west.db)).toEqual(contentsOf(east.db))
}

describe('one list taken in by two seats', () => {
  it('is shown at both, the same one to go on, after a package has gone each way; lists of one seat are not', async () => {
    await takeIn(east, [1, 2, 3])
    west.core.clock.nowMs += 60_000
    await takeIn(west, [2, 3, 4])
    expect(await twins(east)).toEqual([])
    expect(await twins(west)).toEqual([])
    await carry(east, west)
    await carry(west, east)
    const found = await twins(east)
    expect(said(found)).toEqual([
      ['HL2026000002', '2026-A0002', ['2026-B0001']],
      ['HL2026000003', '2026-A0003', ['2026-B0002']],
    ])
    expect(said(await twins(west))).toEqual(said(found))
    const [first] = found
    expect(said(await twins(west, first?.others[0]?.matterId))).toEqual(said(first ? [first] : []))
    await online()
    expect(said(await twins(west))).toEqual(said(found))
  })

  it('is one task again once one is merged into the other, and two again when that is taken back', async () => {
    const [first] = await twins(west)
    const other = first?.others[0]
    if (!first || !other) throw new Error('no twins')
    const head = west.core.as('head')
    const at = { matterId: other.matterId, version: other.version }
    await head('intake.merge', { ...at, intoId: first.kept.matterId, reason: '同一件' })
    await online()
    for (const seat of [east, west]) expect(said(await twins(seat)).map(([n]) => n)).toEqual(['HL2026000003'])
    const { rows } = await east.core.as('head')('linkage.list', { filter: { words: 'HL2026000002' } })
    expect(rows.map(({ number }) => number)).toEqual(['2026-A0002'])
    const { version } = await head('matters.get', { matterId: other.matterId })
    await head('intake.unmerge', { matterId: other.matterId, version, reason: '并错了' })
    await online()
    expect(await twins(east)).toHaveLength(2)
  })

  it('is left alone where somebody said that they are two, at every seat', async () => {
    const [first] = await twins(east)
    if (!first?.others[0]) throw new Error('no twins')
    await east.core.as('head')('intake.keepApart', { matterId: first.others[0].matterId, otherId: first.kept.matterId })
    await online()
    for (const seat of [east, west]) expect(said(await twins(seat)).map(([n]) => n)).toEqual(['HL2026000003'])
  })
})
