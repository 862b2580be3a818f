/** Replaces the selection of a text control as typing would, so that the browser's undo still works. */
export function insertText(control: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  control.focus()
  // The only way that keeps the native undo history; browsers keep it for exactly this use.
  if (document.execCommand('insertText', false, text)) return
  control.setRangeText(text, control.selectionStart ?? 0, control.selectionEnd ?? 0, 'end')
  control.dispatchEvent(new Event('input', { bubbles: true }))
}

/** How many characters of a text still fit in place of the selection; a character of two units is not torn apart. */
function fitting(control: HTMLInputElement | HTMLTextAreaElement, text: string): number {
  if (control.maxLength < 0) return text.length
  const selected = (control.selectionEnd ?? 0) - (control.selectionStart ?? 0)
  const room = Math.max(0, control.maxLength - control.value.length + selected)
  if (room >= text.length) return text.length
  return room > 0 && (text.codePointAt(room - 1) ?? 0) > 0xffff ? room - 1 : room
}

/**
 * A paste handler that inserts `clean(text)` instead of the text.
 *
 * @param onOverflow told of what the control's limit left no room for, and what stands there now
 */
export function pasteThrough(
  clean: (text: string) => string,
  onOverflow?: (lost: string, text: string) => void,
): (event: ClipboardEvent) => void {
  return (event) => {
    const control = event.target
    const text = event.clipboardData?.getData('text/plain')
    if (!text || !(control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement)) return
    if (control.readOnly || control.disabled) return
    event.preventDefault()
    const cleaned = clean(text)
    const room = fitting(control, cleaned)
    if (room > 0 || cleaned === '') insertText(control, cleaned.slice(0, room))
    if (room < cleaned.length) onOverflow?.(cleaned.slice(room), control.value)
  }
}
