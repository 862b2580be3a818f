import { readFileSync } from 'node:fs'
import { pdfText } from '../../support/pdfText.ts'

/** The text of a saved PDF without any white space: lines break where the layout wants. */
export async function readPdf(file: string): Promise<string> {
  const text = await pdfText(readFileSync(file).toString('base64'))
  return text.replaceAll(/\s/g, '')
}
