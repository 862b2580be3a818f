import type { Cell } from '../../../src-shared/ledger/sheet/cell.ts'
import { columnOf } from './sheetPieces.ts'
import { attributesOf } from './xml.ts'
import { damaged } from './zipReader.ts'

export interface Merge {
  top: number
  bottom: number
  left: number
  right: number
}

const MAX_MERGES = 200_000
const MAX_ACTIVE = 2_000
const MAX_MERGED_COLUMNS = 1_000

/**
 * Reads a worksheet through once for the merged cells, which stand behind the rows that they concern. The part is
 * unpacked and checked whole by that, so a bomb or a damaged file shows before the first row is handed out.
 */
export async function readMerges(chunks: AsyncIterable<Buffer>): Promise<Merge[]> {
  let opening: Buffer | undefined
  let carried: Buffer = Buffer.alloc(0)
  const found: Buffer[] = []
  for await (const chunk of chunks) {
    if (found.length > 0) {
      found.push(chunk)
      continue
    }
    opening ??= Buffer.from(
      `<${/<(\w+:)?worksheet[\s>]/.exec(chunk.toString('latin1', 0, 4_000))?.[1] ?? ''}mergeCells`,
    )
    const window = Buffer.concat([carried, chunk])
    const at = window.indexOf(opening)
    if (at >= 0) found.push(window.subarray(at))
    else carried = window.subarray(Math.max(0, window.length - opening.length))
  }
  const xml = Buffer.concat(found).toString('utf8')
  return [...xml.matchAll(/<(?:\w+:)?mergeCell\s[^>]*>/g)]
    .slice(0, MAX_MERGES)
    .map(([tag]) => toMerge(attributesOf(tag).ref ?? ''))
}

function toMerge(ref: string): Merge {
  const [, from = '', top, to = '', bottom] = /^\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)$/i.exec(ref) ?? []
  if (!top || !bottom) throw damaged('merged cells')
  return { top: Number(top), bottom: Number(bottom), left: columnOf(from), right: columnOf(to) }
}

/** Marks, row by row from the top, the cells that lie under another one. */
export function createMergeMarker(merges: readonly Merge[]): (row: number, cells: Cell[]) => void {
  const waiting = [...merges].sort((a, b) => b.top - a.top)
  let active: Merge[] = []
  return (row, cells) => {
    if (active.length > 0) active = active.filter((merge) => merge.bottom >= row)
    while (waiting.length > 0 && waiting[waiting.length - 1]!.top <= row) active.push(waiting.pop()!)
    if (active.length > MAX_ACTIVE) throw damaged('overlapping merged cells')
    for (const { top, left, right } of active) {
      const mergedWith = { row: top, column: left }
      for (let column = left; column <= right && column < MAX_MERGED_COLUMNS; column += 1) {
        if (row === top && column === left) continue
        while (cells.length < column) cells.push({ kind: 'empty' })
        cells[column] = { kind: 'empty', mergedWith }
      }
    }
  }
}
