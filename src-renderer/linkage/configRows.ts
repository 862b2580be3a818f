import type { TableVersion } from '../../src-shared/centre/codeTables.ts'
import { LinkageDetail } from '../../src-shared/linkage/config.ts'
import type { Choice } from '../ui/form/choiceSearch.ts'
import type { FieldSpec, Values } from '../workbench/fieldSpec.ts'

const TASK = {
  dispatchDays: '分流（工作日）',
  handleDays: '答复（日）',
  conferDays: '会商（工作日）',
  verifyDays: '验证（工作日）',
  supervisionDays: '督办反馈（日）',
  returnsToConfer: '第几次退回会商',
} as const
const CARDS = {
  receiveYellow: '接件黄牌',
  receiveRed: '接件红牌',
  handleYellow: '办理黄牌',
  handleRed: '办理红牌',
} as const

const number = (name: string, label: string): FieldSpec => ({ kind: 'number', name, label, required: true })
const cardFields = (of: string): FieldSpec[] =>
  Object.entries(CARDS).map(([key, label]) => number(`${of}.${key}`, `${label}（工作日）`))

/** A linkage's fields, flat: `task.handleDays`, `area.receiveRed`. */
export const CONFIG_FIELDS = (units: readonly Choice[]): FieldSpec[] => [
  { kind: 'text', name: 'code', label: '代码', required: true, maxLength: 6, hint: '数字，用过的不再改' },
  { kind: 'text', name: 'title', label: '名称', required: true, maxLength: 40 },
  { kind: 'check', name: 'takesTasks', label: '通过任务办理' },
  { kind: 'multi', name: 'leads', label: '通常主办', options: units },
  { kind: 'multi', name: 'helpers', label: '通常协办', options: units },
  ...Object.entries(TASK).map(([key, label]) => number(`task.${key}`, label)),
  { kind: 'heading', name: 'department', label: '部门的亮牌线', hint: '接件从交办起算，办理从答复期限届满起算' },
  ...cardFields('department'),
  { kind: 'heading', name: 'area', label: '居村的亮牌线' },
  ...cardFields('area'),
]

const GROUPS = { task: TASK, department: CARDS, area: CARDS } as const

/** The values of a linkage as its form shows them. */
export function toRow({ code, title, detail }: TableVersion['codes'][number]): Values {
  const row: Values = { ...blankRow(), code, title }
  const parsed = LinkageDetail.safeParse(detail).data
  if (!parsed) return row
  Object.assign(row, { takesTasks: parsed.takesTasks, leads: parsed.leads, helpers: parsed.helpers })
  for (const [group, keys] of Object.entries(GROUPS))
    for (const key of Object.keys(keys))
      row[`${group}.${key}`] = String((parsed as unknown as Record<string, Record<string, number>>)[group]?.[key] ?? '')
  return row
}

/** What is saved of it; text that is no number stays, so that the check names the field. */
export function toCode({ code, title, takesTasks, leads, helpers, ...flat }: Values): unknown {
  const detail: Record<string, unknown> = { takesTasks, leads, helpers }
  for (const [group, keys] of Object.entries(GROUPS))
    detail[group] = Object.fromEntries(Object.keys(keys).map((key) => [key, toNumber(flat[`${group}.${key}`])]))
  return { code, title, detail }
}

const toNumber = (value: unknown): unknown => {
  const typed = String(value ?? '')
    .normalize('NFKC')
    .trim()
  return /^\d{1,4}$/.test(typed) ? Number(typed) : typed
}

export const blankRow = (): Values => ({
  code: '',
  title: '',
  takesTasks: true,
  leads: [],
  helpers: [],
  ...Object.fromEntries(
    Object.entries(GROUPS).flatMap(([group, keys]) => Object.keys(keys).map((key) => [`${group}.${key}`, ''])),
  ),
})
