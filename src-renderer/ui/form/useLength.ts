import { computed, shallowRef, type ComputedRef, type Ref } from 'vue'

/** How many characters of what was cut away are quoted, so that its place is found again. */
const QUOTED = 8

export function lostText(lost: string, max: number): string {
  const from = lost.length > QUOTED ? `${[...lost].slice(0, QUOTED).join('')}…` : lost
  return `最多 ${max} 字：粘贴的内容里，“${from}”这 ${lost.length} 个字没有放进来`
}

export interface Length {
  /** `95 / 100 字` near the limit, `100 / 100 字，写满了` at it; undefined before. */
  readonly count: ComputedRef<string | undefined>
  /** What of the last paste did not go in, until the text changes. */
  readonly caution: ComputedRef<string>
  /** For `pasteThrough`: what found no room, and the text as it stands now. */
  readonly onOverflow: (lost: string, text: string) => void
}

/** The limit of a text as people see it: nothing that is pasted is lost without a word. */
export function useLength(text: Ref<string>, limit: () => number | undefined): Length {
  const cut = shallowRef<{ lost: string; text: string }>()
  const count = computed(() => {
    const [max, length] = [limit(), text.value.length]
    if (max === undefined) return undefined
    if (length >= max && max > 8) return `${length} / ${max} 字，写满了`
    return max >= 20 && length >= max * 0.9 ? `${length} / ${max} 字` : undefined
  })
  const caution = computed(() => {
    if (!cut.value || cut.value.text !== text.value) return ''
    return lostText(cut.value.lost, limit() ?? 0)
  })
  const onOverflow = (lost: string, now: string): void => void (cut.value = { lost, text: now })
  return { count, caution, onOverflow }
}
