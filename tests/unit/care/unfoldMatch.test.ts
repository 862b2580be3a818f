import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { VisitRule } from '../../../src-shared/care/rules.ts'
import { unfold, type DueVisit } from '../../../src-shared/care/unfold.ts'
import { matchVisits, type AnsweredDue, type MadeVisit } from '../../../src-shared/care/unfoldMatch.ts'
import { mergeVisits } from '../../../src-shared/care/unfoldMerge.ts'
import { whatMoved } from '../../../src-shared/care/unfoldMoved.ts'
import { addDays, dayOf, type Day, type Instant } from '../../../src-shared/kernel/day.ts'
import { history, RANGE, versions, visits } from './arbitraries.ts'

const day = (text: string): Day => text as Day
const due = (from: string, dueOn: string, ruleId = 'month', more: Partial<DueVisit> = {}): DueVisit => ({
  id: `e1:${ruleId}:${dueOn}`,
  enrolmentId: 'e1',
  group: 'elderly',
  ruleId,
  ruleVersion: 1,
  from: day(from),
  dueOn: day(dueOn),
  hours: null,
  ...more,
})
const visit = (on: string, more: Partial<MadeVisit> = {}): MadeVisit => ({
  id: on,
  at: (on.length > 10 ? on : `${on}T02:00:00.000Z`) as Instant,
  how: 'home',
  isMet: true,
  ...more,
})
const RULE: Pick<VisitRule, 'graceDays' | 'lateDays' | 'ways'> = { graceDays: 3, lateDays: 31, ways: ['home', 'phone'] }
const match = (
  dues: DueVisit[],
  made: MadeVisit[],
  more: { today?: string; mergesVisits?: boolean; skips?: string[]; rule?: Partial<typeof RULE> } = {},
): string[] =>
  matchVisits(
    dues,
    made,
    (more.skips ?? []).map((dueId) => ({ dueId, reason: 'away' as const })),
    () => ({ ...RULE, ...more.rule }),
    { today: day(more.today ?? '2025-12-31'), mergesVisits: more.mergesVisits ?? true },
  ).map(({ state, visitId }) => (visitId ? `${state} ${visitId}` : state))

const MONTHS = [due('2025-01-01', '2025-01-31'), due('2025-02-01', '2025-02-28'), due('2025-03-01', '2025-03-31')]

describe('which visit counts for which due one', () => {
  it('counts a visit once for a rule, in time up to the days of grace', () => {
    expect(match(MONTHS, [visit('2025-01-02'), visit('2025-01-20')])).toEqual(['timely 2025-01-02', 'missed', 'missed'])
    expect(match(MONTHS, [visit('2025-02-03'), visit('2025-02-20')])).toEqual([
      'timely 2025-02-03',
      'timely 2025-02-20',
      'missed',
    ])
  })

  it('makes good late only with what is not needed in time', () => {
    expect(match(MONTHS, [visit('2025-02-10'), visit('2025-02-20')])).toEqual([
      'late 2025-02-20',
      'timely 2025-02-10',
      'missed',
    ])
    expect(match([MONTHS[0]!], [visit('2025-03-04')])).toEqual(['missed'])
    expect(match([MONTHS[0]!], [visit('2025-03-03')])).toEqual(['late 2025-03-03'])
  })

  it('records that nobody was met, and does not count it', () => {
    const inVain = visit('2025-01-20', { how: 'absent', isMet: false })
    expect(match(MONTHS, [inVain], { today: '2025-02-03' })).toEqual(['open', 'open', 'open'])
    expect(match(MONTHS, [inVain], { today: '2025-02-04' })).toEqual(['absent', 'open', 'open'])
    expect(match(MONTHS, [inVain, visit('2025-01-21')])[0]).toBe('timely 2025-01-21')
    expect(match(MONTHS, [visit('2025-01-20', { isMet: false })])[0]).toBe('absent')
  })

  it('takes a skipped visit as it is, unless it was made after all', () => {
    const skips = [MONTHS[0]!.id]
    expect(match(MONTHS, [], { skips })[0]).toBe('skipped')
    expect(match(MONTHS, [visit('2025-01-30')], { skips })[0]).toBe('timely 2025-01-30')
  })

  it('counts only the ways of the rule', () => {
    expect(match(MONTHS, [visit('2025-01-20', { how: 'group' })])[0]).toBe('missed')
  })

  it('counts hours to the minute', () => {
    const hours = { from: '2025-01-10T01:00:00.000Z', to: '2025-01-11T01:00:00.000Z' } as DueVisit['hours']
    const urgent = [due('2025-01-10', '2025-01-11', 'change', { hours })]
    const rule = { graceDays: 0 }
    expect(match(urgent, [visit('2025-01-11T01:00:00.000Z')], { rule })[0]).toMatch(/^timely/)
    expect(match(urgent, [visit('2025-01-11T01:00:00.001Z')], { rule })[0]).toMatch(/^late/)
    expect(match(urgent, [visit('2025-01-10T00:59:00.000Z')], { rule })[0]).toBe('missed')
  })

  it('counts one visit for two rules only if visits are merged', () => {
    const two = [due('2025-01-01', '2025-01-31'), due('2025-01-01', '2025-03-31', 'quarter')]
    const made = [visit('2025-01-15')]
    expect(match(two, made)).toEqual(['timely 2025-01-15', 'timely 2025-01-15'])
    expect(match(two, made, { mergesVisits: false })).toEqual(['timely 2025-01-15', 'missed'])
  })

  it('never counts too much, and in time as often as can be', () => {
    fc.assert(
      fc.property(history, versions, visits, fc.boolean(), (one, configs, made, mergesVisits) => {
        const rule = { ...RULE, ways: ['home'] as VisitRule['ways'] }
        const dues = unfold([one], configs, RANGE).filter(({ hours }) => hours === null)
        const answered = matchVisits(dues, made, [], () => rule, { today: RANGE.to, mergesVisits })
        const byPool = (each: AnsweredDue): string => (mergesVisits ? each.due.ruleId : '')
        for (const pool of new Set(answered.map(byPool))) {
          const own = answered.filter((each) => byPool(each) === pool)
          const used = own.flatMap(({ visitId }) => visitId ?? [])
          expect(new Set(used).size).toBe(used.length)
          const timely = own.filter(({ state }) => state === 'timely').length
          expect(timely).toBe(
            mostTimely(
              own,
              made.filter(({ how, isMet }) => how === 'home' && isMet),
            ),
          )
        }
      }),
      { numRuns: 500 },
    )
  })
})

/** The most that can be in time, by augmenting paths: a matching that knows nothing of order. */
function mostTimely(answered: readonly AnsweredDue[], made: readonly MadeVisit[]): number {
  const dueOf = new Map<number, number>()
  const fits = ({ due: each }: AnsweredDue, { at }: MadeVisit): boolean =>
    dayOf(at) >= each.from && dayOf(at) <= addDays(each.dueOn, RULE.graceDays)
  const place = (slot: number, tried: Set<number>): boolean =>
    made.some((each, index) => {
      if (tried.has(index) || !fits(answered[slot]!, each)) return false
      tried.add(index)
      const holder = dueOf.get(index)
      if (holder !== undefined && !place(holder, tried)) return false
      dueOf.set(index, slot)
      return true
    })
  return answered.filter((_, slot) => place(slot, new Set())).length
}

describe('visits put together', () => {
  it('leads with the first that is due and takes what has begun', () => {
    const joint = mergeVisits([
      due('2025-01-01', '2025-01-31'),
      due('2025-02-01', '2025-02-28'),
      due('2025-01-10', '2025-03-31', 'quarter', { enrolmentId: 'e2' }),
    ])
    expect(joint.map(({ from, dueOn, visits: one }) => [from, dueOn, one.length])).toEqual([
      ['2025-01-10', '2025-01-31', 2],
      ['2025-02-01', '2025-02-28', 1],
    ])
  })

  it('loses none, and each can be done in the days given', () => {
    fc.assert(
      fc.property(history, versions, (one, configs) => {
        const dues = unfold([one], configs, RANGE)
        const joint = mergeVisits(dues)
        expect(joint.flatMap(({ visits: all }) => all.map(({ id }) => id)).sort()).toEqual(
          dues.map(({ id }) => id).sort(),
        )
        for (const each of joint) {
          expect(each.from <= each.dueOn).toBe(true)
          for (const part of each.visits) expect(part.from <= each.from && each.dueOn <= part.dueOn).toBe(true)
          expect(new Set(each.visits.map(({ ruleId }) => ruleId)).size).toBe(each.visits.length)
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('what a change moves', () => {
  it('pairs what overlaps, and tells the rest', () => {
    const before = [due('2025-01-01', '2025-03-31'), due('2025-04-01', '2025-06-30')]
    const after = [due('2025-01-01', '2025-01-31'), due('2025-02-01', '2025-02-28'), before[1]!]
    expect(whatMoved(before, after).map(({ kind, was, is }) => [kind, was?.dueOn, is?.dueOn])).toEqual([
      ['added', undefined, '2025-02-28'],
      ['moved', '2025-03-31', '2025-01-31'],
    ])
  })

  it('leads from the one plan to the other', () => {
    fc.assert(
      fc.property(history, versions, (one, configs) => {
        const before = unfold([one], configs.slice(0, 1), RANGE)
        const after = unfold([one], configs, RANGE)
        const plan = new Set(before.map(({ id }) => id))
        for (const { was, is } of whatMoved(before, after)) {
          if (was) expect(plan.delete(was.id)).toBe(true)
          if (is) plan.add(is.id)
        }
        expect([...plan].sort()).toEqual(after.map(({ id }) => id).sort())
        expect(whatMoved(after, after)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})
