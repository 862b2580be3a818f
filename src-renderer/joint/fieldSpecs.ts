import type { JointField, JointTable, Payload } from '../../src-shared/joint/fields.ts'
import type { JointState } from '../../src-shared/joint/state.ts'
import type { Choice } from '../ui/form/choiceSearch.ts'
import { choicesOf, type FieldSpec, type Values } from '../workbench/fieldSpec.ts'
import { parseTime } from '../workbench/parseTime.ts'

/** What a form chooses from. */
export interface Choices {
  code(table: JointTable): Choice[]
  units: Choice[]
  areas: Choice[]
  parts(list: string): Choice[]
  criteria: NonNullable<JointState['standard']>['criteria']
}

const BLANK_UNIT = { unit: '' }
/** As people and older records join names: 甲所、乙所. */
const namesOf = (joined: unknown): string[] => [
  ...new Set(
    String(joined ?? '')
      .split(/[、，,；;]/)
      .map((name) => name.trim())
      .filter(Boolean),
  ),
]
const WIDE: ReadonlySet<JointField['kind']> = new Set(['long', 'rows', 'units'])

/** The fields of a card or an act as the form shows them. */
export function specsOf(fields: readonly JointField[], choices: Choices): FieldSpec[] {
  return fields.flatMap((field) => (field.kind === 'scores' ? scoreSpecs(choices) : [specOf(field, choices)]))
}

function specOf(field: JointField, choices: Choices): FieldSpec {
  const base = {
    name: field.key,
    label: field.label,
    required: field.required ?? false,
    hint: field.hint ?? '',
    ...(WIDE.has(field.kind) ? { span: 'full' as const } : {}),
  }
  switch (field.kind) {
    case 'long':
      return { ...base, kind: 'long', maxLength: field.max, rows: field.max > 1500 ? 4 : 2 }
    case 'day':
      return { ...base, kind: 'day', isAhead: field.isAhead ?? false }
    case 'int':
      return { ...base, kind: 'number' }
    case 'choice':
      return { ...base, kind: 'choice', options: choicesOf(field.options) }
    case 'code':
      return { ...base, kind: 'choice', options: choices.code(field.table) }
    case 'unit':
      return { ...base, kind: 'choice', options: choices.units, allowFree: true }
    case 'units':
      return {
        ...base,
        kind: 'rows',
        item: '单位',
        fields: [{ kind: 'choice', name: 'unit', label: '单位', options: choices.units, allowFree: true }],
        blank: BLANK_UNIT,
        max: 20,
      }
    case 'area':
      return { ...base, kind: 'choice', options: choices.areas }
    case 'part':
      return { ...base, kind: 'choice', options: choices.parts(field.list) }
    case 'rows':
      return {
        ...base,
        kind: 'rows',
        item: field.item,
        fields: specsOf(field.fields, choices),
        blank: initialOf(field.fields, {}),
        max: field.max,
      }
    case 'text':
      return { ...base, kind: 'text', maxLength: field.max }
    case 'month':
      return { ...base, kind: 'text', maxLength: 7 }
    case 'time':
      return { ...base, kind: 'time' }
    case 'scores':
      return { ...base, kind: 'heading' }
  }
}

function scoreSpecs({ criteria }: Choices): FieldSpec[] {
  return [
    {
      kind: 'heading',
      name: 'scores',
      label: '对照标准打分',
      hint: `共 ${criteria.length} 条，满分 ${criteria.reduce((sum, { points }) => sum + points, 0)} 分`,
    },
    ...criteria.flatMap(({ title, points }, at): FieldSpec[] => [
      { kind: 'number', name: `scores.${at}.score`, label: `${title}（${points} 分）`, required: true, span: 2 },
      { kind: 'text', name: `scores.${at}.note`, label: '说明', maxLength: 300 },
    ]),
  ]
}

/** What a form begins with: what is known, else empty; a list that must have an entry begins with one. */
export function initialOf(fields: readonly JointField[], known: Payload, criteria = 0): Values {
  const values: Values = {}
  for (const field of fields) {
    const value = known[field.key]
    if (field.kind === 'scores')
      for (let at = 0; at < criteria; at++)
        Object.assign(values, { [`scores.${at}.score`]: '', [`scores.${at}.note`]: '' })
    else if (field.kind === 'units') values[field.key] = namesOf(value).map((unit) => ({ unit }))
    else if (field.kind === 'rows') {
      const rows = (value ?? []) as Payload[]
      values[field.key] =
        rows.length === 0 && field.required
          ? [initialOf(field.fields, {})]
          : rows.map((row) => initialOf(field.fields, row))
    } else values[field.key] = value === null || value === undefined ? '' : field.kind === 'int' ? String(value) : value
  }
  return values
}

/** What the form says. */
export function payloadOf(fields: readonly JointField[], values: Values, criteria = 0): Payload {
  return Object.fromEntries(fields.map((field) => [field.key, valueOf(field, values, criteria)]))
}

function valueOf(field: JointField, values: Values, criteria: number): unknown {
  const value = values[field.key]
  switch (field.kind) {
    case 'day':
      return value === '' ? null : value
    case 'int':
      return toNumber(value, field.required ? '' : 0)
    case 'time':
      return parseTime(String(value ?? '')) ?? value
    case 'scores':
      return Array.from({ length: criteria }, (_, at) => ({
        score: toNumber(values[`scores.${at}.score`], ''),
        note: values[`scores.${at}.note`] ?? '',
      }))
    case 'units':
      return namesOf((value as { unit: string }[]).map(({ unit }) => unit).join('、')).join('、')
    case 'rows': {
      const blank = JSON.stringify(initialOf(field.fields, {}))
      return (value as Values[])
        .filter((row) => JSON.stringify(row) !== blank)
        .map((row) => payloadOf(field.fields, row))
    }
    default:
      return value
  }
}

/** `３` -> 3; text that is no number stays, so that the check names the field. */
function toNumber(value: unknown, empty: '' | 0): unknown {
  const typed = String(value ?? '')
    .normalize('NFKC')
    .trim()
  return typed === '' ? empty : /^\d{1,9}$/.test(typed) ? Number(typed) : typed
}
