/** Replaces the selection of a text control as typing would, so that the browser's undo still works. */
export function insertText(control: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  control.focus()
  // The only way that keeps the native undo history; browsers keep it for exactly this use.
  if (document.execCommand('insertText', false, text)) return
  control.setRangeText(text, control.selectionStart ?? 0, control.selectionEnd ?? 0, 'end')
  control.dispatchEvent(new Event('input', { bubbles: true }))
}

/** A paste handler that inserts `clean(text)` instead of the text. */
export function pasteThrough(clean: (text: string) => string): (event: ClipboardEvent) => void {
  return (event) => {
    const control = event.target
    const text = event.clipboardData?.getData('text/plain')
    if (!text || !(control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement)) return
    if (control.readOnly || control.disabled) return
    event.preventDefault()
    insertText(control, clean(text))
  }
}
