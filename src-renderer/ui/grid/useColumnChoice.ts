import { computed, ref } from 'vue'
import type { GridColumn } from './gridTypes.ts'
import { readJson, useUiStorage } from '../uiStorage.ts'

interface Kept {
  order: string[]
  hidden: string[]
}

/** Which columns are shown in what order, as this person left it. Unknown keys are dropped, new columns come last. */
export function useColumnChoice<Row>(columns: readonly GridColumn<Row>[], storageKey: string) {
  const storage = useUiStorage()
  const usual = columns.map(({ key }) => key)
  const kept = readJson<Kept>(storage, `grid.${storageKey}.columns`, { order: usual, hidden: [] })
  /** As this person put them; frozen ones stand on the left whatever their place here. */
  const order = ref([
    ...kept.order.filter((key) => usual.includes(key)),
    ...usual.filter((key) => !kept.order.includes(key)),
  ])
  const hidden = ref(new Set(kept.hidden))

  function remember(): void {
    storage.write(`grid.${storageKey}.columns`, JSON.stringify({ order: order.value, hidden: [...hidden.value] }))
  }
  return {
    order,
    hidden,
    shown: computed(() =>
      order.value
        .filter((key) => !hidden.value.has(key))
        .flatMap((key) => columns.filter((column) => column.key === key)),
    ),
    toggle(key: string): void {
      const next = new Set(hidden.value)
      if (!next.delete(key) && next.size < usual.length - 1) next.add(key)
      hidden.value = next
      remember()
    },
    move(key: string, step: -1 | 1): void {
      const at = order.value.indexOf(key)
      const other = order.value[at + step]
      if (at < 0 || other === undefined) return
      order.value = order.value.map((each) => (each === key ? other : each === other ? key : each))
      remember()
    },
    reset(): void {
      order.value = [...usual]
      hidden.value = new Set()
      remember()
    },
  }
}
