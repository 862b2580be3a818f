import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { Db as DistrictDb } from '../../src-district/db/db.ts'
import { openTestPglite } from '../support/testPglite.ts'
import { takePackage } from '../../src-district/sync/package.ts'
import {
  emptyStore,
  OTHER_STREET,
  startDistrict,
  STREET,
  type TestDistrict,
} from '../district/support/startDistrict.ts'
import { NOON } from '../support/testCore.ts'
import { injectTransport } from './support/injectTransport.ts'
import { contentsOf, openSeat, stateOf, type TestSeat } from './support/seat.ts'

let store: DistrictDb
let district: TestDistrict
let east: TestSeat
let west: TestSeat

beforeAll(async () => void (store = await openTestPglite()))
afterAll(() => store.close())
beforeEach(async () => {
  await emptyStore(store)
  district = await startDistrict(store, { clock: { ms: NOON } })
  east = await openSeat('A', injectTransport(district.app), await district.code())
  west = await openSeat('B', injectTransport(district.app), await district.code())
  for (const seat of [east, west, east]) await seat.sync() // each knows the other, then the network goes
})
afterEach(async () => {
  await Promise.all([east.close(), west.close()])
  await district.close()
})

const register = (seat: TestSeat, summary: string) =>
  seat.core.as('head')('intake.register', {
    receivedOn: '2026-03-18' as Day,
    summary,
    parties: [{ party: { name: '张三（测试）', phone: '13000000001' } }],
  })
const exportFrom = async (seat: TestSeat) => {
  await seat.core.hire('chuangkou', '窗口丙', 'clerk')
  return seat.core.as('chuangkou')('sync.exportPackage', {})
}
const waiting = (seat: TestSeat): number =>
  seat.db.prepare('SELECT count(*) FROM sync_row WHERE pending IS NOT NULL').pluck().get() as number

describe('a package on a stick', () => {
  it('carries records from seat to seat, and its receipt says so; the district gets them once, later', async () => {
    const { matterId } = await register(east, '楼上漏水')
    const file = await exportFrom(east)
    expect(file.fileName).toMatch(/^一窗通同步包-2026-03-18-.*\.owpk$/)
    await west.core.hire('chuangkou2', '窗口丁', 'clerk')
    const summary = await west.core.as('chuangkou2')('sync.importPackage', { base64: file.base64 })
    expect(summary).toMatchObject({ kind: 'rows', from: 'A 号窗口', rows: file.rows, quarantined: 0 })
    expect((await west.core.as('chuangkou2')('matters.get', { matterId })).number).toBe('2026-A0001')
    const again = await west.core.as('chuangkou2')('sync.importPackage', { base64: file.base64 })
    expect(again.conflicts).toBe(0)

    const receipt = await east.core.as('chuangkou')('sync.importPackage', { base64: summary.receipt?.base64 ?? '' })
    expect(receipt).toMatchObject({ kind: 'receipt', from: 'B 号窗口' })
    expect(waiting(east), 'only the district’s answer ends the waiting').toBeGreaterThan(0)
    for (const seat of [east, west, east, west]) await seat.sync()
    expect(waiting(east)).toBe(0)
    expect(contentsOf(west.db)).toEqual(contentsOf(east.db))
    expect(stateOf(west).agreedCursor).toBe(stateOf(west).cursor)
  })

  it('carries batches to the district and its answers and news back, twice as well as once', async () => {
    await register(west, '西边的事')
    await west.sync()
    await register(east, '东边的事')
    const file = await exportFrom(east)
    const bytes = Buffer.from(file.base64, 'base64')
    const first = await takePackage(district.district, STREET, bytes)
    const second = await takePackage(district.district, STREET, bytes)
    expect(first).toMatchObject({ seatName: 'A 号窗口', rows: file.rows, rejected: 0 })
    expect(second.rows).toBe(first.rows)
    const base64 = Buffer.from(second.receipt).toString('base64')
    const summary = await east.core.as('chuangkou')('sync.importPackage', { base64 })
    expect(summary).toMatchObject({ kind: 'receipt', from: '区综治中心' })
    expect(waiting(east)).toBe(0)
    expect(JSON.stringify(contentsOf(east.db))).toContain('西边的事')
    for (const seat of [east, west, east]) await seat.sync()
    expect(contentsOf(west.db)).toEqual(contentsOf(east.db))
  })

  it('carries no box of a sealed report to another seat, and counts none', async () => {
    await register(east, '楼上漏水')
    const open = (await exportFrom(east)).rows
    await east.core.as('head')('intake.register', {
      receivedOn: '2026-03-18' as Day,
      summary: '密件收受好处',
      report: { reported: [{ kind: 'unit', name: '示范街道测试中队' }] },
      parties: [{ party: { name: '密件人（测试）' } }],
    })
    const file = await east.core.as('chuangkou')('sync.exportPackage', {})
    expect(file.rows).toBe(open)
    await west.core.hire('chuangkou2', '窗口丁', 'clerk')
    const summary = await west.core.as('chuangkou2')('sync.importPackage', { base64: file.base64 })
    expect(summary).toMatchObject({ rows: open, quarantined: 0 })
    expect(west.db.prepare('SELECT count(*) FROM sealed_box').pluck().get()).toBe(0)
    for (const seat of [west, east, west]) await seat.sync()
    expect(await west.core.as('chuangkou2')('sync.quarantine', {})).toEqual([])
    expect(stateOf(west)).toMatchObject({ agreedCursor: stateOf(west).cursor, mended: 0 })
  })

  it('is refused where it is of another street, changed on its way, unsigned, or no package', async () => {
    await register(east, '楼上漏水')
    const file = await exportFrom(east)
    const bytes = Buffer.from(file.base64, 'base64')
    await expect(takePackage(district.district, OTHER_STREET, bytes)).rejects.toThrow('别的街道')
    const changed = Buffer.from(bytes)
    changed[changed.length - 5] = (changed[changed.length - 5] ?? 0) ^ 1
    await west.core.hire('chuangkou2', '窗口丁', 'clerk')
    const take = (part: Buffer) => west.core.as('chuangkou2')('sync.importPackage', { base64: part.toString('base64') })
    await expect(take(changed)).rejects.toThrow('签名不对')
    await expect(take(bytes.subarray(0, bytes.length - 9))).rejects.toThrow('签名不对')
    await expect(take(Buffer.from('PK别的文件'))).rejects.toThrow('这不是一窗通的同步包')
    await expect(east.core.as('chuangkou')('sync.importPackage', { base64: file.base64 })).rejects.toThrow(
      '本机自己导出',
    )
    expect(bytes.toString('utf8')).not.toContain('漏水')
  })
})
