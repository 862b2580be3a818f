import { contributionsOf, type CountedCase } from './contributions.ts'
import type { LedgerDefinition } from './definition.ts'
import { MEDIATION_CHECKS, mediationFigures } from './figures.ts'
import { LEDGER_COLUMNS } from './paper/columns.ts'
import { MANUAL_FIGURES } from './manualFigures.ts'

/** What a mediation is counted by, with the ledger months it belongs to ('' for none). */
export type LedgerCase = CountedCase & { monthAccepted: string; monthClosed: string }

/** 矛盾纠纷调解台账 and 人民调解案件情况统计表 (A3.3, A3.6). */
export const MEDIATION_LEDGER: LedgerDefinition<LedgerCase> = {
  id: 'mediation',
  title: '矛盾纠纷调解台账',
  shortTitle: '调解台账',
  figuresTitle: '人民调解案件情况统计',
  noun: '案件',
  numberTitle: '卷号',
  dayTitle: '受理日期',
  organisation: 'committeeName',
  masksNames: 'setting',
  bases: [
    { id: 'accepted', title: '按受理日期列入' },
    { id: 'closed', title: '按达成协议或终止的日期列入' },
  ],
  columns: LEDGER_COLUMNS,
  numberKey: 'dossierNumber',
  aboutKeys: ['justiceClass', 'facts', 'mediators'],
  footnote: '成功率 = 调解成功 ÷ 案件总数（受理）',
  monthsOf: ({ monthAccepted, monthClosed }) => [
    ['accepted', monthAccepted],
    ['closed', monthClosed],
  ],
  contributionsOf,
  figures: mediationFigures,
  checks: MEDIATION_CHECKS,
  manual: {
    title: '预防情况填报',
    group: '预防（手工填报）',
    note: '预防各项由填表人手工填报，未填的空着，不作 0。',
    fields: MANUAL_FIGURES,
  },
  trend: {
    whole: { measure: 'total', title: '受理' },
    part: { measure: 'success', title: '成功', longTitle: '调解成功', rateTitle: '成功率' },
    lists: [
      { prefix: 'class.', table: 'justice_class', title: '按纠纷类别', head: '类别' },
      { prefix: 'place.', table: 'places', title: '按居村', head: '居村' },
    ],
  },
  papers: { ledger: 'mediation_ledger', figures: 'monthly_figures' },
  difference: { series: 'difference', word: '更字' },
  topics: ['mediation'],
}
