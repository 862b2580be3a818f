import type { LedgerBasis } from '../centre/schema.ts'
import { JUSTICE_CODES } from './justiceCodes.ts'
import type { CrossCheck, Figure, ManualFigures } from './schema.ts'
import { MANUAL_FIGURES } from './schema.ts'

/** Which counter a figure of the monthly table (A3.3) shows, and how it is defined. */
interface FigureRule {
  key: string
  group: string
  title: string
  unit: string
  definition: string
}

const rule = (key: string, group: string, title: string, unit = '件', definition = ''): FigureRule => ({
  key,
  group,
  title,
  unit,
  definition,
})

const RULES: readonly FigureRule[] = [
  rule('total', '总量', '调解案件总数（受理）', '件', '本期列入台账的调解案件'),
  rule('hard', '总量', '其中：疑难复杂', '件', '难度等级为疑难复杂或重大'),
  rule('success', '结果', '调解成功', '件', '达成书面或口头协议'),
  rule('people', '人数', '涉及当事人', '人', '各案当事人数之和'),
  rule('threeOrMore', '人数', '其中 3 人以上', '件', '当事人 3 人及以上的案件'),
  rule('amountFen', '金额', '协议涉及金额', '万元', '书面和口头协议金额之和'),
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

/** Fen in ten thousand yuan, to two decimals. */
const toWan = (fen: number): number => Math.round(fen / 10_000) / 100

/**
 * The monthly table. Source: 司发通〔2010〕239号 reports as published by cities (A3.3), checked by its own sums.
 * @param counted measure -> sum, see `contributions.ts`
 */
export function toFigures(
  counted: ReadonlyMap<string, number>,
  manual: ManualFigures,
  className: (code: string) => string,
): Figure[] {
  const n = (key: string): number => counted.get(key) ?? 0
  const shown = (r: FigureRule): Figure => ({ ...r, value: r.key === 'amountFen' ? toWan(n(r.key)) : n(r.key) })
  const figures = RULES.map(shown)
  figures.splice(3, 0, {
    key: 'successRate',
    group: '结果',
    title: '调解成功率',
    unit: '%',
    value: n('total') === 0 ? null : Math.round((n('success') / n('total')) * 1000) / 10,
    definition: '调解成功 ÷ 调解案件总数（受理）；总数为 0 时空着',
  })
  const classes = JUSTICE_CODES.map((code) => shown(rule(`class.${code}`, '类别', className(code))))
  const byHand = Object.entries(MANUAL_FIGURES).map(([key, title]) => {
    const value = manual[key as keyof ManualFigures]
    const unit = /（(.)）$/.exec(title)?.[1] ?? '件'
    return {
      key: `manual.${key}`,
      group: '预防（手工填报）',
      title: title.replace(/（.）$/, ''),
      unit,
      value: value ?? null,
      definition: '由填表人填报，未填空着',
    }
  })
  return [...figures, ...classes, ...byHand]
}

/** The cross-checks of A3.3 (勾稽). `suspects` names the records that can break one. */
export function crossChecks(
  counted: ReadonlyMap<string, number>,
  suspects: (check: CheckKey) => CrossCheck['matters'],
): CrossCheck[] {
  const n = (key: string): number => counted.get(key) ?? 0
  const classSum = [...counted]
    .filter(([key]) => key.startsWith('class.') && JUSTICE_CODES.includes(key.slice(6)))
    .reduce((sum, [, value]) => sum + value, 0)
  const check = (key: CheckKey, title: string, left: number, right: number, holds: boolean): CrossCheck => ({
    title,
    left,
    right,
    holds,
    matters: holds ? [] : suspects(key),
  })
  const sources = n('source.proactive') + n('source.applied') + n('source.referred')
  return [
    check('sources', '来源三项之和 = 案件总数', sources, n('total'), sources === n('total')),
    check('classes', '各纠纷类别之和 = 案件总数', classSum, n('total'), classSum === n('total')),
    check('success', '调解成功 ≤ 案件总数', n('success'), n('total'), n('success') <= n('total')),
    check(
      'forms',
      '口头协议 + 书面协议 ≤ 调解成功',
      n('oral') + n('written'),
      n('success'),
      n('oral') + n('written') <= n('success'),
    ),
    check('confirmed', '司法确认 ≤ 书面协议', n('confirmed'), n('written'), n('confirmed') <= n('written')),
  ]
}
export type CheckKey = 'sources' | 'classes' | 'success' | 'forms' | 'confirmed'

/** How the month is cut and counted, printed under every sheet. */
export function definitionOf(basis: LedgerBasis, from: string, to: string): string {
  const by = basis === 'accepted' ? '按受理日期列入' : '按达成协议或终止的日期列入'
  return `本期自 ${from} 至 ${to}，${by}；成功率 = 调解成功 ÷ 案件总数（受理）`
}
