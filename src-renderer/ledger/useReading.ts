import { ref, type Ref } from 'vue'
import { errorText } from '../api/errorTexts.ts'

export interface Reading {
  /** Why the last reading failed, for people. */
  readonly problem: Ref<string>
  readonly isBusy: Ref<boolean>
  /** Reads; if a reading is under way, once more after it, because that one may have begun too early. */
  run(): Promise<void>
}

/** What a page shows, read again as often as it changed but never twice at once. */
export function useReading(read: () => Promise<void>): Reading {
  const problem = ref('')
  const isBusy = ref(false)
  let running: Promise<void> | undefined
  let isDue = false

  async function readWhileDue(): Promise<void> {
    isBusy.value = true
    do {
      isDue = false
      try {
        await read()
        problem.value = ''
      } catch (error) {
        problem.value = errorText(error)
      }
    } while (isDue)
    isBusy.value = false
    running = undefined
  }
  return {
    problem,
    isBusy,
    run() {
      if (running) isDue = true
      else running = readWhileDue()
      return running
    },
  }
}
