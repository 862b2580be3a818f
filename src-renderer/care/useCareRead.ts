import { shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { useChanged } from '../api/useChanged.ts'
import { useReading } from '../ledger/useReading.ts'
import { useCareStore } from './careStore.ts'

/** What a page of care shows: read once the records are open, and again when they changed or one of `on` did. */
export function useCareRead<T>(
  read: () => Promise<T>,
  on: readonly (() => unknown)[] = [],
): { value: ShallowRef<T | undefined>; problem: Ref<string>; load: () => Promise<void> } {
  const store = useCareStore()
  const value = shallowRef<T>()
  const { problem, run: load } = useReading(async () => {
    if (store.isOpen) value.value = await read()
  })
  watch([() => store.isOpen, ...on], load, { immediate: true })
  useChanged('care', load)
  return { value, problem, load }
}
