import { computed, type ComputedRef } from 'vue'
import type { PlacedColumn, ShownColumn } from './gridTypes.ts'

/** The frozen columns and those in view, plus one on either side: wide sheets cost no more than narrow ones. */
export function useShownColumns<Row>(
  placed: ComputedRef<readonly PlacedColumn<Row>[]>,
  scrollLeft: () => number,
  viewWidth: () => number,
): ComputedRef<readonly ShownColumn<Row>[]> {
  const first = computed(() => {
    const at = placed.value.findIndex((each) => !each.isFrozen && each.left + each.width > scrollLeft())
    return Math.max(0, at - 1)
  })
  const last = computed(() => {
    const right = scrollLeft() + viewWidth()
    const at = placed.value.findLastIndex((each) => !each.isFrozen && each.left < right)
    return Math.min(placed.value.length - 1, at + 1)
  })
  return computed(() => {
    let end: number | undefined
    const shown: ShownColumn<Row>[] = []
    placed.value.forEach((each, at) => {
      if (!each.isFrozen && (at < first.value || at > last.value)) return
      shown.push({ ...each, at, gap: end === undefined ? 0 : each.left - end })
      end = each.left + each.width
    })
    if (shown[0] && !shown[0].isFrozen) shown[0] = { ...shown[0], gap: shown[0].left - (placed.value[0]?.left ?? 0) }
    return shown
  })
}
