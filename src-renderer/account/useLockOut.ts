import { computed, onScopeDispose, ref, type ComputedRef } from 'vue'
import { RpcError } from '../api/rpcError.ts'
import { formatInstant } from '../app/formatInstant.ts'

export interface LockOut {
  /** `1 分 5 秒`, counted down on the page; empty if nobody is locked out. */
  readonly leftText: ComputedRef<string>
  /** `14:05`, when it ends. */
  readonly untilText: ComputedRef<string>
  /** It ended while the page was open. */
  readonly isOver: ComputedRef<boolean>
  note(error: unknown): void
}

/** The time left after too many wrong passwords. */
export function useLockOut(): LockOut {
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
  const untilText = computed(() => formatInstant(new Date(untilMs.value).toISOString()).slice(11))
  const isOver = computed(() => untilMs.value > 0 && leftText.value === '')
  function note(error: unknown): void {
    if (!(error instanceof RpcError) || error.code !== 'locked_out') {
      untilMs.value = 0
      return
    }
    const until = Date.parse(String(error.details['untilAt']))
    if (!Number.isNaN(until)) untilMs.value = until
    nowMs.value = Date.now()
  }
  return { leftText, untilText, isOver, note }
}
