import { expect, it } from 'vitest'
import { packageClocks } from '../../../src-shared/linkage/packageClocks.ts'
import type { Instant } from '../../../src-shared/kernel/day.ts'

/* What a unit's own computer owes the centre: one clock a package that was taken in. */

const at = (day: string): Instant => `${day}T02:00:00.000Z` as Instant
const taken = (packageId: string, day: string, dueOn: string, slipCode = 'A26-0001-00') => {
  const payload = { packageId, centre: '样例中心', number: 'N1', slipCode, request: '请办理', dueOn, documents: [] }
  return { kind: 'package_taken', payload, at: at(day) }
}
const answered = (day: string, on: string) => {
  const payload = { packageId: 'back', centre: '样例中心', on, text: '已办', closure: '实质性办结', documents: [] }
  return { kind: 'package_answered', payload, at: at(day) }
}
const told = (events: Parameters<typeof packageClocks>[0]) =>
  packageClocks(events).map(({ anchor, startOn, metOn, stoppedOn, rule }) => [
    anchor,
    startOn,
    rule.amount,
    metOn,
    stoppedOn,
  ])

it('starts when the package is taken in and ends with the answer that goes back', () => {
  expect(told([taken('p1', '2026-03-02', '2026-03-13')])).toEqual([['p1', '2026-03-02', 11, null, null]])
  expect(told([taken('p1', '2026-03-02', '2026-03-13'), answered('2026-03-16', '2026-03-12')])).toEqual([
    ['p1', '2026-03-02', 11, '2026-03-12', null],
  ])
})

it('gives way to a newer package of the same task, and to no other', () => {
  const again = [taken('p1', '2026-03-02', '2026-03-13'), taken('p2', '2026-03-10', '2026-03-20')]
  expect(told(again)).toEqual([
    ['p1', '2026-03-02', 11, null, '2026-03-10'],
    ['p2', '2026-03-10', 10, null, null],
  ])
  expect(told([...again, answered('2026-03-18', '2026-03-18')]).map(([, , , metOn]) => metOn)).toEqual([
    null,
    '2026-03-18',
  ])
  const other = [taken('p1', '2026-03-02', '2026-03-13'), taken('p3', '2026-03-10', '2026-03-20', 'B26-0009-00')]
  expect(told(other).map((each) => each[4])).toEqual([null, null])
})

it('that came too late is over on the day that it names', () => {
  expect(told([taken('p1', '2026-03-20', '2026-03-13')])).toEqual([['p1', '2026-03-13', 0, null, null]])
})
