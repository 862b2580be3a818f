import { computed, onScopeDispose, ref, type ComputedRef } from 'vue'
import { RpcError } from '../api/rpcError.ts'

/** The time left after too many wrong passwords, counted down on the page. */
export function useLockOut(): { leftText: ComputedRef<string>; note: (error: unknown) => void } {
  const untilMs = ref(0)
  const nowMs = ref(Date.now())
  const timer = setInterval(() => (nowMs.value = Date.now()), 1_000)
  onScopeDispose(() => clearInterval(timer))

  const leftText = computed(() => {
    const seconds = Math.ceil((untilMs.value - nowMs.value) / 1000)
    if (seconds <= 0) return ''
    const minutes = Math.floor(seconds / 60)
    return minutes > 0 ? `${minutes} 分 ${seconds % 60} 秒` : `${seconds} 秒`
  })
  function note(error: unknown): void {
    if (!(error instanceof RpcError) || error.code !== 'locked_out') return
    const until = Date.parse(String(error.details['untilAt']))
    if (!Number.isNaN(until)) untilMs.value = until
    nowMs.value = Date.now()
  }
  return { leftText, note }
}
