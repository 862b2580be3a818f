import { toHtmlTable, toTsv, type Block } from './tsv.ts'

/**
 * Puts cells on the clipboard as a spreadsheet takes them: long numbers keep their digits. Works on a click, without
 * asking for a permission. @returns whether the browser did it
 */
export function copyBlock(block: Block): boolean {
  let isDone = false
  const onCopy = (event: ClipboardEvent): void => {
    event.preventDefault()
    event.stopImmediatePropagation()
    event.clipboardData?.setData('text/plain', toTsv(block))
    event.clipboardData?.setData('text/html', toHtmlTable(block))
    isDone = event.clipboardData !== null
  }
  document.addEventListener('copy', onCopy, { capture: true, once: true })
  document.execCommand('copy')
  document.removeEventListener('copy', onCopy, { capture: true })
  return isDone
}
