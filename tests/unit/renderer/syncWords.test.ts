import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { peopleChoices } from '../../../src-renderer/app/peopleChoices.ts'
import { searchRows } from '../../../src-renderer/sync/listSearch.ts'
import { headline, recordWords, sharesOf } from '../../../src-renderer/sync/statusWords.ts'
import type { SyncStatus } from '../../../src-shared/sync/schema.ts'

const JOINED: SyncStatus = {
  hasJoined: true,
  url: 'https://qu.example',
  districtName: '样例区',
  streetName: '样例街道',
  seatCode: '0001',
  seats: [],
  isPaused: false,
  progress: null,
  isOnline: true,
  lastOkAt: null,
  lastTriedAt: null,
  problem: '',
  stopped: '',
  rows: { all: 10, waiting: 0, flying: 0, accepted: 10, held: 0 },
  waitingBy: [],
  cursor: 10,
  head: 10,
  agreedAt: '2026-03-18T02:00:00.000Z' as never,
  isAllSynced: true,
  unsettled: 0,
  files: { up: 0, down: 0 },
  conflicts: 0,
  quarantined: 0,
}

describe('the headline', () => {
  it('says "all synced" only when both sides agreed and nothing else is to say', () => {
    expect(headline(JOINED).title).toBe('全部已同步')
    const others: Partial<SyncStatus>[] = [
      { isAllSynced: false },
      { isPaused: true },
      { problem: '现在连不上区级服务器。' },
      { progress: { what: 'receiving', done: 1, total: 2 } },
      { isAllSynced: false, rows: { ...JOINED.rows, waiting: 2, accepted: 8 } },
      { isAllSynced: false, unsettled: 3 },
      { isAllSynced: false, head: 12 },
    ]
    const titles = others.map((change) => headline({ ...JOINED, ...change }).title)
    expect(titles).not.toContain('全部已同步')
    expect(new Set(titles).size).toBe(titles.length)
  })
})

describe('the picture of the states', () => {
  it('shows every state that has rows, and numbers that add up to all', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_000), { minLength: 4, maxLength: 4 }), ([a, b, c, d]) => {
        const rows = { waiting: a!, flying: b!, accepted: c!, held: d!, all: a! + b! + c! + d! }
        const shares = sharesOf(rows)
        expect(shares.reduce((sum, { n }) => sum + n, 0)).toBe(rows.all)
        if (rows.all === 0) return
        expect(shares.reduce((sum, { percent }) => sum + percent, 0)).toBeCloseTo(100)
        for (const { n, percent } of shares) expect(percent > 1.8).toBe(n > 0)
      }),
    )
  })
})

describe('the state of a record', () => {
  it('is silent on a seat that joined no street, and names the receipt', () => {
    expect(recordWords({ state: 'local', waiting: 0, receipt: null })).toBeUndefined()
    expect(recordWords({ state: 'here', waiting: 3, receipt: null })?.text).toBe('只在本机')
    expect(recordWords({ state: 'here', waiting: 3, receipt: 7 })?.text).toBe('有改动只在本机')
    expect(recordWords({ state: 'accepted', waiting: 0, receipt: 7 })?.text).toBe('区里已收下 第 7 号')
    expect(recordWords({ state: 'held', waiting: 0, receipt: null })?.note).toContain('其他座席都打不开')
  })
})

describe('lists', () => {
  it('are searched by every word', () => {
    const rows = ['2026-A0001 漏水 电话', '2026-A0002 噪音 电话']
    expect(searchRows(rows, '电话 a0002', (row) => row)).toEqual([rows[1]])
    expect(searchRows(rows, ' ', (row) => row)).toEqual(rows)
  })

  it('of people name those of other seats, after those of this one', () => {
    const person = (id: string, name: string, isRemote: boolean) => ({ id, name, roles: [], isRemote }) as never
    const people = [person('1', '甲', true), person('2', '乙', false), person('3', '乙', true)]
    expect(peopleChoices(people, 'name')).toEqual([
      { value: '乙', label: '乙' },
      { value: '甲', label: '甲', note: '其他座席' },
    ])
    expect(peopleChoices(people, 'id').map(({ value }) => value)).toEqual(['2', '1', '3'])
  })
})
