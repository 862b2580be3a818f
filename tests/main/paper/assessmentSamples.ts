import type { PaperData } from '../../../src-shared/paper/registry.ts'
import { long } from './mediationSamples.ts'
import type { Samples } from './samples.ts'

const day = (text: string) => text as never
const head = {
  organisation: '样例街道综治中心',
  period: '2026年3月',
  unit: '综合行政执法队',
  rule: '成员单位联考表第 1 版，2026-01-01 起生效',
  preparedBy: '壬登记',
  preparedOn: day('2026-04-05'),
}

/** Papers of the assessment of units; made up. */
export const ASSESSMENT_SAMPLES: Pick<Samples, 'assessment_sheet' | 'assessment_appeal'> = {
  assessment_sheet: {
    minimal: { items: [], notes: [] } as PaperData<'assessment_sheet'>,
    full: {
      ...head,
      items: ['按期答复', '红牌督办', '验证不通过', '实质性办结', '组织领导'].map((title, index) => ({
        group: '办理时效',
        title,
        full: '30.00',
        self: '28.50',
        score: index === 3 ? '不计分' : '26.67',
        steps: '16 ÷ 18，低于 100% 每 1 点扣 0.50：24.44（最低 0 分）',
        reason: index === 4 ? '会议纪要缺一次' : '',
      })),
      summary: '应得 85.00 分，得 80.50 分，折合百分 94.71 分，加分 0.00 分，共 94.71 分。',
      notes: ['分母少于 5，仅供参考：群众评价'],
    },
  },
  assessment_appeal: {
    minimal: {} as PaperData<'assessment_appeal'>,
    full: {
      ...head,
      item: '按期答复',
      score: '24.44',
      by: '庚内勤',
      on: day('2026-04-02'),
      claim: long,
      evidence: '区级协调会纪要',
      outcome: '成立',
      decision: '等待区级部门，不计入该件。',
      decidedBy: '负责人乙',
      decidedOn: day('2026-04-04'),
    },
  },
}
