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

/**
 * Decides which keys belong to an input method and not to the page. Three facts count:
 * - `isComposing` is true, or the key code is 229 (Chrome and Edge on Windows, Linux and macOS);
 * - Safari and older WebKit end the composition first and send the confirming keydown after it, still with
 *   229 or, on some Linux desktops, with the plain code, in the same task as `compositionend`;
 * - the keyup of such a key arrives after the composition and looks like any other keyup.
 * Free of the DOM so that every order of events can be tested.
 */
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
