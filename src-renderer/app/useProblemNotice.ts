import { nextTick, watch, type Ref, type WatchSource } from 'vue'

/**
 * A refusal is seen when it appears and gone once its cause is being mended: the message scrolls into view,
 * and the next change of any of `fields` clears it, unless `isKept` says it still offers something to do.
 */
export function useProblemNotice(
  problem: Ref<string>,
  notice: Readonly<Ref<HTMLElement | null | undefined>>,
  fields: (WatchSource | object)[],
  isKept: () => boolean = () => false,
): void {
  watch(problem, async (text) => {
    if (!text) return
    await nextTick()
    notice.value?.scrollIntoView({ block: 'nearest' })
  })
  watch(
    fields,
    () => {
      if (!isKept()) problem.value = ''
    },
    { deep: true },
  )
}
