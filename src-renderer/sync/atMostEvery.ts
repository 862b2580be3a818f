import { onScopeDispose } from 'vue'

/** Runs the work at once and then at most every so often; what is asked for in between is done once, at the end of the pause. */
export function atMostEvery(pauseMs: number, work: () => unknown): { run(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isDue = false
  onScopeDispose(() => clearTimeout(timer))
  function pause(): void {
    timer = setTimeout(() => {
      timer = undefined
      if (!isDue) return
      isDue = false
      void work()
      pause()
    }, pauseMs)
  }
  return {
    run() {
      if (timer !== undefined) return void (isDue = true)
      void work()
      pause()
    },
  }
}
