import { readonly, shallowReactive, type Component } from 'vue'

/** The search box over everything. Its component gets `text` as a prop and emits `close`. */
const state = shallowReactive<{ component: Component | undefined; isOpen: boolean; text: string }>({
  component: undefined,
  isOpen: false,
  text: '',
})

export const palette = readonly(state)

/** Called once by the search topic; before that the frame shows no search box. */
export function registerPalette(component: Component): void {
  state.component = component
}

/** Opens the search box, perhaps with a text already in it. */
export function openPalette(text = ''): void {
  if (!state.component) return
  state.text = text
  state.isOpen = true
}

export function closePalette(): void {
  state.isOpen = false
}
