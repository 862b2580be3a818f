import { z } from 'zod'
import { Day } from '../kernel/day.ts'

const text = (max: number) => z.string().trim().max(max)
const needed = (max: number, message: string) => z.string().trim().min(1, message).max(max)
const code = z.string().regex(/^\d{1,6}$/, '请选择考核项')
const points = z
  .number('请填写分数')
  .min(0, '分数不能小于 0')
  .max(100, '分数不能大于 100')
  .refine((n) => Math.abs(n * 100 - Math.round(n * 100)) < 1e-6, '最多两位小数')

/** What can be said of a unit's month. Append-only; the newest self-score and review count item by item. */
export const ASSESSMENT_ACTS = {
  /** 自评, by the unit; for one without the application the centre keys in what came on paper. */
  selfScore: z.object({
    on: Day,
    by: needed(40, '请填写自评人'),
    scores: z
      .array(z.object({ code, score: points, note: text(300).default('') }))
      .min(1, '请至少填一项')
      .max(100),
  }),
  /** 复评 of what is given by hand: each with what it rests on. */
  review: z.object({
    on: Day,
    by: needed(40, '请填写复评人'),
    scores: z
      .array(z.object({ code, score: points, reason: text(300).default(''), evidence: needed(300, '请写明依据') }))
      .min(1, '请至少填一项')
      .max(100),
  }),
  /** 申诉 of one item. */
  appeal: z.object({
    on: Day,
    by: needed(40, '请填写申诉人'),
    code,
    claim: needed(1000, '请写明申诉理由'),
    evidence: text(500).default(''),
  }),
  withdrawAppeal: z.object({ appealId: needed(40, ''), on: Day, reason: needed(300, '请写明原因') }),
  /** Upheld: records that do not count for this item, or other points for one given by hand. Tasks stay as they are. */
  decide: z.object({
    appealId: needed(40, ''),
    on: Day,
    by: needed(40, '请填写决定人'),
    isUpheld: z.boolean(),
    reason: needed(1000, '请写明理由'),
    excludes: z.array(text(140)).max(500).default([]),
    score: points.nullable().default(null),
  }),
} as const
export type AssessmentActName = keyof typeof ASSESSMENT_ACTS
export type AssessmentAct<N extends AssessmentActName = AssessmentActName> = z.infer<(typeof ASSESSMENT_ACTS)[N]>

export const ACT_TITLES: Readonly<Record<AssessmentActName, string>> = {
  selfScore: '自评',
  review: '复评',
  appeal: '申诉',
  withdrawAppeal: '撤回申诉',
  decide: '申诉决定',
}
