import {
  NUMBER_COLUMN,
  type LedgerCells,
  type LedgerColumn,
  type LedgerDefinition,
} from '../../src-shared/ledger/definition.ts'
import type { ColumnKind, SheetRecord, SheetSpec } from '../paper/xlsx/sheetSpec.ts'

const KINDS: Record<NonNullable<LedgerColumn['kind']>, ColumnKind> = {
  text: 'text',
  day: 'day',
  integer: 'integer',
  fen: 'yuan',
}

/** In a column narrower than its day a spreadsheet shows only `####`. */
const DAY_WIDTH = 11

/** A ledger as a workbook: its columns with real days, counts and amounts. */
export function ledgerSheet(
  { columns }: Pick<LedgerDefinition, 'columns'>,
  words: Pick<SheetSpec, 'sheetName' | 'title' | 'note' | 'exportNote'>,
): SheetSpec {
  return {
    ...words,
    columns: columns.map(({ key, title, width, kind }) => ({
      key,
      title: title.replace('|', ' '), // where paper breaks the line
      width: Math.max(kind === 'day' ? DAY_WIDTH : 6, Math.round(width * 0.9)),
      kind: KINDS[kind ?? 'text'],
    })),
    sumKeys: columns.filter(({ sum, parts }) => sum === 'total' && !parts).map(({ key }) => key),
    footLines: ['填表人：　　　　　　审核人：　　　　　　负责人（签章）：　　　　　　填报日期：'],
    emptyText: '本月无',
  }
}

export function toSheetRecord(columns: readonly LedgerColumn[], row: LedgerCells, index: number): SheetRecord {
  return Object.fromEntries(
    columns.map(({ key, parts }) => [
      key,
      key === NUMBER_COLUMN ? index + 1 : parts ? partsText(parts, row) : (row[key] ?? null),
    ]),
  )
}

function partsText(parts: NonNullable<LedgerColumn['parts']>, row: LedgerCells): string {
  return parts
    .map(({ key, kind }) => {
      const value = row[key] ?? ''
      if (kind !== 'fen') return String(value)
      return Number(value) > 0 ? `${Number(value) / 100} 元` : ''
    })
    .filter((text) => text !== '')
    .join(' ')
}
