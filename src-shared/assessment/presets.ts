import type { CodeTable } from '../kernel/codeTable.ts'
import { IndicatorDetail, type Indicator } from './rule.ts'

const indicator = (code: string, title: string, detail: object): Indicator => ({
  code,
  title,
  detail: IndicatorDetail.parse(detail),
})

/**
 * A sheet of a hundred points made of the common sample (B.9, [惯例]) as far as it rests on outcomes. Entry counts,
 * rankings of units by received sheets and one-vote vetoes of the sample are left out.
 */
export const ASSESSMENT_RULE: Omit<CodeTable, 'codes'> & { codes: Indicator[] } = {
  id: 'assessment_rule',
  title: '成员单位联考表（百分制）',
  version: 1,
  status: 'unverified',
  source: '街道百分制样例归纳，只取看结果的项目；分值和扣分由本单位定（未核实）',
  codes: [
    indicator('01', '按期答复', {
      group: '办理时效',
      points: 30,
      formula: 'shortfall',
      part: 'inTime',
      target: 100,
      per: 0.5,
      minWhole: 3,
    }),
    indicator('02', '红牌督办', { group: '办理时效', points: 10, formula: 'each', part: 'red', per: 2 }),
    indicator('03', '验证不通过', { group: '办理质量', points: 20, formula: 'each', part: 'redone', per: 2 }),
    indicator('04', '实质性办结', { group: '办理质量', points: 15, formula: 'rate', part: 'substantive', minWhole: 3 }),
    indicator('05', '群众评价', { group: '群众满意', points: 10, formula: 'rate', part: 'satisfied', minWhole: 3 }),
    indicator('06', '组织领导', {
      group: '组织领导',
      points: 10,
      formula: 'hand',
      evidence: '责任书、年度研究部署的会议纪要',
    }),
    indicator('07', '台账规范', { group: '台账规范', points: 5, formula: 'hand', evidence: '抽查台账，缺项逐处列明' }),
    indicator('90', '工作创新', { group: '加分', points: 5, formula: 'bonus', evidence: '区级以上推广或表彰的文件' }),
  ],
}
