import { parseDayEntry } from '../../calendar/parseDayEntry.ts'
import type { Day } from '../../kernel/day.ts'
import { AmountFen, parseYuan } from '../../kernel/money.ts'
import type { Cell } from './cell.ts'
import { cellText } from './cell.ts'
import type { FieldOption, SheetField } from './field.ts'
import { fromSheetSerial } from './sheetSerial.ts'

/** Serial numbers taken for days: 1954-10-03 to 2119-01-19. Smaller numbers are years, counts or nothing. */
const FIRST_LIKELY_SERIAL = 20_000
const LAST_LIKELY_SERIAL = 80_000
/** Words that a ledger has where nothing is known. */
const NOTHING = /^[-—–_/\\无空.。·]*$/
const ABSOLUTE_DAY = /^(?:\d{6}|\d{8}|\d{2,4}([-/.])\d{1,2}\1\d{1,2}|\d{2,4}年\d{1,2}月\d{1,2}[日号]?)$/
const LARGEST_COUNT = 1_000_000

/** The trimmed text of a cell, `''` where it only says that there is nothing (`—`, `/`, `无`). */
export function meaningfulText(cell: Cell | undefined): string {
  const text = cellText(cell).trim()
  return NOTHING.test(text.replace(/\s/g, '')) ? '' : text
}

/**
 * A calendar day from a date cell, a serial number, or text with a year: `2026.3.5`, `2026年3月5日`, `20260305`,
 * `2026/3/5 14:30`. Undefined if it is no day; days without a year are refused, as a ledger has no today.
 */
export function parseDayCell(cell: Cell): Day | undefined {
  if (cell.kind === 'day') return cell.day
  const serial = cell.kind === 'number' ? cell.value : /^\d{5}$/.test(cellText(cell)) ? Number(cellText(cell)) : 0
  if (serial >= FIRST_LIKELY_SERIAL && serial <= LAST_LIKELY_SERIAL) return fromSheetSerial(serial)
  const text = cellText(cell)
    .normalize('NFKC')
    .trim()
    .replace(/[T\s]+(上午|下午)?\d{1,2}(:\d{1,2}|[时点]).*$/, '')
    .replace(/\s/g, '')
    .replace(/[(]?(星期|周)[一二三四五六日天][)]?$/, '')
    .replace(/[.。]$/, '')
  if (!ABSOLUTE_DAY.test(text)) return undefined
  return parseDayEntry(text, UNUSED_TODAY)
}

/** Only days without a year are counted from today, and those do not get so far. */
const UNUSED_TODAY = '2000-01-01' as Day

/**
 * An amount in fen from `1234.5`, `1,234.50元`, `￥3万`, `1.5万元`, `3000元整`.
 * @param isInWan a bare number counts 万元, as the head says
 */
export function parseYuanCell(cell: Cell, isInWan = false): AmountFen | undefined {
  if (cell.kind === 'number') return toFen(cell.value * (isInWan ? 10_000 : 1))
  const text = cellText(cell)
    .normalize('NFKC')
    .replace(/[,\s¥]|人民币|RMB/gi, '')
    .replace(/[整正]$/, '')
  const wan =
    /^(\d{1,9}(?:\.\d{1,6})?)万元?$/.exec(text)?.[1] ??
    (isInWan ? /^\d{1,9}(?:\.\d{1,6})?$/.exec(text)?.[0] : undefined)
  return wan === undefined ? parseYuan(text) : toFen(Number(wan) * 10_000)
}

/** Rounds to the fen; what binary fractions add is far smaller. */
function toFen(yuan: number): AmountFen | undefined {
  return AmountFen.safeParse(Math.round(yuan * 100)).data
}

/** A count from `3`, `3人`, `共3次`. */
export function parseCountCell(cell: Cell): number | undefined {
  const text = cellText(cell).normalize('NFKC').replace(/\s/g, '')
  const digits = /^共?(\d{1,7})(?:\.0+)?[人次件份户个名]?$/.exec(text)?.[1]
  return digits !== undefined && Number(digits) <= LARGEST_COUNT ? Number(digits) : undefined
}

const YES = new Set(['是', '需', '需要', '要', '保密', '有', '对', '已', 'y', 'yes', 'true', '1', '√', '✓', '✔'])
const NO = new Set([
  '否',
  '不需要',
  '不要',
  '无需',
  '不保密',
  '公开',
  '没有',
  '未',
  '不是',
  'n',
  'no',
  'false',
  '0',
  '×',
  '✗',
  'x',
])

export function parseBooleanCell(cell: Cell): boolean | undefined {
  if (cell.kind === 'boolean') return cell.value
  const text = cellText(cell).normalize('NFKC').trim().toLowerCase()
  if (YES.has(text)) return true
  return NO.has(text) ? false : undefined
}

/** The code of a label, of a known other word for it, or of the code itself; with or without 纠纷, numbering, brackets. */
export function parseCodeCell(cell: Cell, options: SheetField['options'] = []): string | undefined {
  return codesOf(options).get(normalizeLabel(cellText(cell)))
}

/** Codes by word, made once for each list: a ledger asks a million times. */
const codesByOptions = new WeakMap<readonly FieldOption[], Map<string, string>>()

function codesOf(options: readonly FieldOption[]): Map<string, string> {
  const known = codesByOptions.get(options)
  if (known) return known
  const codes = new Map<string, string>()
  const add = (word: string, code: string) => codes.has(word) || codes.set(word, code)
  for (const { label, code } of options) add(normalizeLabel(label), code)
  for (const { synonyms = [], code } of options) for (const word of synonyms) add(normalizeLabel(word), code)
  for (const { code } of options) for (const word of [code, code.replace(/^0+(?=\d)/, '')]) if (word) add(word, code)
  codesByOptions.set(options, codes)
  return codes
}

function normalizeLabel(text: string): string {
  const bare = text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/^[(]?\d{1,2}[).、:](?=\D)/, '')
    .replace(/[,、.。;:()/\\"']/g, '')
  return bare.length > 2 ? bare.replace(/(类?纠纷类?|类)$/, '') : bare
}
