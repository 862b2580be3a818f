import { readonly, shallowReactive } from 'vue'

const state = shallowReactive({ isLost: false, isWindowUnknown: false })
const restored = new Set<() => void>()

/** Whether the core can be reached. `isWindowUnknown`: it answers, but this window must be opened anew. */
export const connection = readonly(state)

export function connectionLost(isWindowUnknown: boolean): void {
  state.isLost = true
  state.isWindowUnknown = isWindowUnknown
}

export function connectionWorks(): void {
  if (!state.isLost) return
  state.isLost = false
  state.isWindowUnknown = false
  for (const listener of restored) listener()
}

/** Calls back each time the core can be reached again. */
export function onRestored(listener: () => void): () => void {
  restored.add(listener)
  return () => restored.delete(listener)
}
