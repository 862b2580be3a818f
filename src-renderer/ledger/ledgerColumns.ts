import { toYuanText } from '../../src-shared/kernel/money.ts'
import { LEDGER_COLUMNS, type LedgerColumnKey } from '../../src-shared/ledger/paper/columns.ts'
import type { LedgerRow } from '../../src-shared/ledger/schema.ts'
import type { GridColumn } from '../ui/grid/gridTypes.ts'

type DataKey = Exclude<LedgerColumnKey, 'no'>

/** What a person reads first stays in view when the grid is scrolled sideways. */
const FROZEN = new Set<DataKey>(['dossierNumber', 'acceptedOn', 'applicants'])
const WIDTHS: Partial<Record<DataKey, number>> = {
  dossierNumber: 240,
  acceptedOn: 100,
  applicants: 110,
  respondents: 120,
  peopleCount: 56,
  justiceClass: 130,
  source: 150,
  difficulty: 84,
  facts: 300,
  sessions: 84,
  closedOn: 100,
  result: 90,
  agreementForm: 84,
  agreementNumber: 240,
  amountFen: 120,
  performBy: 100,
  returnVisitOn: 100,
  satisfaction: 84,
  archivedOn: 100,
  note: 160,
}
const money = (fen: number): string => (fen === 0 ? '' : toYuanText(fen).replace(/\B(?=(\d{3})+(?=\.))/g, ','))

function textOf(key: DataKey): (row: LedgerRow) => string {
  if (key === 'amountFen') return (row) => money(row.amountFen)
  if (key === 'subsidy') return (row) => [row.grade, money(row.subsidyFen)].filter(Boolean).join(' ')
  return (row) => String(row[key] ?? '')
}

/** The 25 columns of the register; the first, 序号, is the grid's own line number. */
export const ledgerColumns: readonly GridColumn<LedgerRow>[] = LEDGER_COLUMNS.filter(({ key }) => key !== 'no').map(
  ({ key, title, align }) => {
    const own = key as DataKey
    return {
      key: own,
      title,
      width: WIDTHS[own] ?? 110,
      align: align === 'center' ? 'left' : align,
      frozen: FROZEN.has(own),
      sortable: true,
      text: textOf(own),
      sortValue: (row: LedgerRow) => (own === 'subsidy' ? row.subsidyFen : row[own]),
    }
  },
)

export const columnTitle = (key: string): string => LEDGER_COLUMNS.find((column) => column.key === key)?.title ?? key

/** The sum line. */
export function ledgerSums(rows: readonly LedgerRow[]): Record<string, string> {
  const sum = (value: (row: LedgerRow) => number): number => rows.reduce((total, row) => total + value(row), 0)
  return {
    dossierNumber: `${rows.length} 件`,
    peopleCount: String(sum((row) => row.peopleCount)),
    sessions: String(sum((row) => row.sessions)),
    amountFen: money(sum((row) => row.amountFen)) || '0.00',
    subsidy: money(sum((row) => row.subsidyFen)),
  }
}
