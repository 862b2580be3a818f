import { PDFDocument } from '@cantoo/pdf-lib'

/** Pages of a PDF that somebody else made; undefined if it is none or cannot be opened. */
export async function countPages(bytes: Uint8Array): Promise<number | undefined> {
  if (Buffer.from(bytes.subarray(0, 5)).toString('latin1') !== '%PDF-') return undefined
  try {
    return (await PDFDocument.load(bytes, { ignoreEncryption: false, updateMetadata: false })).getPageCount()
  } catch {
    return undefined
  }
}
