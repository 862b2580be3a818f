import { columnLetters, headRowsOf, safeSheetName } from './sheetSpec.ts'
import type { SheetSpec } from './sheetSpec.ts'
import { escapeXml } from './xml.ts'

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const MIME = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Index of each cell format in {@link STYLES}. */
export const STYLE = {
  title: 1,
  note: 2,
  head: 3,
  text: 4,
  day: 5,
  number: 6,
  integer: 7,
  yuan: 8,
  sumText: 9,
  sumNumber: 10,
  sumInteger: 11,
  sumYuan: 12,
  centred: 13,
} as const

export const CONTENT_TYPES =
  `${XML}<Types xmlns="${PACKAGE}/content-types">` +
  `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
  `<Default Extension="xml" ContentType="application/xml"/>` +
  `<Override PartName="/xl/workbook.xml" ContentType="${MIME}.sheet.main+xml"/>` +
  `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${MIME}.worksheet+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${MIME}.styles+xml"/></Types>`

export const ROOT_RELS =
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">` +
  `<Relationship Id="rId1" Type="${RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`

export const WORKBOOK_RELS =
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">` +
  `<Relationship Id="rId1" Type="${RELS}/worksheet" Target="worksheets/sheet1.xml"/>` +
  `<Relationship Id="rId2" Type="${RELS}/styles" Target="styles.xml"/></Relationships>`

const font = (size: number, name: string, bold = false) =>
  `<font>${bold ? '<b/>' : ''}<sz val="${size}"/><name val="${name}"/><charset val="134"/></font>`

function format(numFmt: number, fontId: number, bordered: boolean, horizontal: string, fill = 0): string {
  return (
    `<xf numFmtId="${numFmt}" fontId="${fontId}" fillId="${fill}" borderId="${bordered ? 1 : 0}" xfId="0" ` +
    `applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">` +
    `<alignment horizontal="${horizontal}" vertical="center" wrapText="1"/></xf>`
  )
}

const DAY_FORMAT = 164
const TEXT_FORMAT = 49
const side = (name: string) => `<${name} style="thin"><color indexed="64"/></${name}>`

/** Formats in the order of {@link STYLE}. */
export const STYLES =
  `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="${DAY_FORMAT}" formatCode="yyyy-mm-dd"/></numFmts>` +
  `<fonts count="3">${font(11, '宋体')}${font(18, '黑体')}${font(11, '宋体', true)}</fonts>` +
  `<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>` +
  `<fill><patternFill patternType="solid"><fgColor rgb="FFF2F2F2"/><bgColor indexed="64"/></patternFill></fill></fills>` +
  `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>` +
  `<border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border></borders>` +
  `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
  `<cellXfs count="14"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
  [
    format(0, 1, false, 'center'),
    format(TEXT_FORMAT, 0, false, 'left'),
    format(TEXT_FORMAT, 2, true, 'center', 2),
    format(TEXT_FORMAT, 0, true, 'left'),
    format(DAY_FORMAT, 0, true, 'center'),
    format(0, 0, true, 'right'),
    format(1, 0, true, 'right'),
    format(4, 0, true, 'right'),
    format(TEXT_FORMAT, 2, true, 'center'),
    format(0, 2, true, 'right'),
    format(1, 2, true, 'right'),
    format(4, 2, true, 'right'),
    format(TEXT_FORMAT, 0, true, 'center'),
  ].join('') +
  `</cellXfs><cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

/** @param lastRow last row of the table, which the filter covers */
export function workbookXml(spec: SheetSpec, lastRow: number): string {
  const name = safeSheetName(spec.sheetName)
  const quoted = escapeXml(`'${name.replaceAll("'", "''")}'`)
  const head = headRowsOf(spec)
  const lastColumn = columnLetters(spec.columns.length - 1)
  return (
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELS}"><workbookPr date1904="0"/>` +
    `<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000" windowHeight="12000"/></bookViews>` +
    `<sheets><sheet name="${escapeXml(name)}" sheetId="1" r:id="rId1"/></sheets><definedNames>` +
    `<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">${quoted}!$A$${head.last}:$${lastColumn}$${lastRow}</definedName>` +
    `<definedName name="_xlnm.Print_Titles" localSheetId="0">${quoted}!$1:$${head.last}</definedName>` +
    `</definedNames></workbook>`
  )
}

/** Everything before the first row. */
export function sheetStart(spec: SheetSpec): string {
  const { last } = headRowsOf(spec)
  const columns = spec.columns
    .map((column, i) => `<col min="${i + 1}" max="${i + 1}" width="${columnWidth(column)}" customWidth="1"/>`)
    .join('')
  return (
    `${XML}<worksheet xmlns="${MAIN}" xmlns:r="${RELS}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
    `<sheetViews><sheetView tabSelected="1" workbookViewId="0">` +
    `<pane ySplit="${last}" topLeftCell="A${last + 1}" activePane="bottomLeft" state="frozen"/>` +
    `<selection pane="bottomLeft" activeCell="A${last + 1}" sqref="A${last + 1}"/></sheetView></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="15"/><cols>${columns}</cols><sheetData>`
  )
}

/** Everything after the last row: filter, merged cells, print set-up. */
export function sheetEnd(spec: SheetSpec, merges: readonly string[], lastRow: number): string {
  const lastColumn = columnLetters(spec.columns.length - 1)
  const note = spec.exportNote ? `&L${[...spec.exportNote].slice(0, 120).join('').replaceAll('&', '&&')}` : ''
  return (
    `</sheetData><autoFilter ref="A${headRowsOf(spec).last}:${lastColumn}${lastRow}"/>` +
    (merges.length > 0
      ? `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
      : '') +
    `<printOptions horizontalCentered="1"/>` +
    `<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.7" header="0.3" footer="0.3"/>` +
    `<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>` +
    `<headerFooter><oddFooter>${escapeXml(`${note}&C第 &P 页 共 &N 页`)}</oddFooter></headerFooter></worksheet>`
  )
}

const WIDTHS = { text: 16, day: 12, number: 10, yuan: 14, integer: 8 }

export function columnWidth(column: SheetSpec['columns'][number]): number {
  return column.width ?? WIDTHS[column.kind]
}
