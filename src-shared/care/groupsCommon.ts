import type { Day } from '../kernel/day.ts'
import type { CLOSE_REASONS } from './codes.ts'
import type { GroupConfig, ResponseLimits } from './groups.ts'
import type { Backing, Leg, VisitRule } from './rules.ts'

/** Settings have no day of their own; they apply to whatever was entered before the street set others. */
export const FROM_THE_BEGINNING = '2000-01-01' as Day

/** Read in the text of the law. */
export const byLaw = (law: string, article: string): Backing => ({
  source: { law, article },
  confidence: 'verified',
  isSetting: false,
})

/** What some places do; a proposal that the street decides about. */
export const custom = (law = '各地做法', confidence: Backing['confidence'] = 'unverified'): Backing => ({
  source: { law, article: '' },
  confidence,
  isSetting: true,
})

export const PRIVACY_LAW = '《个人信息保护法》'

const common = {
  version: 1,
  effectiveFrom: FROM_THE_BEGINNING,
  minDays: 15,
  graceDays: 3,
  lateDays: 31,
  ways: ['home', 'phone', 'video', 'unit', 'meet'],
} as const

type RuleMore = Partial<VisitRule> & Backing

/** `times` visits in every calendar month, or step of so many of them. */
export function everyMonths(id: string, title: string, length: number, tracks: string[], more: RuleMore): VisitRule {
  const legs: Leg[] = [{ unit: 'month', length, times: 1, steps: null }]
  return { ...common, id, title, tracks, cadence: { kind: 'steps', align: 'calendar', legs }, ...copy(more) }
}

export function everyWeek(id: string, title: string, tracks: string[], more: RuleMore): VisitRule {
  const legs: Leg[] = [{ unit: 'week', length: 1, times: 1, steps: null }]
  const cadence = { kind: 'steps', align: 'calendar', legs } as const
  return { ...common, minDays: 4, graceDays: 1, lateDays: 7, id, title, tracks, cadence, ...copy(more) }
}

export function inLegs(id: string, title: string, tracks: string[], legs: Leg[], more: RuleMore): VisitRule {
  return { ...common, minDays: 1, id, title, tracks, cadence: { kind: 'steps', align: 'start', legs }, ...copy(more) }
}

type AfterCadence = Extract<VisitRule['cadence'], { kind: 'after' }>

export function after(
  id: string,
  title: string,
  trigger: AfterCadence['trigger'],
  within: AfterCadence['within'],
  more: RuleMore,
): VisitRule {
  const cadence = { kind: 'after', trigger, within } as const
  return { ...common, minDays: 1, graceDays: 0, id, title, tracks: [], cadence, ...copy(more) }
}

/** Lists are the rule's own: a screen may edit them. */
const copy = (more: RuleMore): Partial<VisitRule> & Backing & Pick<VisitRule, 'ways'> => ({
  ...more,
  ways: [...(more.ways ?? common.ways)],
})

const days = (amount: number) => ({ amount, unit: 'days' }) as const
const hours = (amount: number) => ({ amount, unit: 'hours' }) as const

/** Four limits in the manner of a public grid system (A.7.1); their numbers are the street's. */
export const USUAL_RESPONSE: ResponseLimits = {
  signYellow: days(1),
  signRed: days(2),
  answerYellow: days(3),
  answerRed: days(7),
  ...custom(),
}

/** For whom a day is long: children, old people, victims of violence. */
export const URGENT_RESPONSE: ResponseLimits = {
  signYellow: hours(4),
  signRed: hours(12),
  answerYellow: hours(24),
  answerRed: hours(48),
  ...custom(),
}

type Reason = keyof typeof CLOSE_REASONS
const ALWAYS: readonly Reason[] = ['moved', 'died', 'mistake']

export const endsBy = (...reasons: Reason[]): Reason[] => [...reasons, ...ALWAYS]

/** What most groups have in common. */
export const USUAL = {
  version: 1,
  effectiveFrom: FROM_THE_BEGINNING,
  isUsed: true,
  guardian: { askBelow: 14, tellBelow: 18, ...byLaw(PRIVACY_LAW, '第三十一条') },
  begins: 'start',
  reportIn: null,
  terms: [],
  age: null,
  helpers: [],
  tracks: [{ id: '', title: '常规' }],
  response: USUAL_RESPONSE,
  reviews: { summaryMonths: 3, reviewMonths: 12, ...custom() },
  retention: { months: 12, sealsJuveniles: false, ...custom(`${PRIVACY_LAW}第十九条要求最短时间，月数由本单位定`) },
} satisfies Partial<GroupConfig>
