import { percent, type CheckRule, type CodeTables, type Count, type FigureRule } from './definition.ts'
import { JUSTICE_CODES } from './justiceCodes.ts'
import type { CountedCase } from './contributions.ts'

const rule = (
  key: string,
  group: string,
  title: string,
  unit = '件',
  definition = '',
  more: Partial<FigureRule> = {},
): FigureRule => ({ key, group, title, unit, definition, ...more })

/** Fen in ten thousand yuan, to two decimals. */
const toWan = (fen: number): number => Math.round(fen / 10_000) / 100

const RULES: readonly FigureRule[] = [
  rule('total', '总量', '调解案件总数（受理）', '件', '本期列入台账的调解案件'),
  rule('hard', '总量', '其中：疑难复杂', '件', '难度等级为疑难复杂或重大'),
  rule('success', '结果', '调解成功', '件', '达成书面或口头协议'),
  rule('successRate', '结果', '调解成功率', '%', '调解成功 ÷ 调解案件总数（受理）；总数为 0 时空着', {
    value: (n) => percent(n('success'), n('total'), 3),
    decimals: 1,
    opens: null,
  }),
  rule('people', '人数', '涉及当事人', '人', '各案当事人数之和'),
  rule('threeOrMore', '人数', '其中 3 人以上', '件', '当事人 3 人及以上的案件'),
  rule('amountFen', '金额', '协议涉及金额', '万元', '书面和口头协议金额之和', { value: (n) => toWan(n('amountFen')) }),
  rule('source.proactive', '来源', '主动调解'),
  rule('source.applied', '来源', '依申请调解'),
  rule('source.referred', '来源', '接受委托移送调解'),
  rule('referral.court', '来源', '其中：法院'),
  rule('referral.police', '来源', '其中：公安'),
  rule('referral.petition', '来源', '其中：信访'),
  rule('referral.procuratorate', '来源', '其中：检察'),
  rule('oral', '协议', '口头协议'),
  rule('written', '协议', '书面协议'),
  rule('performed', '履行', '已履行', '件', '履行结论为已履行'),
  rule('confirmed', '确认', '司法确认', '件', '法院裁定有效'),
]

/**
 * The monthly table of mediation. Source: 司发通〔2010〕239号 reports as published by cities (A3.3), checked by its own sums.
 */
export function mediationFigures(tables: CodeTables): FigureRule[] {
  const titles = new Map(tables('justice_class').map(({ code, title }) => [code, title]))
  return [...RULES, ...JUSTICE_CODES.map((code) => rule(`class.${code}`, '类别', titles.get(code) ?? code))]
}

const sumOf = (n: Count, ...keys: string[]): number => keys.reduce((sum, key) => sum + n(key), 0)

/** The cross-checks of A3.3 (勾稽). Kept counters that disagree with their cases name every case of the month. */
export const MEDIATION_CHECKS: readonly CheckRule<CountedCase>[] = [
  {
    title: '来源三项之和 = 案件总数',
    relation: '=',
    left: (n) => sumOf(n, 'source.proactive', 'source.applied', 'source.referred'),
    right: (n) => n('total'),
    why: () => '来源与总数不符，请重新统计',
  },
  {
    title: '各纠纷类别之和 = 案件总数',
    relation: '=',
    left: (n) => sumOf(n, ...JUSTICE_CODES.map((code) => `class.${code}`)),
    right: (n) => n('total'),
    why: ({ justiceClass }) =>
      JUSTICE_CODES.includes(justiceClass) ? '' : `纠纷类别代码 ${justiceClass || '空'} 不在 18 类内`,
  },
  {
    title: '调解成功 ≤ 案件总数',
    relation: '≤',
    left: (n) => n('success'),
    right: (n) => n('total'),
    why: () => '成功数多于总数，请重新统计',
  },
  {
    title: '口头协议 + 书面协议 ≤ 调解成功',
    relation: '≤',
    left: (n) => sumOf(n, 'oral', 'written'),
    right: (n) => n('success'),
    why: (c) => (c.agreementForm && c.result !== 'success' ? '有协议但结果不是调解成功' : ''),
  },
  {
    title: '司法确认 ≤ 书面协议',
    relation: '≤',
    left: (n) => n('confirmed'),
    right: (n) => n('written'),
    why: (c) => (c.confirmation === 'valid' && c.agreementForm !== 'written' ? '司法确认有效但没有书面协议' : ''),
  },
]
