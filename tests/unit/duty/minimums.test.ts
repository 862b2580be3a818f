import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, weekday, type Day } from '../../../src-shared/kernel/day.ts'
import { countMinimum, wholePeriods, type Member, type Service } from '../../../src-shared/volunteer/minimums.ts'

const START = '2026-01-01' as Day
const dayAt = (no: number): Day => addDays(START, no)
const services = fc.array(
  fc.record({
    volunteerId: fc.constantFrom('a', 'b', 'c'),
    on: fc.nat(120).map(dayAt),
    kind: fc.constantFrom('01', '02'),
    minutes: fc.integer({ min: 30, max: 480 }),
  }),
  { maxLength: 120 },
)
const members = fc.tuple(fc.nat(60), fc.nat(60), fc.nat(60)).map((joins): Member[] =>
  ['a', 'b', 'c'].map((id, no) => ({
    id,
    joinedOn: dayAt(joins[no] as number),
    leftOn: no === 2 ? dayAt((joins[no] as number) + 45) : null,
  })),
)

/** Month by month on a wall calendar, for three patrol days a month. */
function naiveMonths(people: Member[], list: Service[], from: Day, to: Day): [number, number] {
  let [asked, met] = [0, 0]
  for (const month of ['2026-01', '2026-02', '2026-03', '2026-04']) {
    const last = month === '2026-02' ? '28' : month === '2026-04' ? '30' : '31'
    if (`${month}-01` < from || `${month}-${last}` > to) continue
    for (const { id, joinedOn, leftOn } of people) {
      if (joinedOn > `${month}-01` || (leftOn !== null && leftOn <= `${month}-${last}`)) continue
      asked++
      const days = list.filter((each) => each.volunteerId === id && each.kind === '01' && each.on.startsWith(month))
      if (new Set(days.map(({ on }) => on)).size >= 3) met++
    }
  }
  return [asked, met]
}

describe('what is asked of a team', () => {
  it('is counted in whole months of those who were in it throughout, as a wall calendar counts', () => {
    fc.assert(
      fc.property(members, services, fc.nat(40), fc.nat(119), (people, list, a, b) => {
        const [from, to] = [dayAt(a), dayAt(Math.max(a, b))]
        const rule = { per: 'month', unit: 'days', amount: 3, kinds: ['01'] } as const
        const found = countMinimum({ ...rule, kinds: ['01'] }, people, list, { from, to }, to)
        expect([found.asked, found.met]).toEqual(naiveMonths(people, list, from, to))
      }),
    )
  })

  it('by the week begins on Mondays and never counts a week that is cut', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(60), (start, length) => {
        const [from, to] = [dayAt(start), dayAt(start + length)]
        const weeks = wholePeriods({ from, to }, 'week')
        for (const week of weeks) {
          expect([weekday(week.from), weekday(week.to)]).toEqual([1, 7])
          expect(week.from >= from && week.to <= to).toBe(true)
        }
        const mondays = Array.from({ length: length + 1 }, (_, no) => dayAt(start + no)).filter(
          (on) => weekday(on) === 1 && addDays(on, 6) <= to,
        )
        expect(weeks.map((week) => week.from)).toEqual(mondays)
      }),
    )
  })

  it('asks for nothing that can still be done: a month or a week counts from its last day on', () => {
    fc.assert(
      fc.property(members, services, fc.nat(119), fc.constantFrom('month', 'week'), (people, list, now, per) => {
        const period = { from: START, to: dayAt(119) }
        const rule = { per, unit: 'days', amount: 3, kinds: ['01'] } as const
        const found = countMinimum({ ...rule, kinds: ['01'] }, people, list, period, dayAt(now))
        const asked = people.flatMap(({ joinedOn, leftOn }) =>
          wholePeriods(period, per).filter(
            ({ from, to }) => to <= dayAt(now) && joinedOn <= from && (leftOn === null || leftOn > to),
          ),
        )
        expect(found.asked).toBe(asked.length)
      }),
    )
  })

  it('has no rate where it asks nothing or of nobody', () => {
    const period = { from: START, to: dayAt(30) }
    const rule = { per: 'month', unit: 'hours', amount: 2, kinds: [] } as const
    expect(countMinimum({ ...rule, kinds: [] }, [], [], period, period.to)).toEqual({ asked: 0, met: 0, rate: null })
    const one = [{ id: 'a', joinedOn: START, leftOn: null }]
    expect(countMinimum({ ...rule, amount: 0, kinds: [] }, one, [], period, period.to).rate).toBeNull()
    const hours = [{ volunteerId: 'a', on: START, kind: '02', minutes: 120 }]
    expect(countMinimum({ ...rule, kinds: [] }, one, hours, period, period.to)).toEqual({ asked: 1, met: 1, rate: 100 })
  })
})
