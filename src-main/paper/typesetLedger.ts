import type { Instant } from '../../src-shared/kernel/day.ts'
import type { LedgerSheet } from '../../src-shared/ledger/paper/schema.ts'
import type { PaperSpec } from '../../src-shared/paper/spec.ts'
import type { Compiler, Sheet } from './compiler.ts'
import { joinParts } from './joinParts.ts'
import type { Part } from './joinParts.ts'
import { markTallRows } from './markTallRows.ts'

/**
 * Rows typeset at once, in some 0.5 s: between two parts the ledger can say how far it is and let memory go (one
 * document of 10,000 rows takes 1.1 GB). Each part but the last lays its last page out in vain.
 */
export const ROWS_PER_PART = 1_000

/** Four characters of 7 points and their padding. */
const NARROW_MM = 11

export interface LedgerJob {
  spec: PaperSpec
  data: LedgerSheet
  timestamp: Instant
  watermark: string
  onProgress: (done: number, total: number) => void
  /** Lets native memory go between two parts. */
  rest: () => Promise<void>
}

/**
 * Typesets a ledger of any length. A short one is one document. A long one is made in parts: each part's last page,
 * which may be part-filled, is dropped and its rows begin the next part, so that no page shows where parts meet; page
 * numbers go on, and the total is laid over all pages at the end.
 */
export async function typesetLedger(compiler: Compiler, job: LedgerJob): Promise<Omit<Sheet, 'ask'>> {
  const { rows } = job.data
  const missing = new Set<string>()
  const parts: Part[] = []
  let pagesBefore = 0
  for (let from = 0; ;) {
    const to = Math.min(from + ROWS_PER_PART, rows.length)
    const isLast = to === rows.length
    const isWhole = from === 0 && isLast
    const data = toTemplateData(job.data, from, to)
    const sheet = compiler.typesetSheet({
      ...job,
      data,
      firstPage: pagesBefore + 1,
      leavesTotalOpen: !isWhole,
      hasTags: false,
    })
    for (const one of sheet.missing) missing.add(one)
    if (isWhole) return sheet
    const maySplit = data.rows.map((row) => row.maySplit)
    const kept = isLast
      ? { pages: sheet.pages, rows: to - from }
      : cutPart(sheet.ask('row-pages') as number[], maySplit, sheet.pages)
    parts.push({ pdf: sheet.pdf, pages: kept.pages })
    pagesBefore += kept.pages
    from += kept.rows
    job.onProgress(from, rows.length)
    compiler.forget(0)
    await job.rest()
    if (isLast) break
  }
  const stamp = compiler.typesetSheet({ ...job, data: { totalPages: pagesBefore }, hasTags: false })
  return { pdf: await joinParts(parts, stamp.pdf), pages: pagesBefore, missing: [...missing] }
}

/**
 * How much of a part stays: the pages before the last one on which a row begins, and the rows on them. The cut never
 * follows a row that may go over to the next page. A part without such a place stays whole.
 */
export function cutPart(pageOfRow: readonly number[], maySplit: readonly boolean[], pages: number) {
  for (let row = pageOfRow.length - 1; row > 0; row--) {
    const page = pageOfRow[row] ?? 0
    if (page > (pageOfRow[row - 1] ?? 0) && !maySplit[row - 1]) return { pages: page - 1, rows: row }
  }
  return { pages, rows: pageOfRow.length }
}

function toTemplateData({ columns, rows, sums, ...words }: LedgerSheet, from: number, to: number) {
  const isLast = to === rows.length
  return {
    ...words,
    columns: columns.map((column) => ({ ...column, title: breakTitle(column.title, column.width) })),
    rows: markTallRows(
      rows.slice(from, to).map((cells) => cells.map(breakAfterYear)),
      columns,
      words.typeSizePt,
    ),
    sums: isLast ? sums : null,
    isLast,
  }
}

/** Lets `2026-03-05` break after its year in a narrow column. */
export function breakAfterYear(text: string): string {
  return text.replace(/^(\d{4}-)(?=\d{2}-\d{2}$)/, '$1\u200b')
}

/** A title of four characters too wide for its column breaks in its middle; `|` marks the place. */
function breakTitle(title: string, widthMm: number): string {
  return title.length === 4 && widthMm < NARROW_MM ? `${title.slice(0, 2)}|${title.slice(2)}` : title
}
