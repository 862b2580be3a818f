import { onGuardedKey } from '../imeGuard.ts'
import { useShortcuts } from '../shortcuts.ts'
import { cellCount, moveCell, rangeOf, type GridSize, type Selection } from './gridSelection.ts'
import type { CellPos } from './gridTypes.ts'

const WIDTH_STEP_PX = 16

export interface GridKeysHost {
  readonly name: string
  readonly selection: () => Selection
  readonly size: () => GridSize
  /** Whether any column can be edited at all. */
  readonly isEditable: () => boolean
  readonly canEdit: (cell: CellPos) => boolean
  readonly hasFocus: () => boolean
  readonly goTo: (cell: CellPos, extend: boolean) => void
  readonly selectAll: () => void
  readonly collapse: () => void
  readonly open: () => void
  /** Sorts by the column; false if it cannot be sorted. */
  readonly sortBy: (column: number) => boolean
  readonly widen: (column: number, pixels: number) => void
  readonly beginEdit: () => void
  readonly fillDown: () => void
  readonly clear: () => void
  readonly undo: () => void
  /** Ctrl+Enter over a range: what shall stand in all of it is asked for; false where that is not offered. */
  readonly choose: () => boolean
}

/** What the keys do in a grid outside of an open cell editor, and their entries in the sheet of shortcuts. */
export function useGridKeys(host: GridKeysHost, editorTook: (event: KeyboardEvent) => boolean) {
  const whenEditable = (): boolean => host.hasFocus() && host.isEditable()
  useShortcuts(
    [
      { keys: 'Enter', label: '打开这一行（可改的格子：修改）', run: host.open, when: host.hasFocus },
      { keys: 'F2', label: '修改这一格', run: host.beginEdit, when: whenEditable },
      { keys: 'Ctrl+D', label: '向下填充', run: host.fillDown, when: whenEditable },
      { keys: 'Ctrl+Z', label: '撤销', run: host.undo, when: whenEditable },
      { keys: 'Alt+ArrowRight', label: '加宽这一列（Alt+← 变窄）', run: () => undefined, when: host.hasFocus },
    ],
    { title: host.name },
  )

  function act(event: KeyboardEvent): boolean {
    const { active } = host.selection()
    const isCtrl = event.ctrlKey || event.metaKey
    const key = isCtrl ? `Ctrl+${event.key.toLowerCase()}` : event.key
    if (event.altKey) return widen(event.key, active.column)
    const target = moveCell(active, event.key, isCtrl, host.size())
    if (target) host.goTo(target, event.shiftKey)
    else if (key === 'Ctrl+a') host.selectAll()
    else if (key === 'Escape' && cellCount(rangeOf(host.selection())) > 1) host.collapse()
    else if ((key === 'Enter' || key === ' ') && active.row < 0) return host.sortBy(active.column)
    else if (key === 'Enter' && !host.canEdit(active)) host.open()
    else return host.isEditable() && change(key)
    return true
  }
  function change(key: string): boolean {
    if (key === 'F2' || key === 'Enter') host.beginEdit()
    else if (key === 'Ctrl+d') host.fillDown()
    else if (key === 'Ctrl+z') host.undo()
    else if (key === 'Ctrl+enter') return host.choose()
    else if (key === 'Delete' || key === 'Backspace') host.clear()
    else return false
    return true
  }
  function widen(key: string, column: number): boolean {
    if (key !== 'ArrowLeft' && key !== 'ArrowRight') return false
    host.widen(column, key === 'ArrowRight' ? WIDTH_STEP_PX : -WIDTH_STEP_PX)
    return true
  }
  return onGuardedKey((event) => {
    if (editorTook(event) || !act(event)) return
    event.preventDefault()
    event.stopPropagation()
  })
}
