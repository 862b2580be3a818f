import type { Day } from '../../src-shared/kernel/day.ts'
import type { FieldValue } from '../../src-shared/ledger/sheet/field.ts'
import { detectHeader, HEADER_SEARCH_ROWS } from '../../src-shared/ledger/sheet/detectHeader.ts'
import { isRecordRow, type SheetRow } from '../../src-shared/ledger/sheet/cell.ts'
import { MEDIATION_LEDGER_FIELDS } from '../../src-shared/ledger/sheet/mediationLedgerFields.ts'
import { checkOrder } from '../../src-shared/ledger/sheet/checkOrder.ts'
import { parseRow } from '../../src-shared/ledger/sheet/parseRow.ts'
import { chosenMapping, isKnownHead } from '../../src-shared/ledger/sheet/proposeMapping.ts'
import { readSheet } from '../paper/xlsx/readSheet.ts'
import type { Job } from '../ctx/ctx.ts'

export interface ImportFile {
  fileName: string
  bytes: Uint8Array
  mapping: Record<string, number | null>
  rowCount: number
  /** The dry run found nothing to mend. */
  isClean: boolean
}

export interface SheetRecordRow {
  row: SheetRow
  values: Record<string, FieldValue>
  problems: { column: number; message: string }[]
}

/** The record rows of a ledger sheet, read by the chosen mapping. */
export async function* readRecords(
  file: Pick<ImportFile, 'bytes' | 'mapping'>,
  today: Day,
  job?: Job,
): AsyncGenerator<SheetRecordRow> {
  const top: SheetRow[] = []
  let mapping: ReturnType<typeof chosenMapping> | undefined
  let lastHead = 0
  const record = (row: SheetRow): SheetRecordRow | undefined =>
    mapping && row.number > lastHead && isRecordRow(row) ? readRow(row, mapping, today) : undefined
  for await (const row of readSheet(file.bytes, { signal: job?.signal })) {
    if (top.length < HEADER_SEARCH_ROWS) {
      top.push(row)
      if (top.length < HEADER_SEARCH_ROWS) continue
    }
    if (!mapping) {
      const header = detectHeader(top, (text) => isKnownHead(text, MEDIATION_LEDGER_FIELDS))
      mapping = chosenMapping(file.mapping, header?.heads ?? [], MEDIATION_LEDGER_FIELDS)
      lastHead = header?.lastRow ?? 0
      for (const early of top) {
        const found = record(early)
        if (found) yield found
      }
      continue
    }
    const found = record(row)
    if (found) yield found
  }
  if (!mapping) yield* shortSheet(top, file.mapping, today)
}

function readRow(row: SheetRow, mapping: ReturnType<typeof chosenMapping>, today: Day): SheetRecordRow {
  const { values, problems } = parseRow(row.cells, mapping, MEDIATION_LEDGER_FIELDS, today)
  return { row, values, problems: [...problems, ...checkOrder(values, mapping)] }
}

/** A sheet shorter than the stretch in which heads are looked for. */
function* shortSheet(rows: SheetRow[], chosen: ImportFile['mapping'], today: Day): IterableIterator<SheetRecordRow> {
  const header = detectHeader(rows, (text) => isKnownHead(text, MEDIATION_LEDGER_FIELDS))
  if (!header) return
  const mapping = chosenMapping(chosen, header.heads, MEDIATION_LEDGER_FIELDS)
  for (const row of rows) {
    if (row.number > header.lastRow && isRecordRow(row)) yield readRow(row, mapping, today)
  }
}
