import type { Day } from '../../src-shared/kernel/day.ts'
import { isRecordRow, type SheetRow } from '../../src-shared/ledger/sheet/cell.ts'
import { HEADER_SEARCH_ROWS } from '../../src-shared/ledger/sheet/detectHeader.ts'
import { MEDIATION_LEDGER_FIELDS } from '../../src-shared/ledger/sheet/mediationLedgerFields.ts'
import { findOverLimit, toImportedCase } from '../../src-shared/ledger/toImportedCase.ts'
import { proposeGovernanceClass } from '../../src-shared/mediation/classMapping.ts'
import { readSheet } from '../paper/xlsx/readSheet.ts'
import { readRecords, type ImportFile } from './readRecords.ts'

/** How far the first look is; with the last part the rows among which the heads are, and how many rows hold anything. */
export interface LookedPart {
  rows: number
  share: number
  found?: { top: SheetRow[]; records: number }
}

/** Reads a workbook to its end, which also tells whether it can be read. */
export async function* lookAtSheet(bytes: Uint8Array): AsyncGenerator<LookedPart> {
  const top: SheetRow[] = []
  let records = 0
  let [rows, share, told] = [0, 0, 0]
  const onProgress = (done: number, part: number): void => void ([rows, share] = [done, part])
  for await (const row of readSheet(bytes, { onProgress })) {
    if (top.length < HEADER_SEARCH_ROWS) top.push(row)
    if (isRecordRow(row)) records += 1
    if (rows - told < TOLD_EVERY) continue
    told = rows
    yield { rows, share }
  }
  yield { rows, share: 1, found: { top, records } }
}

const TOLD_EVERY = 2_000

export interface SheetProblemAt {
  row: number
  column: number
  message: string
}
/** What the next rows of a ledger brought. */
export interface CheckedPart {
  rows: number
  problems: SheetProblemAt[]
  /** Dossier numbers that stand in the sheet for the first time, with their rows. */
  numbers: { number: string; row: number }[]
}

const CHECKED_AT_ONCE = 500

/** Checks the rows of a ledger against everything but the store. */
export async function* checkRecords(
  { bytes, mapping }: Pick<ImportFile, 'bytes' | 'mapping'>,
  today: Day,
): AsyncGenerator<CheckedPart> {
  const seen = new Map<string, number>()
  const column = mapping.dossierNumber ?? 0
  let part: CheckedPart = { rows: 0, problems: [], numbers: [] }
  for await (const { row, values, problems: found } of readRecords({ bytes, mapping }, today)) {
    const add = (at: number | null | undefined, message: string) =>
      part.problems.push({ row: row.number, column: at ?? 0, message })
    for (const problem of found) add(problem.column, problem.message)
    if (found.length === 0)
      for (const { key, message } of findOverLimit(toImportedCase(values, proposeGovernanceClass)))
        add(mapping[key], `${titleOf(key)}：${message}`)
    const number = detached(String(values.dossierNumber ?? ''))
    const first = number ? seen.get(number) : undefined
    if (first) add(column, `卷号：与第 ${first} 行重复`)
    else if (number) {
      seen.set(number, row.number)
      part.numbers.push({ number, row: row.number })
    }
    part.rows += 1
    if (part.rows < CHECKED_AT_ONCE) continue
    yield part
    part = { rows: 0, problems: [], numbers: [] }
  }
  yield part
}

const titleOf = (key: string): string => MEDIATION_LEDGER_FIELDS.find((field) => field.key === key)?.title ?? ''

/** A text of its own: one cut out of a row of the sheet would keep the whole row in memory. */
const detached = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le')
