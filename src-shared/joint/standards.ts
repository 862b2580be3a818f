import { z } from 'zod'
import type { CodeTable } from '../kernel/codeTable.ts'

/** What a kind of 平安创建 is checked by, as an office sets it by version; frozen into an application when it is made. */
export const Standard = z.object({
  /** Points from which it is passed. */
  passPoints: z.int('达标分为整数').min(1, '达标分至少为 1').max(1000),
  /** How long an award holds. */
  validMonths: z.int('有效期为整数').min(1, '有效期至少 1 个月').max(240),
  criteria: z
    .array(
      z.object({
        title: z.string().trim().min(1, '请填写标准').max(200),
        points: z.int('分值为整数').min(1, '分值至少为 1').max(1000),
      }),
    )
    .min(1, '至少要有一条标准')
    .max(60),
})
export type Standard = z.infer<typeof Standard>

export const totalPoints = ({ criteria }: Standard): number => criteria.reduce((sum, { points }) => sum + points, 0)

const creation = (code: string, title: string, lines: readonly (readonly [string, number])[]) => ({
  code,
  title,
  detail: {
    passPoints: 80,
    validMonths: 24,
    criteria: lines.map(([words, points]) => ({ title: words, points })),
  } satisfies Standard,
})

const COMMON = [
  ['有人负责：有牵头人、有分工、有工作记录', 20],
  ['群防群治：有巡防或志愿队伍并正常活动', 20],
  ['技防物防：门禁、照明、消防设施完好', 20],
  ['矛盾化解：纠纷及时发现、及时调处，有记录', 20],
  ['宣传知晓：防范和平安建设宣传到户到人', 20],
] as const

/** Kinds of 平安创建 (S0, B.2). The criteria are a proposal to be replaced by the district's own. */
export const CREATIONS: Omit<CodeTable, 'codes'> & { codes: ReturnType<typeof creation>[] } = {
  id: 'joint_creation',
  title: '平安创建类别和标准',
  version: 1,
  status: 'unverified',
  source: '类别见地方平安创建做法，标准和有效期由本单位按区里文件改（未核实）',
  codes: [
    creation('01', '平安小区', COMMON),
    creation('02', '平安单位', COMMON),
    creation('03', '平安家庭', [
      ['家庭和睦，没有未化解的矛盾', 40],
      ['用电用气安全，懂得防范常识', 30],
      ['参加楼组、小区的平安活动', 30],
    ]),
    creation('04', '平安医院', COMMON),
    creation('05', '平安工地', COMMON),
    creation('06', '平安校园', COMMON),
    creation('07', '平安市场', COMMON),
  ],
}
