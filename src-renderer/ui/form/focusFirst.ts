/**
 * Puts the focus into a form whose dialog has faded in; whoever types in it already is left where he is.
 *
 * @param root the form; nothing happens while it is not there
 * @param selector what to focus, its first control if not said
 */
export function focusFirst(root: HTMLElement | undefined, selector = '[data-field-control]'): void {
  if (root && !root.contains(document.activeElement)) root.querySelector<HTMLElement>(selector)?.focus()
}
