import { z } from 'zod'
import { Day } from '../kernel/day.ts'
import { UNIT_KINDS } from '../linkage/schema.ts'
import { measureOf } from './measures.ts'

/**
 * How an indicator scores. `rate`: its points times part ÷ whole. `shortfall`: its points less `per` for each point of
 * the rate under `target`. `each`: its points less `per` for each counted. `hand`: given by the review with evidence.
 * `bonus`: given by the review on top, outside the hundred.
 */
export const FORMULAS = {
  rate: '按比率得分',
  shortfall: '比率低于目标扣分',
  each: '每件扣分',
  hand: '复评打分',
  bonus: '加分（百分之外）',
} as const
export type Formula = keyof typeof FORMULAS
export const isByHand = (formula: Formula): boolean => formula === 'hand' || formula === 'bonus'

const keysOf = <K extends string>(titles: Readonly<Record<K, unknown>>) => Object.keys(titles) as [K, ...K[]]
const hundredths = z.number().refine((n) => Math.abs(n * 100 - Math.round(n * 100)) < 1e-6, '最多两位小数')

/** What stands behind one code of the table `assessment_rule`: one indicator of the sheet. */
export const IndicatorDetail = z
  .object({
    /** 大项. */
    group: z.string().trim().min(1, '请填写大项').max(20),
    points: hundredths.min(0.01, '分值要大于 0').max(100),
    formula: z.enum(keysOf(FORMULAS)),
    /** The counted measure and what it is divided by follows from it; empty for those given by hand. */
    part: z.string().max(20).default(''),
    /** Of the rate in per cent, for `shortfall`. */
    target: z.int().min(0).max(100).default(100),
    /** Points off for each point or each record. */
    per: hundredths.min(0).max(100).default(0),
    /** A whole below this gives no score: one record more or less would decide. */
    minWhole: z.int().min(1, '至少 1').max(1000).default(1),
    /** Kinds of units it is for; none: all. */
    kinds: z.array(z.enum(keysOf(UNIT_KINDS))).default([]),
    /** What the review looks at; asked for where points are given by hand. */
    evidence: z.string().trim().max(200).default(''),
  })
  .superRefine((indicator, ctx) => {
    const why = whyNotIndicator(indicator)
    if (why) ctx.addIssue({ code: 'custom', path: [why.field], message: why.message })
  })
export type IndicatorDetail = z.infer<typeof IndicatorDetail>

/**
 * Why an indicator is refused. Entry quotas cannot be written: a volume is never scored, what is good is only scored as
 * a share of its whole, and only what went wrong is counted by the piece.
 */
export function whyNotIndicator(
  of: Pick<IndicatorDetail, 'formula' | 'part' | 'per' | 'evidence'>,
): { field: string; message: string } | undefined {
  if (isByHand(of.formula))
    return of.evidence.length < 2 ? { field: 'evidence', message: '复评打分要写明看什么依据' } : undefined
  const measure = measureOf(of.part)
  if (!measure) return { field: 'part', message: '请选择统计项' }
  if (measure.sense === 'volume')
    return { field: 'part', message: `“${measure.title}”只是数量，不能作为得分项：不考核录入数、件数` }
  if (of.formula === 'each' && measure.sense === 'more')
    return { field: 'formula', message: '不能按件数加分或扣分；做得好的只能按比率计' }
  if (of.formula !== 'each' && measure.sense === 'less')
    return { field: 'formula', message: '这一项越少越好，请用“每件扣分”' }
  if (of.formula !== 'rate' && of.per <= 0) return { field: 'per', message: '请填写每点或每件扣几分' }
  return undefined
}

/** Words that make a hand-kept item a quota of entries, a ranking or an assessment of persons. */
const QUOTA =
  /(录入|上报|报送|采集|登记|简报|信息|日志)\S{0,6}(数量|条数|件数|篇数|次数|\d+\s*(条|件|篇|次))|(不少于|不低于|至少|每[月周天])\s*\d+\s*(条|件|篇)/
const RANKING = /排名|名次|末位|倒数|排行/
const PERSON = /个人|人均|每人|员工|网格员得分|干部得分/

export const BONUS_MOST = 10

/** One indicator as the table keeps it. */
export interface Indicator {
  code: string
  title: string
  detail: IndicatorDetail
}

/** Why a whole sheet cannot be saved, in Chinese, or undefined if it can. */
export function whyNotRule(indicators: readonly Indicator[]): string | undefined {
  for (const { title, detail } of indicators) {
    const words = `${title} ${detail.evidence}`
    if (QUOTA.test(words)) return `“${title}”是按条数、件数下指标：不考核录入数，没有事也是好事，请改成看结果的项目`
    if (RANKING.test(words)) return `“${title}”含排名：本程序不排名次，请去掉`
    if (PERSON.test(words)) return `“${title}”像是考核个人：联考只考核单位和地区`
  }
  for (const kind of Object.keys(UNIT_KINDS)) {
    const sum = hundredthsOf(
      indicators
        .filter(({ detail }) => detail.formula !== 'bonus' && appliesTo(detail, kind))
        .map(({ detail }) => detail.points),
    )
    if (sum !== 0 && sum !== 10_000)
      return `${UNIT_KINDS[kind as keyof typeof UNIT_KINDS]}的各项分值合计 ${sum / 100} 分，应当是 100 分`
  }
  const bonus = hundredthsOf(
    indicators.filter(({ detail }) => detail.formula === 'bonus').map(({ detail }) => detail.points),
  )
  if (bonus > BONUS_MOST * 100) return `加分合计 ${bonus / 100} 分，不能超过 ${BONUS_MOST} 分`
  return undefined
}

export const appliesTo = ({ kinds }: Pick<IndicatorDetail, 'kinds'>, kind: string): boolean =>
  kinds.length === 0 || (kinds as readonly string[]).includes(kind)
export const hundredthsOf = (points: readonly number[]): number =>
  points.reduce((sum, each) => sum + Math.round(each * 100), 0)

/** Which rule a month goes by: of those in force on its first day. */
export const RuleHead = z.object({ version: z.int(), title: z.string(), source: z.string(), effectiveFrom: Day })
export type RuleHead = z.infer<typeof RuleHead>
