import type { CellRange, GridEdit } from './gridTypes.ts'
import { clearEdit, pasteEdit, readBlock, type GridData } from './gridEdits.ts'
import { parseTsv, toHtmlTable, toTsv } from './tsv.ts'

export interface GridClipboardHost<Row> {
  readonly data: () => GridData<Row>
  readonly range: () => CellRange
  /** False while a cell is being edited: the text control then copies and pastes by itself. */
  readonly isActive: () => boolean
  readonly isEditable: () => boolean
  readonly edit: (edit: GridEdit<Row>) => void
  readonly copied: (size: { rows: number; columns: number; missing: number }) => void
}

/** Handlers for the browser's copy, cut and paste events. */
export function useGridClipboard<Row>(host: GridClipboardHost<Row>) {
  function copy(event: ClipboardEvent): boolean {
    if (!host.isActive() || !event.clipboardData) return false
    const { block, missing } = readBlock(host.data(), host.range())
    event.preventDefault()
    event.clipboardData.setData('text/plain', toTsv(block))
    event.clipboardData.setData('text/html', toHtmlTable(block))
    host.copied({ rows: block.length, columns: block[0]?.length ?? 0, missing })
    return true
  }
  return {
    onCopy: (event: ClipboardEvent) => void copy(event),
    onCut(event: ClipboardEvent): void {
      if (copy(event) && host.isEditable()) host.edit(clearEdit(host.data(), host.range()))
    },
    onPaste(event: ClipboardEvent): void {
      const text = event.clipboardData?.getData('text/plain')
      if (!host.isActive() || !host.isEditable() || !text) return
      event.preventDefault()
      host.edit(pasteEdit(host.data(), host.range(), parseTsv(text)))
    },
  }
}
