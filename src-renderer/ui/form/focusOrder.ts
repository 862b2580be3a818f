/** Focuses the field control `step` away from `from` inside `root`; after the last one, the form's first button. */
export function focusAfter(root: HTMLElement, from: HTMLElement, step: 1 | -1 = 1): void {
  const controls = [...root.querySelectorAll<HTMLElement>('[data-field-control]')].filter(isReachable)
  const next =
    step > 0 ? controls.find((each) => isAfter(from, each)) : controls.findLast((each) => isAfter(each, from))
  const target =
    next ?? (step > 0 ? root.querySelector<HTMLElement>('.entry-form__actions button:not(:disabled)') : null)
  if (!target) return
  target.focus()
  if (target instanceof HTMLInputElement && target.type === 'text') target.select()
}

function isAfter(first: HTMLElement, second: HTMLElement): boolean {
  if (first === second || sameGroup(first, second)) return false
  return (first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
}
/** Boxes or lines of one group count as one field; a row of fields, which is a group as well, does not. */
function sameGroup(first: HTMLElement, second: HTMLElement): boolean {
  const group = first.closest('[data-one-field]')
  return group !== null && group.contains(second)
}
function isReachable(element: HTMLElement): boolean {
  return !element.matches(':disabled') && element.getClientRects().length > 0
}
