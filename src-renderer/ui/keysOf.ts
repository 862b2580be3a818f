export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/** `Ctrl+Shift+K` for a key event, in one spelling. The Command key counts as Ctrl. */
export function keysOf(event: KeyPress): string {
  const named: Record<string, string> = { Escape: 'Esc', ' ': 'Space', ArrowUp: 'Up', ArrowDown: 'Down' }
  const key = named[event.key] ?? (event.key.length === 1 ? event.key.toUpperCase() : event.key)
  const isShifted = event.shiftKey && (event.key.length > 1 || /[a-z]/i.test(event.key))
  const parts = [event.ctrlKey || event.metaKey ? 'Ctrl' : '', event.altKey ? 'Alt' : '', isShifted ? 'Shift' : '', key]
  return parts.filter(Boolean).join('+')
}
