import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findLastDay } from '../../../src-shared/calendar/deadline.ts'
import { createWorkCalendar, dayKind } from '../../../src-shared/calendar/workCalendar.ts'
import { addDays, type Day } from '../../../src-shared/kernel/day.ts'
import { dueCards, whyNoCard, type CardLine } from '../../../src-shared/linkage/cards.ts'
import { linkageClocks } from '../../../src-shared/linkage/clocks.ts'
import { LEVEL_ORDER, rankOf } from '../../../src-shared/linkage/codes.ts'
import { projectLinkage } from '../../../src-shared/linkage/project.ts'
import { assignment, RECEIVED, TASK } from '../../support/linkageActs.ts'

const calendar = createWorkCalendar()

/** Day after day until so many worked days have gone by; knows nothing of the rules' own arithmetic. */
function naive(from: Day, workdays: number): Day {
  let day = from
  for (let left = workdays; left > 0;) {
    day = addDays(day, 1)
    if (['workday', 'makeup'].includes(dayKind(calendar, day).kind)) left--
  }
  return day
}

const limits = fc
  .record({
    a: fc.integer({ min: 1, max: 20 }),
    b: fc.integer({ min: 1, max: 20 }),
    c: fc.integer({ min: 1, max: 20 }),
    d: fc.integer({ min: 1, max: 20 }),
  })
  .map(({ a, b, c, d }) => ({ receiveYellow: a, receiveRed: a + b, handleYellow: c, handleRed: c + d }))
const days = fc.integer({ min: 0, max: 1500 }).map((n) => addDays('2023-01-01' as Day, n))

describe('the lines past which a unit is shown a card', () => {
  it('lie where an independent count of working days finds them', () => {
    fc.assert(
      fc.property(limits, days, fc.nat(40), fc.nat(20), (limit, on, given, extended) => {
        const dueOn = addDays(on, given)
        const events = [
          ['describe', { linkage: '4', title: '问题联治', task: TASK, source: 'window', eventClass: '04' }],
          ['dispatch', { on, request: '请办理', assignments: [{ ...assignment(0, 'lead', dueOn), limits: limit }] }],
          ...(extended
            ? [
                [
                  'extendDeadline',
                  { ruleId: 'L-02', anchor: 'e1:0', amount: extended, approver: '甲', reason: '乙', on },
                ],
              ]
            : []),
        ] as const
        const record = projectLinkage(
          events.map(([kind, payload], seq) => ({
            id: `e${seq}`,
            seq: seq + 1,
            kind: `linkage.${kind as string}`,
            payload,
          })),
        )
        const found = Object.fromEntries(
          linkageClocks(record, { receivedOn: RECEIVED })
            .filter(({ anchor }) => anchor === 'e1:0')
            .map(({ rule, startOn }) => [rule.id, findLastDay(rule, startOn, calendar).dueOn]),
        )
        const last = addDays(dueOn, extended)
        expect(found).toEqual({
          'L-02': dueOn, // its extension is counted by the arithmetic, not by the start
          'L-03': naive(on, limit.receiveYellow),
          'L-04': naive(on, limit.receiveRed),
          'L-05': naive(last, limit.handleYellow),
          'L-06': naive(last, limit.handleRed),
        })
      }),
      { numRuns: 400 },
    )
  })
})

const line = (ruleId: string, dueOn: string, more: Partial<CardLine> = {}): CardLine => ({
  ruleId,
  anchor: 'k',
  dueOn: dueOn as Day,
  state: 'running',
  steps: [],
  ...more,
})
const LINES = [
  line('L-03', '2026-03-03'),
  line('L-04', '2026-03-04'),
  line('L-05', '2026-03-20'),
  line('L-06', '2026-03-27'),
]
const on = (day: string) => day as Day

describe('a card', () => {
  it('is due the day after its line, the higher one where both are passed, and not again', () => {
    expect(dueCards([{ key: 'k', level: 'none' }], LINES, on('2026-03-03'))).toEqual([])
    expect(dueCards([{ key: 'k', level: 'none' }], LINES, on('2026-03-04'))).toMatchObject([
      { level: 'yellow', ruleId: 'L-03' },
    ])
    expect(dueCards([{ key: 'k', level: 'ordinary' }], LINES, on('2026-03-05'))).toMatchObject([
      { level: 'red', lineOn: '2026-03-04' },
    ])
    expect(dueCards([{ key: 'k', level: 'red' }], LINES, on('2026-04-30'))).toEqual([])
    expect(dueCards([{ key: 'other', level: 'none' }], LINES, on('2026-04-30'))).toEqual([])
  })

  it('is due no more once the unit has done what the line waited for', () => {
    const received = [
      line('L-03', '2026-03-03', { state: 'met' }),
      line('L-04', '2026-03-04', { state: 'stopped' }),
      ...LINES.slice(2),
    ]
    expect(dueCards([{ key: 'k', level: 'none' }], received, on('2026-03-20'))).toEqual([])
    expect(dueCards([{ key: 'k', level: 'none' }], received, on('2026-03-21'))).toMatchObject([
      { level: 'yellow', ruleId: 'L-05' },
    ])
  })

  it('finds a unit in its second term too', () => {
    const again = [line('L-05', '2026-03-20', { anchor: 'verify/k' })]
    expect(dueCards([{ key: 'k', level: 'none' }], again, on('2026-03-21'))).toHaveLength(1)
  })

  it('may not be shown before its line, and says when; an ordinary supervision always may', () => {
    const part = { key: 'k', level: 'none' as const }
    expect(whyNoCard('ordinary', part, LINES, on('2026-03-01'))).toBeUndefined()
    expect(whyNoCard('yellow', part, LINES, on('2026-03-03'))).toContain('过了 2026-03-03 才可以')
    expect(whyNoCard('yellow', part, LINES, on('2026-03-04'))).toBeUndefined()
    expect(whyNoCard('red', part, LINES, on('2026-03-04'))).toContain('红牌')
    expect(whyNoCard('red', part, LINES, on('2026-03-05'))).toBeUndefined()
    expect(whyNoCard('yellow', part, LINES, on('2026-03-05'))).toBeUndefined()
    expect(whyNoCard('red', part, [], on('2026-03-05'))).toBe('还没有到红牌督办的时候')
  })

  it('ranks its levels in the order in which they rise', () => {
    expect([...LEVEL_ORDER].sort((a, b) => rankOf(a) - rankOf(b))).toEqual(['none', 'ordinary', 'yellow', 'red'])
  })
})
