import type { Choice } from '../ui/form/choiceSearch.ts'
import { parseTime } from './parseTime.ts'

export type Values = Record<string, unknown>

interface Base {
  name: string
  label: string
  required?: boolean
  hint?: string
  help?: string
  span?: 1 | 2 | 3 | 'full'
  warning?: string
  /** Not asked now, because of what another field says: it is neither shown nor sent. */
  isHidden?: boolean
}

/** One field of a form that needs nothing special. */
export type FieldSpec = Base &
  (
    | { kind: 'check' | 'amount' | 'matter' }
    /** `isAhead`: what is typed without a year lies ahead. */
    | { kind: 'day'; isAhead?: boolean }
    /** A line above the fields that follow; `hint` stands below it. */
    | { kind: 'heading' }
    /** Several boxes to tick, close together; each has a value of its own, `name` is only their key. */
    | { kind: 'checks'; items: readonly { name: string; label: string; hint?: string; warning?: string }[] }
    /** A time of day, typed as `1800`, `8:30` or `9点半`; sent as `08:30`. */
    | { kind: 'time' }
    /** A whole number, typed as text. */
    | { kind: 'number' }
    | { kind: 'phone' }
    /** A valid one fills in the day of birth and the sex of its holder, once. */
    | { kind: 'idNumber'; birthOn: string; sex: string }
    | { kind: 'text'; maxLength: number }
    | { kind: 'long'; maxLength: number; rows?: number }
    | { kind: 'choice'; options: readonly Choice[]; allowFree?: boolean }
    | { kind: 'multi'; options: readonly Choice[] }
    | { kind: 'lines'; max: number }
    /** A list of small records, each with the same fields. A record left as `blank` is not sent. `carry`: what a new one has of the one before. */
    | ({ kind: 'rows'; item: string; max: number; fields: readonly FieldSpec[] } & RowShape)
  )

interface RowShape {
  blank: Values
  carry?: readonly string[]
}

/** Nothing was typed into a row but what it took over. */
const isUntouched = ({ blank, carry = [] }: RowShape, row: Values): boolean =>
  JSON.stringify({ ...row, ...pick(blank, carry) }) === JSON.stringify(blank)
const pick = (from: Values, names: readonly string[]): Values =>
  Object.fromEntries(names.map((name) => [name, from[name]]))

/** One more row behind those that are there. */
export const nextRow = ({ blank, carry = [] }: RowShape, rows: readonly Values[]): Values => ({
  ...structuredClone(blank),
  ...pick(rows.at(-1) ?? blank, carry),
})

export function choicesOf(titles: Readonly<Record<string, string>>): Choice[] {
  return Object.entries(titles).map(([value, label]) => ({ value, label }))
}

export const choicesOfTexts = (texts: readonly string[]): Choice[] =>
  [...new Set(texts.filter(Boolean))].map((text) => ({ value: text, label: text }))

export const longField = (name: string, label: string, maxLength: number, more: Partial<FieldSpec> = {}): FieldSpec =>
  ({ kind: 'long', name, label, maxLength, required: true, span: 'full', ...more }) as FieldSpec
export const textField = (name: string, label: string, maxLength: number, more: Partial<FieldSpec> = {}): FieldSpec =>
  ({ kind: 'text', name, label, maxLength, ...more }) as FieldSpec
export const timeField = (name: string, label: string, more: Partial<FieldSpec> = {}): FieldSpec =>
  ({ kind: 'time', name, label, hint: '如 0830、18:00', ...more }) as FieldSpec
export const choiceField = (
  name: string,
  label: string,
  options: readonly Choice[],
  more: Partial<FieldSpec> = {},
): FieldSpec => ({ kind: 'choice', name, label, required: true, options, ...more }) as FieldSpec

/**
 * What the form's values are as a payload: empty days and matters are null, numbers are numbers, times are `08:30`, an amount
 * that was not filled in is 0 where none is asked for, empty lines and untouched rows fall away. Values that
 * no field is for are sent as they are.
 */
export function payloadOf(fields: readonly FieldSpec[], values: Values): Values {
  const payload: Values = { ...values }
  for (const field of fields) {
    if (field.kind === 'heading' || field.kind === 'checks') continue
    if (field.isHidden) delete payload[field.name]
    else payload[field.name] = payloadValue(field, values[field.name])
  }
  return payload
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'string' && value.trim() === '')

/** What is asked for and not there: a sentence by the path of each field. */
export function lackingOf(fields: readonly FieldSpec[], values: Values, prefix = ''): Record<string, string> {
  const found: Record<string, string> = {}
  for (const field of fields) {
    if (field.kind === 'heading' || field.kind === 'checks' || field.isHidden) continue
    const value = values[field.name]
    if (field.kind === 'rows')
      (value as Values[]).forEach((row, at) => {
        if (!isUntouched(field, row))
          Object.assign(found, lackingOf(field.fields, row, `${prefix}${field.name}.${at}.`))
      })
    else if (field.required && isEmpty(value))
      found[prefix + field.name] = `${field.kind === 'choice' ? '请选择' : '请填写'}${field.label}`
  }
  return found
}

function payloadValue(field: FieldSpec, value: unknown): unknown {
  switch (field.kind) {
    case 'day':
    case 'matter':
      return value === '' && !field.required ? null : value
    case 'time':
      return parseTime(String(value ?? '')) ?? value
    case 'number':
      return toNumber(value)
    case 'amount':
      return value === null && !field.required ? 0 : value
    case 'lines':
      return (value as string[]).map((line) => line.trim()).filter(Boolean)
    case 'rows':
      return (value as Values[]).filter((row) => !isUntouched(field, row)).map((row) => payloadOf(field.fields, row))
    default:
      return value
  }
}

/** `３` -> 3; text that is no number stays, so that the check names the field. */
function toNumber(value: unknown): unknown {
  const typed = String(value ?? '')
    .normalize('NFKC')
    .trim()
  return /^\d{1,9}$/.test(typed) ? Number(typed) : typed
}
