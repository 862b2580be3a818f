import { nextTick, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { isImeKey } from '../imeGuard.ts'
import type { CellPos } from './gridTypes.ts'

export interface CellEditorHost {
  readonly activeCell: () => CellPos
  readonly canEdit: (cell: CellPos) => boolean
  readonly textAt: (cell: CellPos) => string
  readonly commit: (cell: CellPos, text: string) => void
  /** Ctrl+Enter: the text goes into every selected cell; false if no more than one is. */
  readonly fillAll: (text: string) => boolean
  /** Moves the focus after a commit: by a line (Enter), by a column (Tab), or by an arrow key. */
  readonly moveBy: (rows: number, columns: number) => void
}

export interface CellEditor {
  /** Always present and focused in an editable grid, so that an input method composes into it from the first key. */
  readonly area: ShallowRef<HTMLTextAreaElement | undefined>
  readonly editing: Ref<CellPos | undefined>
  /** What Esc gave up last; Ctrl+Z brings it back. */
  readonly abandoned: Ref<{ cell: CellPos; text: string } | undefined>
  readonly begin: (cell: CellPos, text?: string) => void
  readonly commit: () => void
  readonly onInput: () => void
  readonly onKeydown: (event: KeyboardEvent) => boolean
}

const ARROWS: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** Editing in the cell as spreadsheets do it: typing replaces, F2 edits, Enter and Tab commit and go on. */
export function useCellEditor(host: CellEditorHost): CellEditor {
  const area = shallowRef<HTMLTextAreaElement>()
  const editing = shallowRef<CellPos>()
  const abandoned = shallowRef<{ cell: CellPos; text: string }>()
  /** Begun by typing: arrow keys commit and move. Begun by F2: they move the caret. */
  const isTyping = ref(false)

  function begin(cell: CellPos, text?: string): void {
    if (!area.value || !host.canEdit(cell)) return
    editing.value = cell
    isTyping.value = false
    area.value.value = text ?? host.textAt(cell)
    void nextTick(() => {
      area.value?.focus()
      area.value?.setSelectionRange(area.value.value.length, area.value.value.length)
    })
  }
  function onInput(): void {
    if (!area.value || editing.value) return
    const cell = host.activeCell()
    if (host.canEdit(cell)) {
      editing.value = cell
      isTyping.value = true
    } else {
      area.value.value = ''
    }
  }
  function end(): void {
    editing.value = undefined
    if (area.value) area.value.value = ''
  }
  function commit(): void {
    const cell = editing.value
    const text = area.value?.value ?? ''
    end()
    if (cell && text !== host.textAt(cell)) host.commit(cell, text)
  }
  function cancel(): void {
    const cell = editing.value
    const text = area.value?.value ?? ''
    if (cell && text !== host.textAt(cell)) abandoned.value = { cell, text }
    end()
  }

  /** True if the key belonged to the editor. */
  function onKeydown(event: KeyboardEvent): boolean {
    if (!editing.value) return false
    if (isImeKey(event)) return true
    const arrow = isTyping.value && !event.shiftKey && !event.ctrlKey ? ARROWS[event.key] : undefined
    if (event.key === 'Enter' && (event.altKey || event.shiftKey)) {
      if (event.altKey) area.value?.setRangeText('\n', area.value.selectionStart, area.value.selectionEnd, 'end')
      if (event.altKey) event.preventDefault()
    } else if (event.key === 'Enter' && !event.ctrlKey) {
      finish(event, 1, 0)
    } else if (event.key === 'Tab') {
      finish(event, 0, event.shiftKey ? -1 : 1)
    } else if (arrow) {
      finish(event, ...arrow)
    } else if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      cancel()
    } else if (event.key === 'Enter') {
      if (host.fillAll(area.value?.value ?? '')) {
        event.preventDefault()
        event.stopPropagation()
        end()
      } else commit() // Ctrl+Enter: commit, and let the page save
      return true
    }
    return true
  }
  function finish(event: KeyboardEvent, rows: number, columns: number): void {
    event.preventDefault()
    event.stopPropagation()
    commit()
    host.moveBy(rows, columns)
  }
  return { area, editing, abandoned, begin, commit, onInput, onKeydown }
}
