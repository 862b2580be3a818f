import { attributesOf } from './xml.ts'
import { damaged } from './zipReader.ts'

/** A worksheet part in its three pieces, each exactly as it stands in the file. */
export type SheetPiece =
  { kind: 'start'; xml: string } | { kind: 'rows'; rows: string[] } | { kind: 'end'; xml: string }

/** A row longer than this is no ledger. */
const MAX_ROW_CHARS = 32 * 1024 * 1024

/**
 * Cuts a worksheet into what stands before its rows, the rows, and what stands after them. The texts of a
 * worksheet escape `<`, so a tag can be found by its name alone.
 */
export async function* sheetPieces(chunks: AsyncIterable<Buffer>): AsyncGenerator<SheetPiece> {
  const decoder = new TextDecoder()
  let text = ''
  let state: SheetPiece['kind'] = 'start'
  let prefix = ''
  for await (const chunk of chunks) {
    text += decoder.decode(chunk, { stream: true })
    if (state === 'start') {
      const opening = /<(\w+:)?sheetData(?:\s[^>]*)?\/?>/.exec(text)
      if (!opening) continue
      const end = opening.index + opening[0].length
      prefix = opening[1] ?? ''
      yield { kind: 'start', xml: text.slice(0, end) }
      text = text.slice(end)
      state = opening[0].endsWith('/>') ? 'end' : 'rows'
    }
    if (state === 'rows') {
      const cut = cutRows(text, prefix)
      if (cut.rows.length > 0) yield { kind: 'rows', rows: cut.rows }
      text = text.slice(cut.length)
      if (cut.isEnd) state = 'end'
      else if (text.length > MAX_ROW_CHARS) throw damaged('endless row')
    }
  }
  if (state !== 'end') throw damaged('worksheet without end')
  yield { kind: 'end', xml: text + decoder.decode() }
}

/** The whole rows at the start of `text`, and how much of it they take. */
function cutRows(text: string, prefix: string): { rows: string[]; length: number; isEnd: boolean } {
  const closing = `</${prefix}row>`
  const rows: string[] = []
  for (let at = 0; ;) {
    const start = text.indexOf('<', at)
    const tagEnd = start < 0 ? -1 : text.indexOf('>', start)
    if (tagEnd < 0) return { rows, length: at, isEnd: false }
    if (text.startsWith(`</${prefix}sheetData`, start)) return { rows, length: start, isEnd: true }
    let end = tagEnd + 1
    if (text.startsWith(`<${prefix}row`, start)) {
      if (text[tagEnd - 1] !== '/') {
        const close = text.indexOf(closing, tagEnd)
        if (close < 0) return { rows, length: at, isEnd: false }
        end = close + closing.length
      }
      rows.push(text.slice(start, end))
    }
    at = end
  }
}

/** A cell inside the XML of a row. The same object is used for every cell of a row. */
export interface RawCell {
  /** From 0. */
  column: number
  /** Where its element begins, where its start tag ends (behind `>`), and where the element ends. */
  start: number
  tagEnd: number
  end: number
  type: string | undefined
  style: number
}

/** The number of a row from 1; rows may leave it out and then follow the one before. */
export function rowNumberOf(row: string, previous: number): number {
  const tag = row.slice(0, row.indexOf('>') + 1)
  const number = Number(attribute(tag, 'r'))
  if (Number.isInteger(number) && number > previous && number <= 1_048_576) return number
  if (tag.includes(' r=')) throw damaged('row number')
  return previous + 1
}

export function forEachCell(row: string, visit: (cell: RawCell) => void): void {
  const prefix = /^<(\w+:)?row/.exec(row)?.[1] ?? ''
  const opening = `<${prefix}c`
  const closing = `</${prefix}c>`
  const cell: RawCell = { column: -1, start: 0, tagEnd: 0, end: 0, type: undefined, style: 0 }
  for (let at = row.indexOf('>'); ; at = cell.end) {
    cell.start = row.indexOf(opening, at)
    if (cell.start < 0) return
    cell.tagEnd = row.indexOf('>', cell.start) + 1
    const isOpen = row[cell.tagEnd - 2] !== '/'
    cell.end = isOpen ? row.indexOf(closing, cell.tagEnd) + closing.length : cell.tagEnd
    if (cell.end < cell.tagEnd) throw damaged('cell without end')
    const tag = row.slice(cell.start, cell.tagEnd)
    const ref = attribute(tag, 'r')
    cell.column = ref ? columnOf(ref) : cell.column + 1
    cell.type = attribute(tag, 't')
    cell.style = Number(attribute(tag, 's') ?? 0)
    visit(cell)
  }
}

/** One attribute of a start tag. */
export function attribute(tag: string, name: string): string | undefined {
  const at = tag.indexOf(` ${name}="`)
  if (at >= 0) return tag.slice(at + name.length + 3, tag.indexOf('"', at + name.length + 3))
  return tag.includes("'") || /[\t\r\n]/.test(tag) ? attributesOf(tag)[name] : undefined
}

/** `AB12` -> 27. */
export function columnOf(ref: string): number {
  let column = 0
  for (let i = 0; i < ref.length; i += 1) {
    const letter = (ref.charCodeAt(i) & ~32) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  if (column < 1 || column > 16_384) throw damaged('cell reference')
  return column - 1
}
