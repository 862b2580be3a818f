import ExcelJS from 'exceljs'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSheet } from '../src-main/paper/xlsx/readSheet.ts'
import type { SheetRecord } from '../src-main/paper/xlsx/sheetSpec.ts'
import { writeSheet } from '../src-main/paper/xlsx/writeSheet.ts'
import { addDays } from '../src-shared/kernel/day.ts'
import type { Day } from '../src-shared/kernel/day.ts'
import { isRecordRow } from '../src-shared/ledger/sheet/cell.ts'
import type { SheetRow } from '../src-shared/ledger/sheet/cell.ts'
import { HEADER_SEARCH_ROWS, detectHeader } from '../src-shared/ledger/sheet/detectHeader.ts'
import { MEDIATION_LEDGER_FIELDS as FIELDS } from '../src-shared/ledger/sheet/mediationLedgerFields.ts'
import { parseRow } from '../src-shared/ledger/sheet/parseRow.ts'
import { isKnownHead, proposeMapping } from '../src-shared/ledger/sheet/proposeMapping.ts'
import { makeEmptyStore, peakMb, timeImport, type ImportTimes } from './support/importBench.ts'
import { COLUMNS, oldLedger, SPEC } from './support/oldLedger.ts'

/**
 * `node bench/xlsx.ts [--quick]`: one JSON line a figure. Every figure is measured in a fresh process; the ratio
 * is exceljs in memory to ours, both of this run. --quick leaves out exceljs at 100,000 rows, --import measures only
 * the import: `import` is from the file's bytes to the committed store, `import.open` and `import.check` are the two
 * looks at it before, `import.index` the search entries that follow in the background, `read` is reading and checking alone.
 */
function* records(count: number): Generator<SheetRecord> {
  for (let i = 0; i < count; i += 1) {
    const record: Record<string, string | number> = {}
    for (const [column, { key, kind }] of COLUMNS.entries()) {
      const { options } = FIELDS[column] ?? {}
      if (options) record[key] = options[i % options.length]!.label
      else if (kind === 'day') record[key] = addDays('2020-01-01' as Day, (i + column) % 2_000)
      else if (kind === 'yuan') record[key] = (i * 37) % 9_999_999
      else if (kind === 'integer') record[key] = i % 9
      else
        record[key] =
          column < 30
            ? `示例${column}第${i}件：因楼道堆物发生争执，已约双方到场`
            : `11010119000101${String(i + column).padStart(4, '0')}`
    }
    yield record
  }
}

type Task = 'ours' | 'exceljs' | 'exceljs-stream' | 'shared-strings' | 'read' | 'old-ledger' | 'empty-store'

async function run(task: Task, file: string, count: number): Promise<void> {
  if (task === 'ours') await writeSheet(file, SPEC, records(count))
  else if (task === 'read') await readLedger(file, count)
  else if (task === 'old-ledger') await writeSheet(file, SPEC, oldLedger(count))
  else if (task === 'empty-store') await makeEmptyStore(file)
  else if (task === 'exceljs') {
    const book = new ExcelJS.Workbook()
    fill(book.addWorksheet('台账'), count)
    await book.xlsx.writeFile(file)
  } else {
    const book = new ExcelJS.stream.xlsx.WorkbookWriter({
      filename: file,
      useStyles: true,
      useSharedStrings: task === 'shared-strings',
    })
    const sheet = book.addWorksheet('台账')
    fill(sheet, count)
    sheet.commit()
    await book.commit()
  }
}

function fill(sheet: ExcelJS.Worksheet, count: number): void {
  sheet.columns = COLUMNS.map(({ key, title, kind }) => ({
    key,
    header: title,
    style: kind === 'day' ? { numFmt: 'yyyy-mm-dd' } : {},
  }))
  for (const record of records(count)) {
    const values = COLUMNS.map(({ key, kind }) =>
      kind === 'day' ? new Date(`${record[key]}T00:00:00Z`) : kind === 'yuan' ? Number(record[key]) / 100 : record[key],
    )
    sheet.addRow(values).commit()
  }
}

async function readLedger(file: string, count: number): Promise<void> {
  const top: SheetRow[] = []
  let mapping: ReturnType<typeof proposeMapping> | undefined
  let good = 0
  const check = (row: SheetRow) =>
    isRecordRow(row) && parseRow(row.cells, mapping!, FIELDS).problems.length === 0 && (good += 1)
  for await (const row of readSheet(file)) {
    if (mapping) check(row)
    else if (top.push(row) === HEADER_SEARCH_ROWS) {
      const header = detectHeader(top, (text) => isKnownHead(text, FIELDS))!
      mapping = proposeMapping(header.heads, FIELDS)
      top.filter(({ number }) => number > header.lastRow).forEach(check)
    }
  }
  if (good !== count) throw new Error(`${good} of ${count} rows are good`)
}

interface Measured {
  seconds: number
  cpuSeconds?: number
  peakMb: number
}

function inChild(task: Task | 'import', file: string, count: number, ...more: string[]): unknown {
  const room = task === 'import' ? [] : ['--max-old-space-size=12000'] // exceljs; the import runs as in the application
  const arguments_ = [...room, import.meta.filename, task, file, String(count), ...more]
  return JSON.parse(
    execFileSync(process.execPath, arguments_, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  )
}

function measure(task: Task, file: string, count: number): Measured | undefined {
  try {
    return inChild(task, file, count) as Measured
  } catch {
    return undefined // out of memory: exceljs at 100,000 rows on a small machine
  }
}

function print(name: string, measured: Measured | undefined, ratio?: number): void {
  const figure = (part: string, value: number | undefined, unit: string) =>
    console.log(
      JSON.stringify({
        name: `xlsx.${name}.${part}`,
        value: value === undefined ? null : Number(value.toFixed(2)),
        unit,
        ...(ratio && part === 'time' && { ratio: Number(ratio.toFixed(2)) }),
      }),
    )
  figure('time', measured?.seconds, 's')
  if (measured?.cpuSeconds) figure('cpu', measured.cpuSeconds, 's')
  figure('peak', measured?.peakMb, 'MB')
}

function exports(folder: string, isQuick: boolean): void {
  for (const count of [10_000, 100_000]) {
    const size = `${count / 1_000}k`
    const ours = measure('ours', join(folder, `ours-${size}.xlsx`), count)
    const isMeasured = count === 10_000 || !isQuick
    const theirs = isMeasured ? measure('exceljs', join(folder, 'theirs.xlsx'), count) : undefined
    print(`export.${size}`, ours, ours && theirs && theirs.seconds / ours.seconds)
    if (!isMeasured) continue
    print(`export.${size}.exceljs`, theirs)
    print(`export.${size}.exceljs-stream`, measure('exceljs-stream', join(folder, 'stream.xlsx'), count))
  }
  print('read.100k', measure('read', join(folder, 'ours-100k.xlsx'), 100_000))
  measure('shared-strings', join(folder, 'shared.xlsx'), 100_000)
  print('read.100k.shared-strings', measure('read', join(folder, 'shared.xlsx'), 100_000))
}

function imports(folder: string, count: number): void {
  const [file, store] = [join(folder, 'old-ledger.xlsx'), join(folder, 'store')]
  inChild('old-ledger', file, count)
  inChild('empty-store', store, 0)
  const steps = inChild('import', file, count, store) as ImportTimes
  for (const [step, measured] of Object.entries(steps))
    print(`import.${count / 1_000}k${step === 'commit' ? '' : `.${step}`}`, measured)
}

const [task, file, count, store] = process.argv.slice(2)
if (task === 'import') {
  console.log(JSON.stringify(await timeImport(file!, Number(count), store!)))
} else if (file) {
  const start = performance.now()
  await run(task as Task, file, Number(count))
  console.log(JSON.stringify({ seconds: (performance.now() - start) / 1_000, peakMb: peakMb() }))
} else {
  const folder = mkdtempSync(join(tmpdir(), 'bench-xlsx-'))
  try {
    if (task !== '--import') exports(folder, task === '--quick')
    imports(folder, 100_000)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
