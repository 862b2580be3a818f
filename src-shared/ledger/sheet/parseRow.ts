import type { Day } from '../../kernel/day.ts'
import { never } from '../../kernel/never.ts'
import type { Cell } from './cell.ts'
import type { FieldValue, SheetField } from './field.ts'
import {
  meaningfulText,
  parseBooleanCell,
  parseCodeCell,
  parseCountCell,
  parseDayCell,
  parseYuanCell,
} from './parseCell.ts'
import type { Mapping } from './proposeMapping.ts'

export interface RowProblem {
  /** From 0; of a required field without a column, the first column. */
  column: number
  key: string
  code:
    | 'missing'
    | 'merged'
    | 'not_a_day'
    | 'not_a_phone'
    | 'future'
    | 'not_an_amount'
    | 'not_a_count'
    | 'not_yes_or_no'
    | 'unknown_label'
    | 'too_long'
    | 'lost_digits'
  /** Chinese, for the person who mends the sheet. */
  message: string
}

export interface ParsedRow {
  /** By field key; a field that is empty or has a problem is left out. */
  values: Record<string, FieldValue>
  problems: RowProblem[]
}

/**
 * Reads one row of a ledger by its mapping. Tolerant in form, strict in content: what cannot be read is a problem
 * that names its cell, never a guess and never silently left out.
 *
 * @param today if given, days after it are a problem where the field lies in the past
 */
export function parseRow(
  cells: readonly Cell[],
  mapping: Pick<Mapping, 'columns'>,
  fields: readonly SheetField[],
  today?: Day,
): ParsedRow {
  const values: Record<string, FieldValue> = {}
  const problems: RowProblem[] = []
  for (const field of fields) {
    const mapped = mapping.columns.find((column) => column.key === field.key)
    const column = mapped?.column ?? 0
    const cell = mapped && cells[mapped.column]
    const report = (code: RowProblem['code'], message: string) =>
      problems.push({ column, key: field.key, code, message: `${field.title}：${message}` })

    const text = meaningfulText(cell)
    if (!cell || text === '') {
      if (cell?.kind === 'empty' && cell.mergedWith)
        report('merged', '这里是合并单元格的一部分，请取消合并并在每行填写')
      else if (field.isRequired) report('missing', '没有填写')
      continue
    }
    const parsed = parseField(field, cell, text, mapped?.isInWan)
    if ('problem' in parsed) report(parsed.problem, parsed.message)
    else if (field.kind === 'day' && field.isPast && today && parsed.value > today)
      report('future', '日期晚于今天，请核对')
    else values[field.key] = parsed.value
  }
  return { values, problems }
}

type ParsedField = { value: FieldValue } | { problem: RowProblem['code']; message: string }

function parseField(field: SheetField, cell: Cell, text: string, isInWan?: boolean): ParsedField {
  switch (field.kind) {
    case 'text':
      if (cell.kind === 'number' && Math.abs(cell.value) > Number.MAX_SAFE_INTEGER)
        return { problem: 'lost_digits', message: '超过 15 位的数字在表格中已丢失末几位，请把单元格设为文本后重新填写' }
      if (field.maxLength && text.length > field.maxLength)
        return { problem: 'too_long', message: `有 ${text.length} 个字，最多 ${field.maxLength} 个` }
      return field.isPhone ? parsePhone(text) : { value: text }
    case 'day':
      return orProblem(parseDayCell(cell), 'not_a_day', `“${shown(text)}”不是日期，请写成 2026-03-05 的样子`)
    case 'integer':
      return orProblem(parseCountCell(cell), 'not_a_count', `“${shown(text)}”不是整数`)
    case 'yuan':
      return orProblem(
        parseYuanCell(cell, isInWan),
        'not_an_amount',
        `“${shown(text)}”不是金额，请写成 1234.50 或 1.2万元`,
      )
    case 'boolean':
      return orProblem(parseBooleanCell(cell), 'not_yes_or_no', `“${shown(text)}”看不懂，请填是或否`)
    case 'code': {
      const labels = (field.options ?? []).map((option) => option.label).join('、')
      return orProblem(parseCodeCell(cell, field.options), 'unknown_label', `“${shown(text)}”不在可选值中：${labels}`)
    }
    default:
      return never(field.kind)
  }
}

/** Lists say so where somebody left no number. */
const NO_PHONE = /^(保密|匿名|不详|未知|未留|没有|未提供)$/
/** Masked digits count; an extension or a word beside the number stays with it. */
const PHONE = /[\d*]{5}/

function parsePhone(text: string): ParsedField {
  if (NO_PHONE.test(text)) return { value: '' }
  const bare = text.normalize('NFKC').replace(/[\s()+-]|tel|ext/gi, '')
  if (PHONE.test(bare) && !/[a-z]/i.test(bare)) return { value: text }
  return { problem: 'not_a_phone', message: `“${shown(text)}”不是电话号码，请核对；没有号码的留空` }
}

function orProblem(value: FieldValue | undefined, problem: RowProblem['code'], message: string): ParsedField {
  return value === undefined ? { problem, message } : { value }
}

function shown(text: string): string {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text
}
