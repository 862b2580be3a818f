import { onScopeDispose, watch } from 'vue'
import { call } from '../api/call.ts'
import { lock, session } from './session.ts'

const CHECK_EVERY_MS = 5_000
/** The core counts idle time too, by calls: reading or writing long without one must not lock the session. */
const SAY_ALIVE_EVERY_MS = 60_000
const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

/**
 * Locks the screen when nobody has touched it for the set minutes. Uses the wall clock, so that a computer
 * that slept locks when it wakes.
 */
export function useIdleLock(): void {
  let lastSeenMs = Date.now()
  let saidAliveMs = Date.now()
  const seen = (): void => {
    // A sign of life after the time is up (waking from sleep) must not unlock what should be locked.
    if (session.isLocked || lockIfIdle()) return
    lastSeenMs = Date.now()
    if (lastSeenMs - saidAliveMs < SAY_ALIVE_EVERY_MS) return
    saidAliveMs = lastSeenMs
    call('centre.settings', {}).catch(() => undefined)
  }
  function lockIfIdle(): boolean {
    const minutes = session.status?.idleLockMinutes ?? 0
    const isIdle = minutes > 0 && Date.now() - lastSeenMs >= minutes * 60_000
    if (isIdle) void lock()
    return isIdle
  }
  const options = { capture: true, passive: true }
  for (const type of SIGNS_OF_LIFE) window.addEventListener(type, seen, options)
  const timer = setInterval(lockIfIdle, CHECK_EVERY_MS)
  watch(
    () => session.isLocked,
    () => (lastSeenMs = Date.now()),
  )
  onScopeDispose(() => {
    for (const type of SIGNS_OF_LIFE) window.removeEventListener(type, seen, options)
    clearInterval(timer)
  })
}
