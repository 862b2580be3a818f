import fc from 'fast-check'
import { BUILT_IN_GROUPS } from '../../../src-shared/care/groupsBuiltIn.ts'
import type { GroupConfig } from '../../../src-shared/care/groups.ts'
import { TRIGGERS, VisitRule, type Leg, type Trigger } from '../../../src-shared/care/rules.ts'
import type { MadeVisit } from '../../../src-shared/care/unfoldMatch.ts'
import type { VisitHistory } from '../../../src-shared/care/unfold.ts'
import type { Day, Instant } from '../../../src-shared/kernel/day.ts'
import { number, text } from './naive.ts'

/** Not far before a leap day. */
const FIRST = number('2023-10-20')
export const RANGE = { from: '2023-09-01' as Day, to: '2026-04-30' as Day }
const TRACKS = ['', 'closer', 'last']

const day = (min: number, max: number) => fc.integer({ min, max }).map((n) => text(FIRST + n) as Day)
const instant = fc
  .integer({ min: 0, max: 800 * 24 * 60 })
  .map((minutes) => new Date((FIRST * 24 * 60 + minutes) * 60_000).toISOString() as Instant)

const leg = (steps: fc.Arbitrary<number | null>): fc.Arbitrary<Leg> =>
  fc.record({
    unit: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
    length: fc.integer({ min: 1, max: 4 }),
    times: fc.integer({ min: 1, max: 3 }),
    steps,
  })

const cadence: fc.Arbitrary<VisitRule['cadence']> = fc.oneof(
  fc.record({
    kind: fc.constant('steps' as const),
    align: fc.constant('calendar' as const),
    legs: fc.tuple(leg(fc.constant(null))),
  }),
  fc.record({
    kind: fc.constant('steps' as const),
    align: fc.constantFrom('start' as const, 'change' as const),
    legs: fc
      .tuple(
        fc.array(leg(fc.integer({ min: 1, max: 5 })), { maxLength: 2 }),
        leg(fc.option(fc.integer({ min: 1, max: 9 }))),
      )
      .map(([before, last]) => [...before, last]),
  }),
  fc.record({
    kind: fc.constant('after' as const),
    trigger: fc.constantFrom(...(Object.keys(TRIGGERS) as Trigger[])),
    within: fc.record({
      amount: fc.integer({ min: 1, max: 60 }),
      unit: fc.constantFrom('hours' as const, 'days' as const),
    }),
  }),
)

const rule: fc.Arbitrary<VisitRule> = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c'),
    version: fc.constant(1),
    effectiveFrom: fc.oneof(fc.constant('2000-01-01' as Day), day(0, 700)),
    title: fc.constant('走访'),
    tracks: fc.subarray(TRACKS, { maxLength: 2 }),
    cadence,
    minDays: fc.integer({ min: 1, max: 20 }),
    graceDays: fc.integer({ min: 0, max: 4 }),
    lateDays: fc.integer({ min: 4, max: 40 }),
    ways: fc.subarray<VisitRule['ways'][number]>(['home', 'phone', 'meet'], { minLength: 1 }),
    source: fc.constant({ law: '各地做法', article: '' }),
    confidence: fc.constant('unverified' as const),
    isSetting: fc.constant(true),
  })
  .filter((each) => VisitRule.safeParse(each).success)

/** Up to four versions; in each some rules stay, some change, some go and some come. */
export const versions: fc.Arbitrary<GroupConfig[]> = fc
  .record({
    begins: fc.constantFrom('start' as const, 'reportIn' as const),
    pools: fc.array(fc.tuple(day(0, 800), fc.array(rule, { maxLength: 3 }), fc.boolean()), { maxLength: 3 }),
    first: fc.array(rule, { minLength: 1, maxLength: 3 }),
  })
  .map(({ begins, pools, first }) => {
    const base = { ...BUILT_IN_GROUPS.find(({ group }) => group === 'elderly')!, begins }
    const numbered = (rules: readonly VisitRule[], from: number): VisitRule[] =>
      rules.map((each, index) => ({ ...each, version: from + index }))
    const configs = [{ ...base, rules: numbered(first, 1) }]
    for (const [index, [effectiveFrom, rules, keeps]] of pools.entries()) {
      const kept = keeps ? configs.at(-1)!.rules : configs.at(-1)!.rules.slice(1)
      const version = index + 2
      configs.push({ ...base, version, effectiveFrom, rules: [...kept, ...numbered(rules, version * 10)] })
    }
    return configs
  })

/** With at least one change of the rules. */
export const changingVersions = versions.filter((configs) => configs.length > 1)

export const history: fc.Arbitrary<VisitHistory> = fc
  .record({
    startAt: fc.integer({ min: 0, max: 200 }),
    track: fc.constantFrom(...TRACKS),
    tracks: fc.array(fc.record({ track: fc.constantFrom(...TRACKS), on: day(0, 800) }), { maxLength: 3 }),
    reportedAfter: fc.option(fc.integer({ min: 0, max: 40 })),
    endsAfter: fc.option(fc.integer({ min: 0, max: 800 })),
    closedAfter: fc.option(fc.integer({ min: 0, max: 800 })),
    pauses: fc.array(fc.tuple(fc.integer({ min: 0, max: 700 }), fc.option(fc.integer({ min: 0, max: 120 }))), {
      maxLength: 3,
    }),
    raised: fc.array(instant, { maxLength: 3 }),
    occasions: fc.array(
      fc.tuple(fc.integer({ min: 0, max: 800 }), fc.integer({ min: 0, max: 12 })).map(([from, days]) => ({
        from: text(FIRST + from) as Day,
        to: text(FIRST + from + days) as Day,
        text: '高温',
      })),
      { maxLength: 3 },
    ),
  })
  .map(({ startAt, reportedAfter, endsAfter, closedAfter, pauses, ...rest }) => {
    const after = (days: number | null): Day | null => (days === null ? null : (text(FIRST + startAt + days) as Day))
    return {
      ...rest,
      enrolmentId: 'e1',
      group: 'elderly',
      startOn: after(0)!,
      reportedOn: after(reportedAfter),
      endOn: after(endsAfter),
      closedOn: after(closedAfter),
      pauses: pauses.map(([from, length]) => ({
        from: after(from)!,
        to: length === null ? null : after(from + length),
      })),
    }
  })

export const visits: fc.Arbitrary<MadeVisit[]> = fc
  .array(
    fc.record({
      at: instant,
      how: fc.constantFrom('home' as const, 'phone' as const, 'absent' as const),
      isMet: fc.boolean(),
    }),
    { maxLength: 30 },
  )
  .map((made) => made.map((each, index) => ({ ...each, id: `v${index}` })))
