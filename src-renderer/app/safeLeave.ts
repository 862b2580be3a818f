import { onScopeDispose } from 'vue'

type Flush = () => Promise<unknown> | void

const flushes = new Set<Flush>()
const WAIT_AT_MOST_MS = 1_500

/**
 * Saves what is being typed before the page is left, locked or closed, for as long as the calling component lives.
 * Leaving never asks and never waits for long: `flush` keeps a draft.
 */
export function useSafeLeave(flush: Flush): void {
  flushes.add(flush)
  onScopeDispose(() => flushes.delete(flush))
}

/** Runs every page's flush; returns when all are done or after a moment, whatever comes first. */
export async function flushAll(): Promise<void> {
  if (flushes.size === 0) return
  const running = [...flushes].map(async (flush) => flush())
  await Promise.race([Promise.allSettled(running), new Promise((done) => setTimeout(done, WAIT_AT_MOST_MS))])
}

/** Also when the window closes or is hidden, when nothing can be waited for. */
export function installSafeLeave(): void {
  window.addEventListener('pagehide', () => void flushAll())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void flushAll()
  })
}
