import type { Day } from '../../src-shared/kernel/day.ts'
import type { FieldValue } from '../../src-shared/ledger/sheet/field.ts'
import { detectHeader, HEADER_SEARCH_ROWS } from '../../src-shared/ledger/sheet/detectHeader.ts'
import { isRecordRow, type SheetRow } from '../../src-shared/ledger/sheet/cell.ts'
import { parseRow } from '../../src-shared/ledger/sheet/parseRow.ts'
import { chosenMapping, isKnownHead } from '../../src-shared/ledger/sheet/proposeMapping.ts'
import { readSheet } from '../paper/xlsx/readSheet.ts'
import type { Job, SheetFile } from '../ctx/ctx.ts'
import { PROFILES } from './profiles.ts'

export interface ImportFile extends SheetFile {
  fileName: string
  rowCount: number
  /** Heads by column, for what is remembered of a source. */
  headers: string[]
  /** The other system whose list it is; empty for an older ledger. */
  sourceId: string
  /** The dry run found nothing to mend. */
  isClean: boolean
}

export interface SheetRecordRow {
  row: SheetRow
  values: Record<string, FieldValue>
  problems: { column: number; message: string }[]
}

/** The record rows of a sheet, read by the chosen mapping. */
export async function* readRecords(file: SheetFile, today: Day, job?: Job): AsyncGenerator<SheetRecordRow> {
  const { profile } = file
  const { fields } = PROFILES[profile]
  const top: SheetRow[] = []
  let mapping: ReturnType<typeof chosenMapping> | undefined
  let lastHead = 0
  const record = (row: SheetRow): SheetRecordRow | undefined =>
    mapping && row.number > lastHead && isRecordRow(row) ? readRow(row, profile, mapping, today) : undefined
  for await (const row of readSheet(file.bytes, { signal: job?.signal })) {
    if (top.length < HEADER_SEARCH_ROWS) {
      top.push(row)
      if (top.length < HEADER_SEARCH_ROWS) continue
    }
    if (!mapping) {
      const header = detectHeader(top, (text) => isKnownHead(text, fields))
      mapping = chosenMapping(file.mapping, header?.heads ?? [], fields)
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
  if (!mapping) yield* shortSheet(top, file, today)
}

function readRow(
  row: SheetRow,
  profile: SheetFile['profile'],
  mapping: ReturnType<typeof chosenMapping>,
  today: Day,
): SheetRecordRow {
  const { fields, between } = PROFILES[profile]
  const { values, problems } = parseRow(row.cells, mapping, fields, today)
  return { row, values, problems: [...problems, ...between(values, mapping)] }
}

/** A sheet shorter than the stretch in which heads are looked for. */
function* shortSheet(rows: SheetRow[], file: SheetFile, today: Day): IterableIterator<SheetRecordRow> {
  const { fields } = PROFILES[file.profile]
  const header = detectHeader(rows, (text) => isKnownHead(text, fields))
  if (!header) return
  const mapping = chosenMapping(file.mapping, header.heads, fields)
  for (const row of rows) {
    if (row.number > header.lastRow && isRecordRow(row)) yield readRow(row, file.profile, mapping, today)
  }
}
