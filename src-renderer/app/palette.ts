import { readonly, shallowReactive, type Component } from 'vue'
import type { Role } from '../../src-shared/kernel/roles.ts'
import { hasRole } from './session.ts'

/** The search box over everything. Its component gets `text` as a prop and emits `close`. */
const state = shallowReactive<{
  component: Component | undefined
  roles: readonly Role[]
  isOpen: boolean
  text: string
}>({
  component: undefined,
  roles: [],
  isOpen: false,
  text: '',
})

export const palette = readonly(state)

/** Called once by the search topic; before that the frame shows no search box. */
export function registerPalette(component: Component, roles: readonly Role[]): void {
  state.component = component
  state.roles = roles
}

/** False for somebody who may not search, the administrator, and where there is no search topic. */
export function canSearch(): boolean {
  return state.component !== undefined && hasRole(state.roles)
}

/** Opens the search box, perhaps with a text already in it. */
export function openPalette(text = ''): void {
  if (!canSearch()) return
  state.text = text
  state.isOpen = true
}

export function closePalette(): void {
  state.isOpen = false
}
