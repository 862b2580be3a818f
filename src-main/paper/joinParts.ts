import { createHash } from 'node:crypto'
import { ParseSpeeds, PDFDocument, PDFHexString, PDFName, PDFObjectCopier } from '@cantoo/pdf-lib'
import type { PDFContext, PDFPage, PDFRef } from '@cantoo/pdf-lib'

export interface Part {
  pdf: Uint8Array
  /** How many of its pages to take, from the first. */
  pages: number
}

const STAMP = PDFName.of('Total')

/**
 * One PDF from parts, with the one page of `stamp` laid over every page (`共 Y 页`, known only at the end).
 * The same input gives the same bytes. Keeps the PDF/A marks of the first part: the parts were made alike.
 */
export async function joinParts(parts: readonly Part[], stamp: Uint8Array): Promise<Uint8Array> {
  const joined = await PDFDocument.create({ updateMetadata: false })
  for (const [index, part] of parts.entries()) {
    const source = await PDFDocument.load(part.pdf, { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest })
    const wanted = Array.from({ length: part.pages }, (_, page) => page)
    for (const page of await joined.copyPages(source, wanted)) joined.addPage(page)
    if (index === 0) keepStandard(source, joined)
  }
  await layOver(joined, stamp)
  const hash = createHash('sha256')
  for (const { pdf, pages } of parts) hash.update(pdf).update(String(pages))
  const id = PDFHexString.of(hash.update(stamp).digest('hex').slice(0, 32))
  joined.context.trailerInfo.ID = joined.context.obj([id, id])
  return joined.save({ updateFieldAppearances: false, objectsPerTick: Infinity })
}

/** Copies what makes a file PDF/A: its metadata stream and output intents. */
function keepStandard(source: PDFDocument, joined: PDFDocument): void {
  const copier = PDFObjectCopier.for(source.context, joined.context)
  for (const key of ['Metadata', 'OutputIntents', 'Lang']) {
    const value = source.catalog.get(PDFName.of(key))
    if (value) joined.catalog.set(PDFName.of(key), copier.copy(value))
  }
}

/** All pages share one form and one stream that draws it, so a stamp costs a few bytes a page. */
async function layOver(joined: PDFDocument, stamp: Uint8Array): Promise<void> {
  const [form] = await joined.embedPdf(stamp)
  if (!form) throw new Error('the stamp has no page')
  await form.embed()
  const { context } = joined
  const save = streamOf(context, 'q')
  const restoreAndDraw = streamOf(context, 'Q q /Total Do Q')
  for (const page of joined.getPages()) drawOn(page, form.ref, save, restoreAndDraw)
}

function drawOn({ node }: PDFPage, form: PDFRef, save: PDFRef, restoreAndDraw: PDFRef): void {
  node.normalize()
  node.wrapContentStreams(save, restoreAndDraw)
  node.setXObject(STAMP, form)
}

function streamOf(context: PDFContext, operators: string): PDFRef {
  return context.register(context.stream(operators))
}
