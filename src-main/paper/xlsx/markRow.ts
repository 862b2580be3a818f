import { attribute, forEachCell } from './sheetPieces.ts'
import { columnLetters } from './sheetSpec.ts'
import { escapeCellText } from './xml.ts'

export interface RowMarks {
  /** Columns whose cells are coloured. */
  columns: Set<number>
  /** What stands in the added column; an older text there is removed if this is empty. */
  text: string
}

/**
 * A row of a worksheet with some cells coloured and a text in one column; everything else stays as it is.
 *
 * @param marked gives the coloured copy of a cell format
 */
export function markRow(
  row: string,
  number: number,
  marks: RowMarks,
  textColumn: number,
  marked: (style: number) => number,
): string {
  const prefix = /^<(\w+:)?row/.exec(row)?.[1] ?? ''
  const ref = (column: number) => columnLetters(column) + number
  const cells = new Map<number, string>()
  let first = 0
  let last = 0
  forEachCell(row, (cell) => {
    first ||= cell.start
    last = cell.end
    const tag = row.slice(cell.start, cell.tagEnd)
    const rest = row.slice(cell.tagEnd, cell.end)
    const named = attribute(tag, 'r') ? tag : withAttribute(tag, 'r', ref(cell.column))
    const isMarked = marks.columns.has(cell.column)
    cells.set(cell.column, (isMarked ? withAttribute(named, 's', String(marked(cell.style))) : named) + rest)
  })
  for (const column of marks.columns) {
    if (!cells.has(column)) cells.set(column, `<${prefix}c r="${ref(column)}" s="${marked(0)}"/>`)
  }
  if (marks.text === '') cells.delete(textColumn)
  else {
    const text = `<${prefix}is><${prefix}t xml:space="preserve">${escapeCellText(marks.text)}</${prefix}t></${prefix}is>`
    cells.set(textColumn, `<${prefix}c r="${ref(textColumn)}" s="${marked(0)}" t="inlineStr">${text}</${prefix}c>`)
  }

  const tagEnd = row.indexOf('>') + 1
  const isOpen = row[tagEnd - 2] !== '/'
  const opening = row.slice(0, isOpen ? tagEnd - 1 : tagEnd - 2).replace(/\sspans="[^"]*"/, '')
  const before = first > 0 ? row.slice(tagEnd, first) : ''
  const after = isOpen ? row.slice(last || tagEnd) : `</${prefix}row>`
  const inOrder = [...cells].sort(([a], [b]) => a - b).map(([, xml]) => xml)
  return `${opening}>${before}${inOrder.join('')}${after}`
}

function withAttribute(tag: string, name: string, value: string): string {
  const bare = tag.replace(new RegExp(`\\s${name}\\s*=\\s*(?:"[^"]*"|'[^']*')`), '')
  return bare.replace(/^<[\w:]+/, (opening) => `${opening} ${name}="${value}"`)
}
