import { z } from 'zod'
import { Day } from '../kernel/day.ts'
import { BASES, CLOSE_REASONS, GROUP_IDS, type GroupId } from './codes.ts'
import { Question } from './questions.ts'
import { Backing, VisitRule, Within } from './rules.ts'

const keys = <K extends string>(titles: Readonly<Record<K, unknown>>) => Object.keys(titles) as [K, ...K[]]

/** A phase or category of the service that changes how often is visited; it judges nobody. `''` is the usual one. */
const Track = z.strictObject({ id: z.string().max(40), title: z.string().min(1).max(20) })

/** How long the service lasts; `isLongest`: the paper may say less. */
const Term = z.strictObject({
  tracks: z.array(z.string().max(40)),
  months: z.int().min(1).max(1200),
  from: z.enum(['start', 'reportIn']),
  isLongest: z.boolean(),
  ...Backing.shape,
})

/** When the unit that was told should have signed for and answered an abnormality (A.7.1): yellow, then red. */
const ResponseLimits = z.strictObject({
  signYellow: Within,
  signRed: Within,
  answerYellow: Within,
  answerRed: Within,
  ...Backing.shape,
})
export type ResponseLimits = z.infer<typeof ResponseLimits>

const hours = ({ amount, unit }: Within): number => amount * (unit === 'hours' ? 1 : 24)

/** All that makes a group what it is; a street edits it by putting a whole new version beside the old ones. */
export const GroupConfig = z
  .strictObject({
    group: z.enum(GROUP_IDS),
    version: z.int().min(1),
    effectiveFrom: Day,
    title: z.string().min(1).max(20),
    /** False for a group that the street does not keep (yet). */
    isUsed: z.boolean(),
    visitors: z.string().min(1).max(100),
    law: z.array(z.strictObject({ law: z.string().min(1).max(60), article: z.string().max(60) })).max(8),
    purpose: z.string().min(1).max(200),
    basis: z.enum(keys(BASES)),
    /** Whether the person is told (个人信息保护法 17, 35) or asked (29). */
    asks: z.enum(['notice', 'consent']),
    /** Below this age a guardian is asked (个人信息保护法 31), below the other one told. */
    guardian: z.strictObject({ askBelow: z.int().min(0).max(18), tellBelow: z.int().min(0).max(18), ...Backing.shape }),
    /** From which day visits are counted, and the events that begin and end the service, in words. */
    begins: z.enum(['start', 'reportIn']),
    startEvent: z.string().min(1).max(60),
    endEvents: z.array(z.enum(keys(CLOSE_REASONS))).min(1),
    reportIn: z.strictObject({ days: z.int().min(1).max(365), ...Backing.shape }).nullable(),
    terms: z.array(Term).max(6),
    age: z
      .strictObject({ from: z.int().min(0).nullable(), below: z.int().min(1).nullable(), ...Backing.shape })
      .nullable(),
    /** What the law asks of the sex or knowledge of helpers. */
    helpers: z.array(
      z.strictObject({ who: z.enum(['woman', 'juvenile']), text: z.string().max(80), ...Backing.shape }),
    ),
    tracks: z.array(Track).min(1).max(12),
    rules: z.array(VisitRule).max(30),
    questions: z.array(Question).max(20),
    response: ResponseLimits,
    /** 季度小结 and 年度评估: every so many months; null: none. */
    reviews: z.strictObject({
      summaryMonths: z.int().min(1).nullable(),
      reviewMonths: z.int().min(1).nullable(),
      ...Backing.shape,
    }),
    /** The shortest time (个人信息保护法 19, 47): so many months after the end, then the purge list. */
    retention: z.strictObject({ months: z.int().min(0).max(360), sealsJuveniles: z.boolean(), ...Backing.shape }),
  })
  .refine(({ tracks }) => new Set(tracks.map(({ id }) => id)).size === tracks.length, '阶段或类别重复')
  .refine(({ tracks }) => tracks.some(({ id }) => id === ''), '缺少常规阶段')
  .refine(
    ({ rules, tracks }) => rules.every((rule) => rule.tracks.every((track) => tracks.some(({ id }) => id === track))),
    '频次规则用到了没有的阶段或类别',
  )
  .refine(
    ({ rules }) => new Set(rules.map(({ id, version }) => `${id} ${version}`)).size === rules.length,
    '频次规则的版本重复',
  )
  .refine(({ questions }) => new Set(questions.map(({ id }) => id)).size === questions.length, '问题重复')
  .refine(
    ({ response }) =>
      hours(response.signYellow) <= hours(response.signRed) &&
      hours(response.answerYellow) <= hours(response.answerRed),
    '黄牌时限不能长于红牌时限',
  )
export type GroupConfig = z.infer<typeof GroupConfig>

/** The configuration of a group on a day: of those in force the highest version; before the first, the first. */
export function groupOn(versions: readonly GroupConfig[], group: GroupId, day: Day): GroupConfig {
  const own = versions.filter((each) => each.group === group).sort((a, b) => a.version - b.version)
  const found = own.findLast(({ effectiveFrom }) => effectiveFrom <= day) ?? own[0]
  if (!found) throw new Error(`no configuration of group ${group}`)
  return found
}

const rulesByKey = new WeakMap<readonly GroupConfig[], Map<string, VisitRule>>()

/** The rule of a due visit, in the version by which it was unfolded. */
export function ruleOf(
  versions: readonly GroupConfig[],
  { group, ruleId, ruleVersion }: { group: GroupId; ruleId: string; ruleVersion: number },
): VisitRule | undefined {
  let rules = rulesByKey.get(versions)
  if (!rules) {
    rules = new Map(
      versions.flatMap((config) => config.rules.map((rule) => [`${config.group} ${rule.id} ${rule.version}`, rule])),
    )
    rulesByKey.set(versions, rules)
  }
  return rules.get(`${group} ${ruleId} ${ruleVersion}`)
}

export const trackTitle = (config: GroupConfig, track: string): string =>
  config.tracks.find(({ id }) => id === track)?.title ?? track
