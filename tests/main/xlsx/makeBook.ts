import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSheet } from '../../../src-main/paper/xlsx/readSheet.ts'
import type { ReadOptions } from '../../../src-main/paper/xlsx/readSheet.ts'
import { createZipWriter } from '../../../src-main/paper/xlsx/zipWriter.ts'
import { cellText } from '../../../src-shared/ledger/sheet/cell.ts'
import type { SheetRow } from '../../../src-shared/ledger/sheet/cell.ts'

export async function zipOf(parts: Record<string, string>): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'zip-'))
  const handle = await open(join(folder, 'a'), 'w')
  const zip = createZipWriter(handle)
  for (const [name, text] of Object.entries(parts)) await zip.add(name, [text])
  await zip.finish()
  await handle.close()
  const bytes = readFileSync(join(folder, 'a'))
  rmSync(folder, { recursive: true })
  return bytes
}

const RELS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const rel = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${RELS}/${type}" Target="${target}"/>`

/** A workbook from the XML of its rows, as some other program might have written it. */
export function bookOf(
  sheetData: string,
  more: { strings?: string; styles?: string; workbookPr?: string; after?: string; wrap?: (xml: string) => string } = {},
): Promise<Buffer> {
  const sheet = `<?xml version="1.0"?><worksheet xmlns="m"><sheetData>${sheetData}</sheetData>${more.after ?? ''}</worksheet>`
  return zipOf({
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships>${rel('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml':
      `<workbook xmlns:r="${RELS}">${more.workbookPr ?? ''}<sheets>` +
      `<sheet name="隐" sheetId="1" state="hidden" r:id="r8"/><sheet name="台账" sheetId="2" r:id="r9"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      `<Relationships>${rel('r9', 'worksheet', 'worksheets/sheet1.xml')}${rel('r8', 'worksheet', '/xl/worksheets/hidden.xml')}` +
      `${rel('r2', 'styles', 'styles.xml')}${more.strings ? rel('r3', 'sharedStrings', 'sharedStrings.xml') : ''}</Relationships>`,
    'xl/styles.xml': more.styles ?? '<styleSheet/>',
    ...(more.strings && { 'xl/sharedStrings.xml': more.strings }),
    'xl/worksheets/hidden.xml': '<worksheet><sheetData/></worksheet>',
    'xl/worksheets/sheet1.xml': more.wrap ? more.wrap(sheet) : sheet,
  })
}

export async function readAll(file: string | Uint8Array, options?: ReadOptions): Promise<SheetRow[]> {
  const rows = []
  for await (const row of readSheet(file, options)) rows.push(row)
  return rows
}

export async function readTexts(file: string | Uint8Array, options?: ReadOptions): Promise<string[][]> {
  return (await readAll(file, options)).map((row) => row.cells.map(cellText))
}
