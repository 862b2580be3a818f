import { computed, reactive, toValue, watch, type ComputedRef, type MaybeRefOrGetter } from 'vue'
import { readJson, useUiStorage } from '../uiStorage.ts'
import { uiMetrics } from '../uiMetrics.ts'
import type { GridColumn, PlacedColumn } from './gridTypes.ts'

const DEFAULT_WIDTH = 120
const MIN_WIDTH = 40
const MAX_WIDTH = 1200

export interface ColumnWidths<Row> {
  readonly placed: ComputedRef<readonly PlacedColumn<Row>[]>
  /** `width` in CSS pixels as shown (with zoom); undefined goes back to the column's own width. */
  readonly resize: (key: string, width: number | undefined) => void
}

/** Places the columns side by side, frozen ones first, with the widths the user gave them last time. */
export function useColumnWidths<Row>(
  columns: MaybeRefOrGetter<readonly GridColumn<Row>[]>,
  storageKey: MaybeRefOrGetter<string | undefined>,
  firstLeft: MaybeRefOrGetter<number>,
): ColumnWidths<Row> {
  const storage = useUiStorage()
  const own = reactive<Record<string, number>>({})
  const slot = (): string | undefined => {
    const key = toValue(storageKey)
    return key && `grid.${key}.widths`
  }
  watch(
    slot,
    (key) => {
      for (const each of Object.keys(own)) delete own[each]
      if (key) Object.assign(own, readJson<Record<string, number>>(storage, key, {}))
    },
    { immediate: true },
  )

  const placed = computed(() => {
    let left = toValue(firstLeft)
    const given = toValue(columns)
    const ordered = [...given.filter((each) => each.frozen), ...given.filter((each) => !each.frozen)]
    return ordered.map((column): PlacedColumn<Row> => {
      const width = Math.round((own[column.key] ?? column.width ?? DEFAULT_WIDTH) * uiMetrics.zoom)
      left += width
      return { column, width, left: left - width, isFrozen: column.frozen === true }
    })
  })

  function resize(key: string, width: number | undefined): void {
    if (width === undefined) delete own[key]
    else own[key] = Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width / uiMetrics.zoom)))
    const stored = slot()
    if (stored) storage.write(stored, JSON.stringify(own))
  }
  return { placed, resize }
}
