import type { Head } from './detectHeader.ts'
import type { SheetField } from './field.ts'

/** Which column holds a field. */
export interface MappedColumn {
  key: string
  /** From 0. */
  column: number
  /** 1 the very name, 0.9 a known other name, below that a guess that a person should look at. */
  confidence: number
  /** The head says that its numbers are in 万元. */
  isInWan?: boolean
}

export interface Mapping {
  columns: MappedColumn[]
  /** Columns that no field was proposed for. */
  unusedColumns: number[]
  /** Keys of required fields without a column. */
  missingKeys: string[]
}

/** The head of the column that the program itself adds to a sheet with problems; never mapped. */
export const PROBLEM_HEAD = '导入问题'
const LEAST_CONFIDENCE = 0.5

/**
 * Proposes a column for each field: by name, then by known other names, then by likeness.
 * Each column and each field is used once, the surest pairs first; equally sure, the left column.
 */
export function proposeMapping(heads: readonly Head[], fields: readonly SheetField[]): Mapping {
  const usable = heads.filter((head) => normalizeHead(head.title) !== PROBLEM_HEAD)
  const pairs = usable.flatMap((head) => fields.map((field) => ({ head, field, confidence: likeness(head, field) })))
  const surest = pairs
    .filter((pair) => pair.confidence >= LEAST_CONFIDENCE)
    .sort((a, b) => b.confidence - a.confidence || a.head.column - b.head.column)
  const columns: MappedColumn[] = []
  for (const { head, field, confidence } of surest) {
    if (columns.some((taken) => taken.column === head.column || taken.key === field.key)) continue
    columns.push({ key: field.key, column: head.column, confidence, ...unitOf(head, field) })
  }
  return completed(columns, usable, fields)
}

/**
 * The mapping that a person chose: a column for each field key, null or left out for none. Columns that are
 * no head and keys that are no field are dropped.
 */
export function chosenMapping(
  chosen: Readonly<Record<string, number | null>>,
  heads: readonly Head[],
  fields: readonly SheetField[],
): Mapping {
  const columns = fields.flatMap((field): MappedColumn[] => {
    const head = heads.find(({ column }) => column === chosen[field.key])
    return head ? [{ key: field.key, column: head.column, confidence: 1, ...unitOf(head, field) }] : []
  })
  return completed(columns, heads, fields)
}

function unitOf(head: Head, field: SheetField): Pick<MappedColumn, 'isInWan'> {
  return field.kind === 'yuan' && /万元/.test(head.title + (head.group ?? '')) ? { isInWan: true } : {}
}

function completed(columns: MappedColumn[], heads: readonly Head[], fields: readonly SheetField[]): Mapping {
  const isMapped = (key: string) => columns.some((column) => column.key === key)
  return {
    columns: columns.sort((a, b) => a.column - b.column),
    unusedColumns: heads
      .map((head) => head.column)
      .filter((column) => !columns.some((taken) => taken.column === column)),
    missingKeys: fields.filter((field) => field.isRequired && !isMapped(field.key)).map((field) => field.key),
  }
}

/** Whether a text is the name of one of the fields, or a known other name of it. */
export function isKnownHead(text: string, fields: readonly SheetField[]): boolean {
  const head = normalizeHead(text)
  return fields.some((field) => [field.title, ...field.synonyms].some((name) => normalizeHead(name) === head))
}

function likeness({ title, group }: Head, field: SheetField): number {
  const names = [normalizeHead(title), ...(group ? [normalizeHead(group + title)] : [])]
  const known = field.synonyms.map(normalizeHead)
  const own = normalizeHead(field.title)
  if (names.includes(own)) return 1
  const rank = known.findIndex((synonym) => names.includes(synonym))
  if (rank >= 0) return 0.9 - rank * 0.005
  // The name of a group alone tells nothing: 申请人 stands above 姓名, 电话 and 地址.
  return Math.max(...[own, ...known].map((name) => guess(names[0]!, name)))
}

/** A likeness below 0.8 of two names, by the pairs of characters that they share. */
function guess(head: string, name: string): number {
  if (head.length < 2 || name.length < 2 || isOpposite(head, name)) return 0
  const pairs = pairsOf(head)
  const other = pairsOf(name)
  const shared = [...pairs].filter((pair) => other.has(pair)).length
  return (0.8 * 2 * shared) / (pairs.size + other.size)
}

/** 申请人 is not 被申请人; 身份证号 of somebody is not somebody. */
function isOpposite(head: string, name: string): boolean {
  return /被|对方|乙/.test(head) !== /被|对方|乙/.test(name) || /电话|证号|证件|地址|住址|性别|年龄|联系/.test(head)
}

function pairsOf(text: string): Set<string> {
  return new Set(Array.from({ length: text.length - 1 }, (_, i) => text.slice(i, i + 2)))
}

/** Without spaces, brackets and their units or hints, marks and numbering. */
function normalizeHead(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[([【](元|万元|人|件|次|必填|选填|可选|单位.*?|格式.*?|年月日|yyyy.*?|含.*?|案号\/结果)[)\]】]/gi, '')
    .replace(/[*:：、,，.。"'()（）[\]【】/\\_-]/g, '')
}
