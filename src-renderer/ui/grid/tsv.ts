/** Blocks of cells as spreadsheets exchange them on the clipboard. */
export type Block = readonly (readonly string[])[]

/** Tab-separated text; a cell with a tab, line break or leading quote is quoted, inner quotes doubled. */
export function toTsv(block: Block): string {
  return block.map((line) => line.map(quote).join('\t')).join('\r\n')
}

function quote(cell: string): string {
  const text = cell.replace(/\r\n?/g, '\n')
  return /[\t\n]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * Reads what Excel and WPS put on the clipboard. Quoted cells may hold tabs and line breaks; the one empty
 * line at the end is not a row; short rows are filled up so that the block is a rectangle.
 */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = [[]]
  let at = 0
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  while (at <= source.length) {
    const [cell, end] = source[at] === '"' ? readQuoted(source, at) : readPlain(source, at)
    rows.at(-1)?.push(cell)
    if (source[end] === '\n') rows.push([])
    at = end + 1
  }
  const width = Math.max(...rows.map((row) => row.length))
  return rows.map((row) => [...row, ...Array<string>(width - row.length).fill('')])
}

function readPlain(source: string, start: number): [string, number] {
  const found = source.slice(start).search(/[\t\n]/)
  const end = found < 0 ? source.length : start + found
  return [source.slice(start, end), end]
}

/** Falls back to plain reading where the quote never closes at the end of a cell: `"a" b` is ordinary text. */
function readQuoted(source: string, start: number): [string, number] {
  let cell = ''
  for (let at = start + 1; at < source.length; at++) {
    if (source[at] !== '"') cell += source[at]
    else if (source[at + 1] === '"') {
      cell += '"'
      at++
    } else {
      const after = source[at + 1]
      return after === undefined || after === '\t' || after === '\n' ? [cell, at + 1] : readPlain(source, start)
    }
  }
  return readPlain(source, start)
}

/** An HTML table for the clipboard whose cells stay text in a spreadsheet: long numbers keep their digits. */
export function toHtmlTable(block: Block): string {
  const cell = (text: string): string =>
    `<td style="mso-number-format:'\\@';white-space:pre-wrap">${escapeHtml(text)}</td>`
  const lines = block.map((line) => `<tr>${line.map(cell).join('')}</tr>`)
  return `<meta charset="utf-8"><table>${lines.join('')}</table>`
}

function escapeHtml(text: string): string {
  const plain = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return plain.replace(/\r\n?|\n/g, '<br style="mso-data-placement:same-cell">')
}
