import { onScopeDispose } from 'vue'
import { currentTransport, probe } from './call.ts'
import type { Topic } from '../../src-shared/topic.ts'
import { onRestored } from './connection.ts'

export type { Topic }

const listeners = new Set<{ topics: readonly string[]; run: () => void }>()
let isListening = false

/**
 * Reads again, for as long as the calling component lives, when one of the topics changed, when the line
 * came back and after a log-in. Several changes in one moment cause one reading. Does not read at once.
 */
export function useChanged(topics: Topic | readonly Topic[], reload: () => unknown): void {
  startListening()
  let isDue = false
  const listener = {
    topics: typeof topics === 'string' ? [topics] : topics,
    run(): void {
      if (isDue) return
      isDue = true
      queueMicrotask(() => {
        isDue = false
        if (listeners.has(listener)) void reload()
      })
    },
  }
  listeners.add(listener)
  onScopeDispose(() => listeners.delete(listener))
}

/** Lets every page read again: after a log-in, or when the line came back and changes may have been missed. */
export function allChanged(): void {
  for (const { run } of listeners) run()
}

/** Opens the line for changes, once. It stays open as long as the window: the core counts windows by it. */
export function startListening(): void {
  if (isListening) return
  isListening = true
  onRestored(allChanged)
  let hasBroken = false
  currentTransport().listen(
    (topic) => {
      for (const { topics, run } of listeners) if (topic === '*' || topics.includes(topic)) run()
    },
    (isLive) => {
      // A broken line may also mean an ended session: only a failing call proves that the core is gone.
      if (!isLive) void probe()
      else if (hasBroken) allChanged()
      hasBroken = !isLive
    },
  )
}
