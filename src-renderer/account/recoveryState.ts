import { readonly, shallowReactive } from 'vue'

/** A new recovery code between its making and its confirmation. Only in memory; a reload forgets it. */
const state = shallowReactive<{ groups: readonly string[]; isFirst: boolean; isJustSetUp: boolean }>({
  groups: [],
  isFirst: false,
  isJustSetUp: false,
})

export const recoveryState = readonly(state)

/** @param isFirst at the end of the first-run wizard, not at a renewal */
export function showRecovery(groups: readonly string[], isFirst: boolean): void {
  state.groups = groups
  state.isFirst = isFirst
}

export function recoveryConfirmed(): void {
  state.isJustSetUp = state.isFirst
  state.groups = []
  state.isFirst = false
}

export function welcomeRead(): void {
  state.isJustSetUp = false
}
