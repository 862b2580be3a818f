import { computed, onBeforeUnmount, onMounted, ref, shallowRef, type ComputedRef, type Ref } from 'vue'
import { contentHeight, firstRow, poolSize, rowOfSlot, scrollTopFor, topOf, type ScrollBox } from './gridWindow.ts'

const OVERSCAN_ROWS = 6

export interface GridScroll {
  readonly scroller: Ref<HTMLElement | undefined>
  readonly box: ComputedRef<ScrollBox>
  readonly contentHeight: ComputedRef<number>
  readonly scrollLeft: Readonly<Ref<number>>
  readonly viewWidth: Readonly<Ref<number>>
  /** The rows that have elements; `slot` is the element's key. */
  readonly visible: ComputedRef<readonly { slot: number; index: number; top: number }[]>
  readonly onScroll: () => void
  readonly topOf: (row: number) => number
  readonly scrollToRow: (row: number) => void
  /** Brings [left, left + width) into view, right of the frozen columns. */
  readonly scrollToColumn: (left: number, width: number, frozenWidth: number) => void
}

/** Follows the scroll position and size of the grid, once per frame. */
export function useGridScroll(total: () => number, rowHeight: () => number, fixedHeight: () => number): GridScroll {
  const scroller = shallowRef<HTMLElement>()
  const scrollTop = ref(0)
  const scrollLeft = ref(0)
  const clientHeight = ref(480)
  const viewWidth = ref(1200)
  let frame = 0

  const box = computed<ScrollBox>(() => ({
    total: total(),
    rowHeight: rowHeight(),
    viewHeight: Math.max(rowHeight(), clientHeight.value - fixedHeight()),
  }))
  const pool = computed(() => poolSize(box.value, OVERSCAN_ROWS))
  const first = computed(() => firstRow(box.value, scrollTop.value, OVERSCAN_ROWS))
  const visible = computed(() =>
    Array.from({ length: pool.value }, (_, slot) => {
      const index = rowOfSlot(slot, first.value, pool.value)
      return { slot, index, top: topOf(box.value, index, scrollTop.value) }
    }),
  )

  function read(): void {
    frame = 0
    const element = scroller.value
    if (!element) return
    scrollTop.value = element.scrollTop
    scrollLeft.value = element.scrollLeft
    clientHeight.value = element.clientHeight
    viewWidth.value = element.clientWidth
  }
  function onScroll(): void {
    frame ||= requestAnimationFrame(read)
  }
  const observer = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(onScroll)
  onMounted(() => {
    read()
    if (scroller.value) observer?.observe(scroller.value)
  })
  onBeforeUnmount(() => {
    observer?.disconnect()
    cancelAnimationFrame(frame)
  })

  return {
    scroller,
    box,
    contentHeight: computed(() => contentHeight(box.value)),
    scrollLeft,
    viewWidth,
    visible,
    onScroll,
    topOf: (row) => topOf(box.value, row, scrollTop.value),
    scrollToRow(row) {
      if (!scroller.value || row < 0) return
      scroller.value.scrollTop = scrollTopFor(box.value, row, scroller.value.scrollTop)
      read()
    },
    scrollToColumn(left, width, frozenWidth) {
      const element = scroller.value
      if (!element || left < frozenWidth) return
      if (left - frozenWidth < element.scrollLeft) element.scrollLeft = left - frozenWidth
      else if (left + width > element.scrollLeft + element.clientWidth)
        element.scrollLeft = left + width - element.clientWidth
      else return
      read()
    },
  }
}
