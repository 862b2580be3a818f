import { nextTick, onScopeDispose, reactive, watch, type CSSProperties, type Ref } from 'vue'

const GAP_PX = 2
const EDGE_PX = 8

/** Style that keeps a fixed pop-up at its anchor, below it or above it where there is more room. */
export function useFloating(
  anchor: Readonly<Ref<HTMLElement | undefined>>,
  isOpen: Readonly<Ref<boolean>>,
  options: { matchWidth?: boolean; maxHeightPx?: number } = {},
): CSSProperties {
  const style = reactive<CSSProperties>({})

  function place(): void {
    const box = anchor.value?.getBoundingClientRect()
    if (!box) return
    const below = window.innerHeight - box.bottom - EDGE_PX
    const above = box.top - EDGE_PX
    const wanted = options.maxHeightPx ?? 360
    const isBelow = below >= Math.min(wanted, 200) || below >= above
    style.maxHeight = `${Math.min(wanted, isBelow ? below : above)}px`
    style.top = isBelow ? `${box.bottom + GAP_PX}px` : 'auto'
    style.bottom = isBelow ? 'auto' : `${window.innerHeight - box.top + GAP_PX}px`
    // From the anchor towards the wider side, so that no text is cut off at the edge.
    const isRightwards = box.left <= window.innerWidth / 2
    const left = Math.max(EDGE_PX, box.left)
    const right = Math.max(EDGE_PX, window.innerWidth - box.right)
    style.left = isRightwards ? `${left}px` : 'auto'
    style.right = isRightwards ? 'auto' : `${right}px`
    style.maxWidth = `${window.innerWidth - EDGE_PX - (isRightwards ? left : right)}px`
    if (options.matchWidth) style.minWidth = `${box.width}px`
  }
  function stop(): void {
    window.removeEventListener('scroll', place, true)
    window.removeEventListener('resize', place)
  }
  watch(isOpen, (open) => {
    stop()
    if (!open) return
    place()
    void nextTick(place)
    window.addEventListener('scroll', place, true)
    window.addEventListener('resize', place)
  })
  onScopeDispose(stop)
  return style
}
