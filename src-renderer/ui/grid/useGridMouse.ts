import { onScopeDispose } from 'vue'
import type { CellPos } from './gridTypes.ts'

export interface GridMouseHost {
  readonly go: (cell: CellPos, extend: boolean) => void
  readonly open: (cell: CellPos) => void
  readonly lastColumn: () => number
}

/** Click, Shift+click and drag over cells; a click on a row's number takes the whole row. */
export function useGridMouse(host: GridMouseHost) {
  let isDragging = false
  const stop = (): void => void (isDragging = false)
  window.addEventListener('mouseup', stop)
  onScopeDispose(() => window.removeEventListener('mouseup', stop))

  function cellOf(event: MouseEvent): CellPos | undefined {
    const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null
    if (!element) return undefined
    return { row: Number(element.dataset['row']), column: Number(element.dataset['column']) }
  }
  return {
    onMousedown(event: MouseEvent): void {
      const cell = cellOf(event)
      if (!cell || event.button !== 0 || (event.target as Element).closest('button, a, input')) return
      event.preventDefault()
      if (cell.column >= 0) {
        isDragging = true
        return host.go(cell, event.shiftKey)
      }
      host.go({ row: cell.row, column: 0 }, event.shiftKey)
      host.go({ row: cell.row, column: host.lastColumn() }, true)
    },
    onMouseover(event: MouseEvent): void {
      const cell = isDragging ? cellOf(event) : undefined
      if (cell && cell.column >= 0) host.go(cell, true)
    },
    onDblclick(event: MouseEvent): void {
      const cell = cellOf(event)
      if (cell && cell.column >= 0) host.open(cell)
    },
  }
}
