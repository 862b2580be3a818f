import { toGroupedYuan } from '../../paper/groupedYuan.ts'
import { column, type LedgerColumn } from '../definition.ts'

export type { LedgerColumn }

const DAY = { kind: 'day', gridWidth: 100 } as const

/** The 25 columns of the register of mediated cases, in order (人民调解案件登记簿). */
export const LEDGER_COLUMNS = [
  column('no', '序号', 7, 'center', { kind: 'integer' }),
  column('dossierNumber', '卷号', 16, 'left', { sum: 'count', gridWidth: 240, isFrozen: true }),
  column('acceptedOn', '受理日期', 8.4, 'center', { ...DAY, isFrozen: true }),
  column('applicants', '申请人', 11.5, 'center', { isName: true, hasPeople: true, gridWidth: 110, isFrozen: true }),
  column('respondents', '被申请人', 11.5, 'center', { isName: true, hasPeople: true, gridWidth: 120 }),
  column('peopleCount', '人数', 6.4, 'center', { kind: 'integer', sum: 'total', gridWidth: 56 }),
  column('justiceClass', '纠纷类别', 11.8, 'center', { gridWidth: 130, filter: 'whole' }),
  column('source', '案件来源', 14.4, 'left', { gridWidth: 150 }),
  column('difficulty', '难度等级', 7, 'center', { gridWidth: 84 }),
  column('facts', '纠纷简况', 46.1, 'left', { gridWidth: 300 }),
  column('mediators', '调解员', 11, 'center', { hasPeople: true, filter: 'each' }),
  column('sessions', '调解次数', 6.4, 'center', { kind: 'integer', sum: 'total', gridWidth: 84 }),
  column('closedOn', '结案日期', 8.4, 'center', DAY),
  column('result', '结果', 8.9, 'center', {
    gridWidth: 90,
    filter: 'whole',
    sum: (rows) => `成功${rows.filter(({ result }) => /(?<!不)成功$/.test(String(result))).length}`,
  }),
  column('agreementForm', '协议形式', 7, 'center', { gridWidth: 84 }),
  column('agreementNumber', '协议编号', 16, 'left', { gridWidth: 240 }),
  column('amountFen', '涉及金额(元)', 15, 'right', {
    kind: 'fen',
    sum: 'total',
    gridWidth: 120,
    // an agreement over nothing but deeds shows its nought
    text: ({ amountFen, agreementForm }) =>
      Number(amountFen) > 0 || agreementForm !== '' ? toGroupedYuan(Number(amountFen)) : '',
  }),
  column('performBy', '履行期限', 8.4, 'center', DAY),
  column('performance', '履行情况', 8.9),
  column('confirmation', '司法确认', 12, 'left'),
  column('returnVisitOn', '回访日期', 8.4, 'center', DAY),
  column('satisfaction', '满意度', 8.9, 'center', { gridWidth: 84 }),
  column('archivedOn', '归档日期', 8.4, 'center', DAY),
  column('subsidy', '补贴等级与金额', 12, 'center', {
    sum: 'total',
    parts: [
      { key: 'grade', title: '补贴等级' },
      { key: 'subsidyFen', title: '补贴金额', kind: 'fen' },
    ],
  }),
  column('note', '备注', 10, 'left', { gridWidth: 160 }),
] as const satisfies readonly LedgerColumn[]

export type LedgerColumnKey = (typeof LEDGER_COLUMNS)[number]['key']
