import type { Day } from '../../src-shared/kernel/day.ts'
import { isRecordRow, type SheetRow } from '../../src-shared/ledger/sheet/cell.ts'
import { HEADER_SEARCH_ROWS } from '../../src-shared/ledger/sheet/detectHeader.ts'
import { readSheet } from '../paper/xlsx/readSheet.ts'
import type { SheetFile } from '../ctx/ctx.ts'
import { PROFILES } from './profiles.ts'
import { readRecords } from './readRecords.ts'

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
/** What the next rows of a sheet brought. */
export interface CheckedPart {
  rows: number
  problems: SheetProblemAt[]
  /** Numbers (of dossiers, of another system's tasks) that stand in the sheet for the first time, with their rows. */
  numbers: { number: string; row: number }[]
}

const CHECKED_AT_ONCE = 500

/** Checks the rows of a sheet against everything but the store. */
export async function* checkRecords(file: SheetFile, today: Day): AsyncGenerator<CheckedPart> {
  const { mapping } = file
  const { fields, numberKey, toNumber, refused } = PROFILES[file.profile]
  const titleOf = (key: string): string => fields.find((field) => field.key === key)?.title ?? ''
  const seen = new Map<string, number>()
  const column = mapping[numberKey] ?? 0
  let part: CheckedPart = { rows: 0, problems: [], numbers: [] }
  for await (const { row, values, problems: found } of readRecords(file, today)) {
    const add = (at: number | null | undefined, message: string) =>
      part.problems.push({ row: row.number, column: at ?? 0, message })
    for (const problem of found) add(problem.column, problem.message)
    if (found.length === 0)
      for (const { key, message } of refused(values, today)) add(mapping[key], `${titleOf(key)}：${message}`)
    const number = detached(toNumber(values))
    const first = number ? seen.get(number) : undefined
    if (first) add(column, `${titleOf(numberKey)}：与第 ${first} 行重复`)
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

/** A text of its own: one cut out of a row of the sheet would keep the whole row in memory. */
const detached = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le')
