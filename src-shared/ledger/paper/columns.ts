/** One column of the 矛盾纠纷调解台账: its title, relative width, and how its cells stand. */
export interface LedgerColumn {
  key: string
  title: string
  /** Millimetres on a sheet with all 25 columns; hidden ones leave their width to the rest. */
  width: number
  align: 'left' | 'center' | 'right'
}

function column<const K extends string>(key: K, title: string, width: number, align: LedgerColumn['align'] = 'center') {
  return { key, title, width, align }
}

/** The 25 columns of the register of cases, in order (人民调解案件登记簿). */
export const LEDGER_COLUMNS = [
  column('no', '序号', 7),
  column('dossierNumber', '卷号', 16, 'left'),
  column('acceptedOn', '受理日期', 9.5),
  column('applicants', '申请人', 12.5),
  column('respondents', '被申请人', 12.5),
  column('peopleCount', '人数', 7),
  column('justiceClass', '纠纷类别', 11.8),
  column('source', '案件来源', 14.4, 'left'),
  column('difficulty', '难度等级', 8),
  column('facts', '纠纷简况', 34.5, 'left'),
  column('mediators', '调解员', 11),
  column('sessions', '调解次数', 7),
  column('closedOn', '结案日期', 9.5),
  column('result', '结果', 9.2),
  column('agreementForm', '协议形式', 8),
  column('agreementNumber', '协议编号', 16, 'left'),
  column('amountFen', '涉及金额(元)', 15, 'right'),
  column('performBy', '履行期限', 9.5),
  column('performance', '履行情况', 9.2),
  column('confirmation', '司法确认', 12, 'left'),
  column('returnVisitOn', '回访日期', 9.5),
  column('satisfaction', '满意度', 9.2),
  column('archivedOn', '归档日期', 9.5),
  column('subsidy', '补贴等级与金额', 12),
  column('note', '备注', 10, 'left'),
] as const satisfies readonly LedgerColumn[]

export type LedgerColumnKey = (typeof LEDGER_COLUMNS)[number]['key']
