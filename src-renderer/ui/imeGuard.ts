/**
 * The one place that knows whether an input method is composing.
 *
 * Three facts decide that a key belongs to the input method and not to the page:
 * - `isComposing` is true, or the key code is 229 (Chrome and Edge on Windows, Linux and macOS);
 * - Safari and older WebKit end the composition first and send the confirming keydown after it, still with
 *   229 or, on some Linux desktops, with the plain code, in the same task as `compositionend`;
 * - the keyup of such a key arrives after the composition and looks like any other keyup.
 */

export interface KeyFacts {
  readonly type: string
  readonly code: string
  readonly keyCode: number
  readonly isComposing: boolean
}

export interface ImeState {
  /** Feed every compositionstart / compositionend here; `endOfTask` must call back when the task is over. */
  started(): void
  ended(endOfTask: (callback: () => void) => void): void
  /** Forgets a composition whose element left the page before it could end. */
  reset(): void
  readonly composing: boolean
  /** True if the key event belongs to the input method. Call it once per event, in order. */
  owns(event: KeyFacts): boolean
}

/** The state machine behind the guard, free of the DOM so that every order of events can be tested. */
export function createImeState(): ImeState {
  let composing = false
  let justEnded = false
  const heldKeys = new Set<string>()
  return {
    started() {
      composing = true
      justEnded = false
    },
    ended(endOfTask) {
      composing = false
      // Chrome has already shown the confirming keydown (it is in heldKeys); Safari shows it next, in this task.
      justEnded = heldKeys.size === 0
      endOfTask(() => (justEnded = false))
    },
    reset() {
      composing = false
      justEnded = false
      heldKeys.clear()
    },
    get composing() {
      return composing
    },
    owns(event) {
      if (event.type === 'keyup') return heldKeys.delete(event.code) || event.isComposing || event.keyCode === 229
      const owned = composing || justEnded || event.isComposing || event.keyCode === 229
      if (owned) heldKeys.add(event.code)
      else heldKeys.delete(event.code)
      return owned
    },
  }
}

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
