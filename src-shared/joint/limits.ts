import { z } from 'zod'
import type { CodeTable } from '../kernel/codeTable.ts'

/** How long something may take, as an office sets it. */
export const JointLimit = z.object({
  amount: z.int('天数为整数').min(1, '至少为 1').max(1000),
  unit: z.enum(['working_days', 'natural_days', 'months', 'hours']),
})
export type JointLimit = z.infer<typeof JointLimit>

export const LIMIT_UNITS: Readonly<Record<JointLimit['unit'], string>> = {
  working_days: '个工作日',
  natural_days: '日',
  months: '个月',
  hours: '小时',
}

/** Codes of the office's table of limits. */
export const LIMIT_CODES = {
  decide: '01',
  term: '02',
  recheck: '03',
  strike: '04',
  brief: '05',
  debrief: '06',
  receipt: '07',
  selfCheck: '08',
  review: '09',
  award: '10',
  beforeExpiry: '11',
} as const
export type LimitName = keyof typeof LIMIT_CODES
/** Limits whose unit is no choice: what they mean depends on it. */
export const FIXED_UNITS: Partial<Record<LimitName, JointLimit['unit']>> = {
  term: 'months',
  brief: 'hours',
  beforeExpiry: 'months',
}
/** Frozen into a record when it is opened: a later version of the table moves nothing. */
export type JointLimits = Readonly<Record<LimitName, JointLimit>>

const limit = (name: LimitName, title: string, amount: number, unit: JointLimit['unit']) => ({
  code: LIMIT_CODES[name],
  title,
  detail: { amount, unit },
})

/** None of these is law: B.2 gives customs (挂牌期 3–6 个月, 简报 24 小时), the rest is this product's proposal. */
export const JOINT_LIMITS: Omit<CodeTable, 'codes'> & { codes: ReturnType<typeof limit>[] } = {
  id: 'joint_limit',
  title: '联防联治联动联创的期限',
  version: 1,
  status: 'unverified',
  source: '参照地方做法和惯例，不是法定期限，由本单位设定（未核实）',
  codes: [
    limit('decide', '排查登记后决定是否挂牌', 5, 'working_days'),
    limit('term', '挂牌整治期（挂牌时可另定）', 3, 'months'),
    limit('recheck', '报请复查后复查', 5, 'working_days'),
    limit('strike', '复查通过后摘牌', 5, 'working_days'),
    limit('brief', '处置结束后简报', 24, 'hours'),
    limit('debrief', '处置结束后复盘', 5, 'working_days'),
    limit('receipt', '预警发布后回执', 2, 'working_days'),
    limit('selfCheck', '申报后自查', 30, 'natural_days'),
    limit('review', '自查后复核', 10, 'working_days'),
    limit('award', '复核后命名', 10, 'working_days'),
    limit('beforeExpiry', '命名到期前复查', 1, 'months'),
  ],
}

export const SHIPPED_LIMITS = Object.fromEntries(
  Object.entries(LIMIT_CODES).map(([name, code]) => [
    name,
    JOINT_LIMITS.codes.find((each) => each.code === code)?.detail,
  ]),
) as unknown as JointLimits

/** The limits of one version of the office's table; what it leaves out is as shipped. */
export function limitsFrom(codes: readonly { code: string; detail?: unknown }[]): JointLimits {
  const entries = Object.entries(LIMIT_CODES).map(([key, code]) => {
    const name = key as LimitName
    const limit = JointLimit.safeParse(codes.find((each) => each.code === code)?.detail).data ?? SHIPPED_LIMITS[name]
    return [name, { ...limit, unit: FIXED_UNITS[name] ?? limit.unit }]
  })
  return Object.fromEntries(entries) as JointLimits
}

/** As frozen into a record. */
export const JointLimits = z
  .record(z.string(), JointLimit)
  .transform((given) => ({ ...SHIPPED_LIMITS, ...given }) as JointLimits)
