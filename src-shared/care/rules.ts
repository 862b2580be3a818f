import { z } from 'zod'
import { RuleConfidence } from '../calendar/deadlineRule.ts'
import { Day } from '../kernel/day.ts'
import { VISIT_WAYS } from './codes.ts'

/** Where a number comes from and how far it was checked; a number without a law behind it is the office's own setting. */
export const Backing = z.strictObject({
  source: z.strictObject({ law: z.string().min(1).max(100), article: z.string().max(60) }),
  confidence: RuleConfidence,
  isSetting: z.boolean(),
})
export type Backing = z.infer<typeof Backing>

/** Of a custom that was only heard of there is no source to name, least of all on a person's paper. */
const HEARSAY = /某|各地|多地|问答/

/** What stands behind a number, in words: the law, or that the office may set it. */
export const backingText = ({ source, isSetting }: Pick<Backing, 'source' | 'isSetting'>): string =>
  isSetting && HEARSAY.test(source.law) ? '本单位可调整（参照各地做法）' : `${source.law}${source.article}`

export const Unit = z.enum(['day', 'week', 'month'])
export type Unit = z.infer<typeof Unit>

/** So many visits in a step of so many days, weeks or months, for so many steps (null: without end). */
export const Leg = z.strictObject({
  unit: Unit,
  length: z.int().min(1).max(400),
  times: z.int().min(1).max(31),
  steps: z.int().min(1).max(400).nullable(),
})
export type Leg = z.infer<typeof Leg>

/** What besides the course of time calls for a visit. `raise`: a change or difficulty that somebody reported. `occasion`: bad weather or a festival that the office announced;
 * a visit for it is due before it is over. */
export const TRIGGERS = {
  start: '登记',
  reportIn: '报到',
  track: '调整阶段或类别',
  resume: '恢复',
  raise: '报告异常或重大变化',
  occasion: '通知极端天气、节日',
} as const
export type Trigger = keyof typeof TRIGGERS

export const Within = z.strictObject({ amount: z.int().min(1).max(1000), unit: z.enum(['hours', 'days']) })
export type Within = z.infer<typeof Within>

/**
 * `calendar`: whole weeks, months, quarters. `start`: from the day that the service began, whatever changes later (the
 * years of a term). `change`: from the day on which this interval began to apply.
 */
const Steps = z.strictObject({
  kind: z.literal('steps'),
  align: z.enum(['calendar', 'start', 'change']),
  legs: z.array(Leg).min(1).max(12),
})

const After = z.strictObject({
  kind: z.literal('after'),
  trigger: z.enum(Object.keys(TRIGGERS) as [Trigger, ...Trigger[]]),
  within: Within,
})

export const Cadence = z.discriminatedUnion('kind', [Steps, After])
export type Cadence = z.infer<typeof Cadence>
export type StepCadence = z.infer<typeof Steps>

/** The fewest days that a step of this leg can have. */
const shortest = ({ unit, length }: Leg): number => length * { day: 1, week: 7, month: 28 }[unit]

/**
 * How often somebody is visited, as data. A changed rule is the same id with the next version and its day; the visits
 * due before that day stay as they were.
 */
export const VisitRule = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]{1,24}$/),
    version: z.int().min(1),
    effectiveFrom: Day,
    title: z.string().min(1).max(60),
    /** Phases or categories to which it applies; empty: to all. */
    tracks: z.array(z.string().max(40)).max(12),
    cadence: Cadence,
    /** A calendar step in which the person was registered for fewer days calls for no visit. */
    minDays: z.int().min(1).max(366),
    /** So many days after the day it was due, a visit is still in time. */
    graceDays: z.int().min(0).max(60),
    /** So many days after the day it was due, a visit can still make it good, as a late one. */
    lateDays: z.int().min(0).max(400),
    /** Ways that count; somebody who was not met is never visited. */
    ways: z.array(z.enum(Object.keys(VISIT_WAYS) as [keyof typeof VISIT_WAYS])).min(1),
    ...Backing.shape,
  })
  .refine(({ graceDays, lateDays }) => lateDays >= graceDays, '补访天数不能少于宽限天数')
  .refine(
    ({ cadence }) => cadence.kind === 'after' || cadence.legs.every((leg) => shortest(leg) >= leg.times),
    '一个周期内的次数不能多于天数',
  )
  .refine(
    ({ cadence }) => cadence.kind === 'after' || cadence.legs.slice(0, -1).every(({ steps }) => steps !== null),
    '只有最后一段可以没有期限',
  )
  .refine(
    ({ cadence }) =>
      cadence.kind === 'after' ||
      cadence.align !== 'calendar' ||
      (cadence.legs.length === 1 && cadence.legs[0]!.steps === null && cadence.legs[0]!.unit !== 'day'),
    '按日历的周期只能是周或月，没有期限',
  )
export type VisitRule = z.infer<typeof VisitRule>

const UNIT_WORDS: Record<Unit, string> = { day: '日', week: '周', month: '个月' }
const CALENDAR_WORDS: Readonly<Record<string, string>> = {
  'week 1': '每周',
  'month 1': '每月',
  'month 3': '每季度',
  'month 6': '每半年',
  'month 12': '每年',
}

/** `每月 1 次`, `登记后 24 小时内`, `前 12 个月每个月 1 次，…`: a cadence as people say it. */
export function cadenceText(cadence: Cadence): string {
  if (cadence.kind === 'after') {
    const { amount, unit } = cadence.within
    return `${TRIGGERS[cadence.trigger]}后 ${amount} ${unit === 'hours' ? '小时' : '日'}内`
  }
  if (cadence.align === 'calendar') {
    const [{ unit, length, times }] = cadence.legs as [Leg]
    return `${CALENDAR_WORDS[`${unit} ${length}`] ?? `每 ${length} ${UNIT_WORDS[unit]}`} ${times} 次`
  }
  return cadence.legs
    .map(({ unit, length, times, steps }, index) => {
      const span = steps === null ? '' : `${index === 0 ? '前' : '后续'} ${length * steps} ${UNIT_WORDS[unit]}`
      return `${span}每 ${length} ${UNIT_WORDS[unit]} ${times} 次`
    })
    .join('，')
}
