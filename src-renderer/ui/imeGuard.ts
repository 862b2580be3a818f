import { createImeState } from './imeState.ts'

// The one place that knows whether an input method is composing.
const state = createImeState()
const ownedEvents = new WeakSet<Event>()
let composingElement: Element | undefined
let installed = false

/**
 * Starts listening, once, before any other key listener: call it first thing in main.ts.
 * Keys of the input method then never reach a page or a library component (a dialog that confirms on Enter,
 * a table that moves on arrows), although the input method itself still gets them.
 */
export function installImeGuard(): void {
  if (installed || typeof window === 'undefined') return
  installed = true
  const options = { capture: true }
  window.addEventListener(
    'compositionstart',
    (event) => {
      composingElement = event.target instanceof Element ? event.target : undefined
      state.started()
    },
    options,
  )
  window.addEventListener('compositionend', () => state.ended((callback) => setTimeout(callback, 0)), options)
  window.addEventListener('blur', () => state.reset())
  const guard = (event: KeyboardEvent): void => {
    if (state.composing && !composingElement?.isConnected) state.reset()
    if (!state.owns(event)) return
    ownedEvents.add(event)
    event.stopImmediatePropagation()
  }
  window.addEventListener('keydown', guard, options)
  window.addEventListener('keyup', guard, options)
}

/** True while the input method shows its candidates. */
export function isImeComposing(): boolean {
  return state.composing && composingElement?.isConnected === true
}

/** True if this key is for the candidate window and means nothing to the page. */
export function isImeKey(event: KeyboardEvent): boolean {
  return ownedEvents.has(event) || event.isComposing || event.keyCode === 229 || isImeComposing()
}

/** Wraps a key handler so that it never sees a key of the input method. Every key handler goes through it. */
export function onGuardedKey(handler: (event: KeyboardEvent) => void): (event: KeyboardEvent) => void {
  installImeGuard()
  return (event) => {
    if (!isImeKey(event)) handler(event)
  }
}
