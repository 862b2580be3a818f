import fc from 'fast-check'
import { expect, it } from 'vitest'
import { groupTwins, type Twin } from '../../../src-shared/linkage/twins.ts'

type Row = Twin & { system: string; sheetNumber: string }
const row = (matterId: string, more: Partial<Record<keyof Row, string>> = {}): Row =>
  ({
    ...{ matterId, version: 1, number: matterId, summary: '占道', stage: 'to_dispatch', receivedOn: '2026-03-18' },
    ...{ enteredAt: '2026-03-18T02:00:00.000Z', importId: null, system: '12345 热线', sheetNumber: 'HL1', ...more },
  }) as Row
const never = (): boolean => false
const kept = (rows: readonly Row[]) => groupTwins(rows, never).map((one) => one.kept.matterId)

it('lets the one go on that units have in hand, else the one entered first, whatever comes first in the store', () => {
  const rows = [
    row('c', { enteredAt: '2026-03-18T03:00:00.000Z', stage: 'handling' }),
    row('b'),
    row('a', { enteredAt: '2026-03-18T02:30:00.000Z' }),
  ]
  expect(kept(rows)).toEqual(['c'])
  expect(kept(rows.slice(1))).toEqual(['b'])
  expect(kept([row('y'), row('x')])).toEqual(['x'])
})

it('takes one number of two systems for two, a name with other spaces for the same', () => {
  expect(groupTwins([row('a'), row('b', { system: '网格平台' })], never)).toEqual([])
  expect(kept([row('a'), row('b', { system: '12345热线' })])).toEqual(['a'])
})

it('groups the same, in whatever order rows arrived at a seat', () => {
  const rows = ['a', 'b', 'c', 'd', 'e'].map((id, at) =>
    row(id, { sheetNumber: `HL${at % 2}`, stage: at === 3 ? 'handling' : 'to_dispatch' }),
  )
  const sorted = (all: readonly Row[]) =>
    groupTwins(all, never).sort((a, b) => (a.sheetNumber < b.sheetNumber ? -1 : 1))
  fc.assert(
    fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
      expect(sorted(shuffled)).toEqual(sorted(rows))
    }),
  )
})

it('leaves out what was said to be another matter', () => {
  const rows = [row('a'), row('b'), row('c')]
  const isApart = (x: string, y: string): boolean => x === 'a' && y === 'b'
  expect(groupTwins(rows, isApart)[0]?.others.map(({ matterId }) => matterId)).toEqual(['c'])
})
