import { z } from 'zod'
import { Day, Month } from '../kernel/day.ts'

/** Tables of the office from which a field chooses. */
export type JointTable = 'joint_trouble' | 'joint_incident' | 'joint_warning' | 'joint_creation'

interface Base {
  key: string
  label: string
  required?: true
  hint?: string
}

/** One thing that a card or an act says: form, check, timeline and paper are made from this one description. */
export type JointField = Base &
  (
    | { kind: 'text'; max: number }
    | { kind: 'long'; max: number }
    /** A day that happened; with `isAhead` one that may lie ahead: a term. */
    | { kind: 'day'; isAhead?: true }
    | { kind: 'month' }
    /** `09:30`. */
    | { kind: 'time' }
    | { kind: 'int'; max: number; unit?: string }
    | { kind: 'choice'; options: Readonly<Record<string, string>> }
    | { kind: 'code'; table: JointTable }
    /** The name of a member unit, as it was chosen. */
    | { kind: 'unit' }
    /** Names of several units, those of the directory or others, joined by 、. */
    | { kind: 'units'; max: number }
    /** A place of the office (居村、网格). */
    | { kind: 'area' }
    /** One of the record's parts that is still open. */
    | { kind: 'part'; list: string }
    /** Points and a note for each criterion that the record was opened with. */
    | { kind: 'scores' }
    | { kind: 'rows'; item: string; fields: readonly JointField[]; max: number }
  )

type ValueOf<F> = F extends { kind: 'day'; required: true }
  ? Day
  : F extends { kind: 'day' }
    ? Day | null
    : F extends { kind: 'int' }
      ? number
      : F extends { kind: 'scores' }
        ? { score: number; note: string }[]
        : F extends { kind: 'rows'; fields: infer R extends readonly JointField[] }
          ? PayloadOf<R>[]
          : string

/** What a form of these fields says. */
export type PayloadOf<F extends readonly JointField[]> = { [K in F[number] as K['key']]: ValueOf<K> }
export type Payload = Record<string, unknown>

const lacking = ({ label, kind }: JointField): string =>
  `请${kind === 'choice' || kind === 'code' || kind === 'unit' || kind === 'part' ? '选择' : '填写'}${label}`

function valueSchema(field: JointField): z.ZodType {
  const message = lacking(field)
  const text = (max: number) =>
    field.required ? z.string(message).trim().min(1, message).max(max) : z.string().trim().max(max).default('')
  const oneOf = (isGood: (value: string) => boolean, problem: string) =>
    text(10).refine((value) => value === '' || isGood(value), problem)
  switch (field.kind) {
    case 'text':
    case 'long':
    case 'units':
      return text(field.max)
    case 'day': {
      const day = z.custom<Day>((value) => Day.safeParse(value).success, message)
      return field.required ? day : day.nullable().default(null)
    }
    case 'month':
      return oneOf((value) => Month.safeParse(value).success, '月份写作 2026-03')
    case 'time':
      return oneOf((value) => /^([01]\d|2[0-3]):[0-5]\d$/.test(value), '时间写作 09:30')
    case 'int': {
      const int = z.int(`${field.label}为整数`).min(0, `${field.label}不能小于 0`).max(field.max, `${field.label}太大`)
      return field.required ? int : int.default(0)
    }
    case 'choice': {
      const choice = z.custom<string>(
        (value) => typeof value === 'string' && Object.hasOwn(field.options, value),
        message,
      )
      return field.required ? choice : choice.or(z.literal('')).default('')
    }
    case 'code':
      return text(6)
    case 'unit':
      return text(60)
    case 'area':
      return text(40)
    case 'part':
      return text(90)
    case 'scores':
      return z
        .array(
          z.object({
            score: z.int('得分为整数').min(0, '得分不能小于 0').max(1000),
            note: z.string().trim().max(300).default(''),
          }),
        )
        .max(60)
        .default([])
    case 'rows': {
      const rows = z.array(schemaOf(field.fields)).max(field.max)
      return field.required ? rows.min(1, `请填写${field.label}`) : rows.default([])
    }
  }
}

/** What a payload of these fields must be. */
export function schemaOf(fields: readonly JointField[]): z.ZodType<Payload> {
  return z.object(
    Object.fromEntries(fields.map((field) => [field.key, valueSchema(field)])),
  ) as unknown as z.ZodType<Payload>
}

/** Days of a payload that tell what happened, by field: they may not lie ahead of today. */
export function pastDays(fields: readonly JointField[], payload: Payload): { key: string; label: string; day: Day }[] {
  return fields.flatMap((field) => {
    const value = payload[field.key]
    return field.kind === 'day' && !field.isAhead && typeof value === 'string'
      ? [{ key: field.key, label: field.label, day: value as Day }]
      : []
  })
}

/** Codes of a payload by field, each with the table that it is from. */
export function codesOf(
  fields: readonly JointField[],
  payload: Payload,
): { key: string; table: JointTable; code: string }[] {
  return fields.flatMap((field) => {
    const value = payload[field.key]
    return field.kind === 'code' && typeof value === 'string' && value !== ''
      ? [{ key: field.key, table: field.table, code: value }]
      : []
  })
}

/** Puts codes and ids into words. */
export interface Words {
  code(table: JointTable, code: string): string
  area(id: string): string
  part(key: string): string
  criterion(index: number): string
}

/** A field's value as people read it; '' where nothing was said. */
export function valueText(field: JointField, value: unknown, words: Words): string {
  if (value === null || value === undefined || value === '') return ''
  switch (field.kind) {
    case 'int':
      return value === 0 ? '' : `${String(value)}${field.unit ?? ''}`
    case 'choice':
      return field.options[String(value)] ?? ''
    case 'code':
      return words.code(field.table, String(value))
    case 'area':
      return words.area(String(value))
    case 'part':
      return words.part(String(value))
    case 'scores':
      return (value as { score: number; note: string }[])
        .map(({ score, note }, at) => `${words.criterion(at)} ${score} 分${note ? `（${note}）` : ''}`)
        .join('；')
    case 'rows':
      return (value as Payload[])
        .map((row) =>
          field.fields
            .map((each) => valueText(each, row[each.key], words))
            .filter(Boolean)
            .join(' '),
        )
        .join('；')
    default:
      return String(value)
  }
}
