import { toYuanText } from '../kernel/money.ts'
import type { LedgerRow } from './schema.ts'

/** One cell that is not what was signed off; `whole` marks a case that came in or went out. */
export interface CellDifference {
  matterId: LedgerRow['matterId']
  dossierNumber: string
  column: string
  columnTitle: string
  frozen: string
  present: string
}

const TITLES: Partial<Record<keyof LedgerRow, string>> = {
  dossierNumber: '卷号',
  acceptedOn: '受理日期',
  applicants: '申请人',
  respondents: '被申请人',
  peopleCount: '人数',
  justiceClass: '纠纷类别',
  source: '案件来源',
  difficulty: '难度等级',
  facts: '纠纷简况',
  mediators: '调解员',
  sessions: '调解次数',
  closedOn: '结案日期',
  result: '结果',
  agreementForm: '协议形式',
  agreementNumber: '协议编号',
  amountFen: '涉及金额',
  performBy: '履行期限',
  performance: '履行情况',
  confirmation: '司法确认',
  returnVisitOn: '回访日期',
  satisfaction: '满意度',
  archivedOn: '归档日期',
  grade: '补贴等级',
  subsidyFen: '补贴金额',
  note: '备注',
}

/**
 * Every cell in which the present rows differ from the signed-off ones, case by case in ledger
 * order. Cases missing on one side appear as one entry. Empty exactly when both are equal.
 */
export function compareLedgers(frozen: readonly LedgerRow[], present: readonly LedgerRow[]): CellDifference[] {
  const now = new Map(present.map((row) => [row.matterId, row]))
  const before = new Set(frozen.map((row) => row.matterId))
  const differences: CellDifference[] = []
  for (const row of frozen) {
    const after = now.get(row.matterId)
    if (!after) differences.push(whole(row, '在台账内', '已不在本期'))
    else differences.push(...compareRow(row, after))
  }
  for (const row of present) if (!before.has(row.matterId)) differences.push(whole(row, '不在台账内', '应列入本期'))
  return differences
}

function compareRow(before: LedgerRow, after: LedgerRow): CellDifference[] {
  return (Object.keys(TITLES) as (keyof LedgerRow)[])
    .filter((key) => before[key] !== after[key])
    .map((key) => ({
      matterId: after.matterId,
      dossierNumber: after.dossierNumber,
      column: key,
      columnTitle: TITLES[key] ?? '',
      frozen: show(key, before),
      present: show(key, after),
    }))
}

function show(key: keyof LedgerRow, row: LedgerRow): string {
  const value = row[key]
  return key === 'amountFen' || key === 'subsidyFen' ? toYuanText(value as number) : String(value ?? '')
}

const whole = (row: LedgerRow, frozen: string, present: string): CellDifference => ({
  matterId: row.matterId,
  dossierNumber: row.dossierNumber,
  column: 'whole',
  columnTitle: '整条记录',
  frozen,
  present,
})
