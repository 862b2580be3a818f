import { onMounted, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { errorText } from '../api/errorTexts.ts'

export interface Reading<T> {
  readonly value: ShallowRef<T | undefined>
  /** Why the last reading failed, for people; empty if it did not. */
  readonly problem: Ref<string>
  reload(): Promise<void>
}

/** What a page reads at its start and again after an act. Readings may overlap; the last one asked for is shown. */
export function useReading<T>(read: () => Promise<T>): Reading<T> {
  const value = shallowRef<T>()
  const problem = ref('')
  let asked = 0
  async function reload(): Promise<void> {
    const turn = (asked += 1)
    try {
      const found = await read()
      if (turn !== asked) return
      value.value = found
      problem.value = ''
    } catch (error) {
      if (turn === asked) problem.value = errorText(error)
    }
  }
  onMounted(reload)
  return { value, problem, reload }
}
