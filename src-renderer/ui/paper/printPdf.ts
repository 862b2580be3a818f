import { loadPdfLibrary, openPdf } from './pdfDocument.ts'

const PRINT_DPI = 300

let frame: HTMLIFrameElement | undefined

/**
 * Prints exactly these bytes with the browser's own dialog, from a hidden frame (`frame-src blob:`).
 * Where the browser has no PDF viewer of its own, the pages are drawn at 300 dpi and printed as pictures.
 * Resolves when the dialog has been handed over; whether paper came out only the user can say.
 */
export async function printPdf(bytes: Uint8Array): Promise<void> {
  if (navigator.pdfViewerEnabled === false) return printAsPictures(bytes)
  const url = URL.createObjectURL(new Blob([bytes.slice()], { type: 'application/pdf' }))
  const target = await hiddenFrame((element) => (element.src = url))
  target.contentWindow?.focus()
  target.contentWindow?.print()
}

/** Offers the bytes as a file to keep. */
export function savePdf(bytes: Uint8Array, fileName: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([bytes.slice()], { type: 'application/pdf' }))
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** Prints without a PDF viewer: one picture a page, each on paper of the page's own size. */
export async function printAsPictures(bytes: Uint8Array): Promise<void> {
  await loadPdfLibrary()
  const pdf = await openPdf(bytes)
  const pictures: { url: string; width: number; height: number }[] = []
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number)
    const viewport = page.getViewport({ scale: PRINT_DPI / 72 })
    const canvas = document.createElement('canvas')
    canvas.width = viewport.width
    canvas.height = viewport.height
    await page.render({ canvas, viewport, intent: 'print' }).promise
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    const { width, height } = page.getViewport({ scale: 1 })
    if (blob) pictures.push({ url: URL.createObjectURL(blob), width, height })
  }
  await pdf.loadingTask.destroy()
  const target = await hiddenFrame((element) => (element.srcdoc = '<!doctype html><title>打印</title>'))
  const inner = target.contentDocument
  if (!inner) return
  const style = inner.createElement('style')
  const first = pictures[0] ?? { width: 595, height: 842 }
  style.textContent = `@page{size:${first.width}pt ${first.height}pt;margin:0}body{margin:0}img{display:block;break-after:page}`
  inner.head.append(style)
  for (const { url, width, height } of pictures) {
    const picture = inner.createElement('img')
    picture.style.width = `${width}pt`
    picture.style.height = `${height}pt`
    picture.src = url
    inner.body.append(picture)
    await picture.decode()
  }
  target.contentWindow?.print()
  for (const { url } of pictures) URL.revokeObjectURL(url)
}

/** The frame stays until the next print: the browser reads from it while its dialog is open. */
function hiddenFrame(fill: (element: HTMLIFrameElement) => void): Promise<HTMLIFrameElement> {
  if (frame?.src.startsWith('blob:')) URL.revokeObjectURL(frame.src)
  frame?.remove()
  const element = document.createElement('iframe')
  frame = element
  element.setAttribute('aria-hidden', 'true')
  element.tabIndex = -1
  element.style.cssText = 'position:fixed;right:0;bottom:0;width:1px;height:1px;border:0;visibility:hidden'
  const loaded = new Promise<HTMLIFrameElement>((resolve) => (element.onload = () => resolve(element)))
  fill(element)
  document.body.append(element)
  return loaded
}
