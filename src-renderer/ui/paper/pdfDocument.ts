import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'

export type { PDFDocumentProxy, PDFPageProxy }

/** Screen pixels per point at 100 %. */
export const PX_PER_POINT = 96 / 72

/** Loads the PDF library on first use; start-up does not pay for it. The legacy build runs in older browsers. */
export async function loadPdfLibrary() {
  const library = await import('pdfjs-dist/legacy/build/pdf.mjs')
  library.GlobalWorkerOptions.workerSrc = workerUrl
  return library
}

/** Opens PDF bytes; the caller destroys the document. Nothing is fetched and no WebAssembly is used. */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const { getDocument, VerbosityLevel } = await loadPdfLibrary()
  // A preview closed while its text is being read is no news: errors are thrown, warnings are nobody's.
  const verbosity = VerbosityLevel.ERRORS
  return getDocument({ data: bytes.slice(), useWasm: false, useWorkerFetch: false, verbosity }).promise
}
