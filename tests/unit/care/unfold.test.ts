import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GroupConfig } from '../../../src-shared/care/groups.ts'
import { BUILT_IN_GROUPS } from '../../../src-shared/care/groupsBuiltIn.ts'
import type { VisitRule } from '../../../src-shared/care/rules.ts'
import { unfold, type VisitHistory } from '../../../src-shared/care/unfold.ts'
import { addDays, addMonths, type Day, type Instant } from '../../../src-shared/kernel/day.ts'
import { changingVersions, history, RANGE, versions } from './arbitraries.ts'
import { naiveDue } from './naive.ts'

const day = (text: string): Day => text as Day
const ALWAYS = { from: day('2000-01-01'), to: day('2099-12-31') }

const enrolled = (more: Partial<VisitHistory>): VisitHistory => ({
  enrolmentId: 'e1',
  group: 'detox',
  track: '',
  tracks: [],
  startOn: day('2024-01-10'),
  reportedOn: day('2024-01-20'),
  endOn: null,
  closedOn: null,
  pauses: [],
  raised: [],
  ...more,
})
const of = (group: GroupConfig['group']): GroupConfig => BUILT_IN_GROUPS.find((each) => each.group === group)!
const daysOf = (one: VisitHistory, configs: readonly GroupConfig[] = BUILT_IN_GROUPS, range = ALWAYS): string[] =>
  unfold([one], configs, range).map(({ dueOn }) => dueOn)

describe('every history against a count day by day', () => {
  it('finds the same visits, with the same rule and first day', () => {
    let changed = 0
    fc.assert(
      fc.property(history, changingVersions, (one, configs) => {
        const found = unfold([one], configs, RANGE)
        if (new Set(found.map(({ ruleVersion }) => ruleVersion)).size > 1) changed++
        expect(
          found.map(({ ruleId, ruleVersion: version, from, dueOn }) => ({ ruleId, version, from, dueOn })),
        ).toEqual(naiveDue(one, configs, RANGE.from, RANGE.to))
      }),
      { numRuns: 2000 },
    )
    expect(changed).toBeGreaterThan(200)
  }, 120_000)

  it('finds in a part of the time what lies in it, under the same ids', () => {
    fc.assert(
      fc.property(history, versions, fc.nat(600), fc.nat(300), (one, configs, skipped, length) => {
        const from = addDays(RANGE.from, skipped)
        const to = addDays(from, length)
        const all = unfold([one], configs, RANGE).filter(({ dueOn }) => dueOn >= from && dueOn <= to)
        expect(unfold([one], configs, { from, to })).toEqual(all)
      }),
      { numRuns: 500 },
    )
  })

  it('leaves alone what was due before a new version', () => {
    fc.assert(
      fc.property(history, versions, (one, configs) => {
        const newest = configs.at(-1)!
        fc.pre(configs.length > 1)
        const before = { from: RANGE.from, to: addDays(newest.effectiveFrom, -1) }
        const earlier = configs.slice(0, -1)
        fc.pre(earlier.every(({ effectiveFrom }) => effectiveFrom <= newest.effectiveFrom))
        const isOfDays = ({ hours }: { hours: unknown }): boolean => hours === null
        expect(unfold([one], configs, before).filter(isOfDays)).toEqual(unfold([one], earlier, before).filter(isOfDays))
      }),
      { numRuns: 500 },
    )
  })
})

describe('the two schedules of three years (A.3.2)', () => {
  const yearOf = (due: string, from: Day): number =>
    due < addMonths(from, 12) ? 1 : due < addMonths(from, 24) ? 2 : due < addMonths(from, 36) ? 3 : 4
  const perYear = (track: string, reportedOn: Day): number[] => {
    const days = daysOf(
      enrolled({ track, startOn: reportedOn, reportedOn, endOn: addDays(addMonths(reportedOn, 36), -1) }),
    )
    return [1, 2, 3, 4].map((year) => days.filter((each) => yearOf(each, reportedOn) === year).length)
  }

  it.each(['2024-01-20', '2024-02-29', '2023-08-31', '2025-12-31'])('22 visits from %s', (from) => {
    expect(perYear('', day(from))).toEqual([12, 6, 4, 0])
  })

  it.each(['2024-01-20', '2024-02-29', '2023-08-31', '2025-12-31'])('28 visits from %s', (from) => {
    expect(perYear('28', day(from))).toEqual([18, 6, 4, 0])
  })

  it('keeps the end of the month over short months and leap days', () => {
    expect(daysOf(enrolled({ reportedOn: day('2024-01-31') })).slice(0, 4)).toEqual([
      '2024-02-28',
      '2024-03-30',
      '2024-04-29',
      '2024-05-30',
    ])
  })

  it('stands still while suspended and makes up for it afterwards', () => {
    const pauses = [{ from: day('2024-03-01'), to: day('2024-04-01') }]
    const days = daysOf(enrolled({ pauses }))
    expect(days).toHaveLength(22)
    expect(days.slice(0, 3)).toEqual(['2024-02-19', '2024-04-19', '2024-05-20'])
    expect(daysOf(enrolled({ pauses: [{ from: day('2024-03-01'), to: null }] }))).toEqual(['2024-02-19'])
  })

  it('asks for nothing before the report-in, nor after the term', () => {
    expect(daysOf(enrolled({ reportedOn: null }))).toEqual([])
    expect(daysOf(enrolled({ endOn: day('2024-04-18') }))).toEqual(['2024-02-19', '2024-03-19'])
  })
})

describe('months of old people (2022 opinion)', () => {
  const old = (more: Partial<VisitHistory>): VisitHistory =>
    enrolled({ group: 'elderly', startOn: day('2025-01-20'), reportedOn: null, closedOn: day('2025-04-30'), ...more })

  it('asks once a month, not for the few days of the first', () => {
    expect(daysOf(old({}))).toEqual(['2025-02-28', '2025-03-31', '2025-04-30'])
    expect(daysOf(old({ startOn: day('2025-01-17') }))[0]).toBe('2025-01-31')
  })

  it('asks weekly from the day on which that was agreed', () => {
    const tracks = [{ track: 'weekly', on: day('2025-03-12') }]
    expect(daysOf(old({ tracks, closedOn: day('2025-04-05') }))).toEqual([
      '2025-02-28',
      '2025-03-16',
      '2025-03-23',
      '2025-03-30',
    ])
  })

  it('asks within 24 hours of a change, to the minute', () => {
    const raised = ['2025-02-03T09:30:00.000Z' as Instant, '2025-02-03T11:00:00.000Z' as Instant]
    const found = unfold([old({ raised })], BUILT_IN_GROUPS, ALWAYS).filter(({ ruleId }) => ruleId === 'change')
    expect(found).toMatchObject([
      { dueOn: '2025-02-04', hours: { from: '2025-02-03T09:30:00.000Z', to: '2025-02-04T09:30:00.000Z' } },
    ])
  })

  it('asks for nothing in a month that ends suspended', () => {
    const pauses = [{ from: day('2025-02-20'), to: day('2025-03-10') }]
    expect(daysOf(old({ pauses }))).toEqual(['2025-03-31', '2025-04-30'])
  })
})

describe('an interval of one’s own', () => {
  const [month] = of('elderly').rules
  const cadence = {
    kind: 'steps',
    align: 'change',
    legs: [{ unit: 'month', length: 1, times: 1, steps: null }],
  } as const
  const rule = { ...month!, cadence: { ...cadence, legs: [...cadence.legs] } }
  const version = (no: number, effectiveFrom: string, more: Partial<VisitRule>): GroupConfig => ({
    ...of('elderly'),
    version: no,
    effectiveFrom: day(effectiveFrom),
    rules: [{ ...rule, version: no, ...more }],
  })
  const one = enrolled({ group: 'elderly', startOn: day('2025-01-10'), reportedOn: null, closedOn: day('2025-05-01') })

  it('goes on as it was if only the days of grace change', () => {
    const configs = [version(1, '2000-01-01', {}), version(2, '2025-02-20', { graceDays: 9 })]
    const found = unfold([one], configs, ALWAYS)
    expect(found.map(({ dueOn }) => dueOn)).toEqual(['2025-02-09', '2025-03-09', '2025-04-09'])
    expect(found.map(({ ruleVersion }) => ruleVersion)).toEqual([1, 2, 2])
  })

  it('begins anew from the day of another one, whatever was suspended before that day', () => {
    const weekly = { ...cadence, legs: [{ unit: 'week' as const, length: 2, times: 1, steps: null }] }
    const configs = [version(1, '2000-01-01', {}), version(2, '2025-03-20', { cadence: weekly })]
    const pauses = [{ from: day('2025-03-15'), to: day('2025-03-18') }]
    expect(daysOf({ ...one, pauses }, configs)).toEqual([
      '2025-02-09',
      '2025-03-09',
      '2025-04-02',
      '2025-04-16',
      '2025-04-30',
    ])
  })
})
