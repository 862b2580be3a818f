import { column, type LedgerDefinition } from '../ledger/definition.ts'
import { petitionContributions, type CountedPetition } from './ledgerCounts.ts'
import { AGENCY_CHECKS, agencyFigures, PETITION_CHECKS, petitionFigures } from './ledgerFigures.ts'

const DAY = { kind: 'day', gridWidth: 100 } as const
const PEOPLE = { kind: 'integer', sum: 'total', gridWidth: 56 } as const

const shared = {
  noun: '信访事项',
  organisation: 'centreName',
  masksNames: 'always',
  numberKey: 'number',
  aboutKeys: ['contentClass', 'summary', 'unit'],
  contributionsOf: petitionContributions,
  manual: null,
  topics: ['petition', 'matters'],
} as const

/** 信访代理台账 (B2.5): a petition is registered, and stands in the month, on the day of its first mandate. */
export const AGENCY_LEDGER: LedgerDefinition<CountedPetition> = {
  ...shared,
  id: 'petition_agency',
  title: '信访代理台账',
  shortTitle: '信访代理台账',
  figuresTitle: '信访代理情况统计',
  numberTitle: '代理编号',
  dayTitle: '委托日期',
  bases: [{ id: 'mandated', title: '按首次签订委托书的日期列入' }],
  columns: [
    column('no', '序号', 7, 'center', { kind: 'integer' }),
    column('number', '代理编号', 31, 'left', { sum: 'count', gridWidth: 240, isFrozen: true }),
    column('mandatedOn', '登记日期', 9.5, 'center', { ...DAY, isFrozen: true }),
    column('names', '委托人', 13, 'center', { isName: true, hasPeople: true, gridWidth: 120, isFrozen: true }),
    column('peopleCount', '人数', 7, 'center', PEOPLE),
    column('summary', '事项摘要', 34, 'left', { gridWidth: 300 }),
    column('contentClass', '类别', 14, 'center', { gridWidth: 120, filter: 'whole' }),
    column('unit', '责任单位', 24, 'left', { gridWidth: 190, filter: 'whole' }),
    column('agent', '代理员', 12, 'center', { hasPeople: true, filter: 'whole' }),
    column('submittedOn', '提交日期', 9.5, 'center', DAY),
    column('toldOn', '受理告知日期', 9.5, 'center', DAY),
    column('dueOn', '到期日', 9.5, 'center', DAY),
    column('closedOn', '办结日期', 9.5, 'center', DAY),
    column('result', '结果', 14, 'center', { filter: 'whole' }),
    column('satisfaction', '满意度', 16, 'center', {
      parts: [
        { key: 'ratedAgency', title: '满意度（对代理）' },
        { key: 'ratedUnit', title: '满意度（对责任单位）' },
      ],
    }),
    column('isRepeat', '是否重复', 8, 'center', { gridWidth: 84 }),
    column('archivedOn', '归档', 9.5, 'center', DAY),
    column('note', '备注', 9, 'left', { gridWidth: 120 }),
  ],
  footnote: '代理无偿，不影响信访人自行信访',
  monthsOf: ({ monthMandated }) => [['mandated', monthMandated]],
  figures: agencyFigures,
  checks: AGENCY_CHECKS,
  trend: {
    whole: { measure: 'total', title: '代理' },
    part: { measure: 'closed', title: '办结', longTitle: '已办结', rateTitle: '办结率' },
    lists: [
      { prefix: 'content.', table: 'petition_content', title: '按内容分类', head: '类别' },
      { prefix: 'place.', table: 'places', title: '按居村', head: '居村' },
    ],
  },
  papers: { ledger: 'petition_agency_ledger', figures: 'petition_agency_figures' },
  difference: { series: 'agency_difference', word: '代更字' },
}

/** 信访工作台账 (B3.6). Telephone, identity number and address come in already masked: a ledger needs no more. */
export const PETITION_LEDGER: LedgerDefinition<CountedPetition> = {
  ...shared,
  id: 'petition',
  title: '信访工作台账',
  shortTitle: '信访台账',
  figuresTitle: '信访工作情况统计',
  numberTitle: '编号',
  dayTitle: '信访日期',
  bases: [
    { id: 'received', title: '按信访日期列入' },
    { id: 'closed', title: '按办结日期列入' },
  ],
  columns: [
    column('no', '序号', 7, 'center', { kind: 'integer' }),
    column('number', '编号', 15, 'left', { sum: 'count', gridWidth: 150, isFrozen: true }),
    column('receivedOn', '信访日期', 9.5, 'center', { ...DAY, isFrozen: true }),
    column('names', '姓名', 13, 'center', { isName: true, hasPeople: true, gridWidth: 120, isFrozen: true }),
    column('phone', '联系电话', 16, 'center', { gridWidth: 130 }),
    column('idNumber', '证件号码', 22, 'center', { gridWidth: 180 }),
    column('address', '地址', 22, 'left', { gridWidth: 180 }),
    column('problemPlace', '问题属地', 18, 'left', { gridWidth: 150 }),
    column('form', '形式', 8, 'center', { gridWidth: 84, filter: 'whole' }),
    column('contentClass', '类别', 14, 'center', { gridWidth: 120, filter: 'whole' }),
    column('peopleCount', '人数', 7, 'center', PEOPLE),
    column('summary', '概况', 42, 'left', { gridWidth: 300 }),
    column('unit', '责任单位', 18, 'left', { gridWidth: 150, filter: 'whole' }),
    column('answeredOn', '答复日期', 9.5, 'center', DAY),
    column('closedOn', '办结日期', 9.5, 'center', DAY),
    column('result', '结果', 14, 'center', { filter: 'whole' }),
    column('note', '备注', 14, 'left', { gridWidth: 160 }),
  ],
  footnote: '',
  monthsOf: ({ monthReceived, monthClosed }) => [
    ['received', monthReceived],
    ['closed', monthClosed],
  ],
  figures: petitionFigures,
  checks: PETITION_CHECKS,
  trend: {
    whole: { measure: 'total', title: '登记' },
    part: { measure: 'closed', title: '办结', longTitle: '已办结', rateTitle: '办结率' },
    lists: [
      { prefix: 'content.', table: 'petition_content', title: '按内容分类', head: '类别' },
      { prefix: 'place.', table: 'places', title: '按居村', head: '居村' },
    ],
  },
  papers: { ledger: 'petition_ledger', figures: 'petition_figures' },
  difference: { series: 'petition_difference', word: '信更字' },
}
