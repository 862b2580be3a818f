import { z } from 'zod'
import { keysOf, needed, text } from './fields.ts'

/** Doors through which another system's list comes; a part of `SOURCES`. */
export const SHEET_DOORS = { hotline: '12345 热线转办', grid: '网格上报', system: '其他系统转办' } as const

/** What a column of the answers may hold, with its usual head. */
export const ANSWER_FIELDS = {
  number: '来件编号',
  answer: '答复内容',
  unit: '承办单位',
  answeredOn: '答复日期',
  closure: '办结方式',
  summary: '标题',
  kind: '工单类型',
  receivedOn: '来件日期',
  dueOn: '要求办结时限',
  isInTime: '是否按时',
  by: '答复人',
  phone: '联系电话',
  rating: '反映人评价',
  ourNumber: '本中心编号',
} as const
export type AnswerField = keyof typeof ANSWER_FIELDS

/** One column of the answers: whose head stands above it, and what of ours stands under it. */
export const AnswerColumn = z.object({
  head: needed(40, '请填写列名'),
  field: z.enum(keysOf(ANSWER_FIELDS)),
})
export type AnswerColumn = z.infer<typeof AnswerColumn>

/** A system that sends lists of tasks (12345 热线, 网格平台 …): how its lists are read, and how it is answered. */
export const SheetSource = z.object({
  id: z.string().regex(/^[a-z0-9-]{3,36}$/),
  /** Stands on every matter that came from it, so that it is not changed later. */
  name: needed(40, '请填写来件系统的名称'),
  door: z.enum(keysOf(SHEET_DOORS)),
  /** 一联 and 事件分类 that its tasks get to begin with. */
  linkage: z.string().regex(/^\d{1,6}$/, '请选择属于哪一联'),
  eventClass: z.string().regex(/^\d{1,6}$/, '请选择事件分类'),
  /** Head of the column in which each field was found last; empty for a field that was left out. */
  heads: z.record(z.string().max(40), text(60)).default({}),
  answers: z
    .array(AnswerColumn)
    .min(1, '至少一列')
    .max(20)
    .refine(([first]) => first?.field === 'number', '第一列是来件编号，对方靠它认领'),
  isActive: z.boolean().default(true),
})
export type SheetSource = z.infer<typeof SheetSource>

/** Number, answer, unit, day and kind of closure: what every system asks for. */
export const USUAL_ANSWERS: readonly AnswerColumn[] = (
  ['number', 'answer', 'unit', 'answeredOn', 'closure'] as const
).map((field) => ({ head: ANSWER_FIELDS[field], field }))

/** Where an office starts from; nothing is stored until it is chosen. The linkage and class are proposals. */
export const SOURCE_PRESETS: readonly SheetSource[] = (
  [
    ['hotline', '12345 热线', 'hotline'],
    ['grid-platform', '网格平台', 'grid'],
    ['emergency', '应急系统', 'system'],
  ] as const
).map(([id, name, door]) => ({
  id,
  name,
  door,
  linkage: '',
  eventClass: '',
  heads: {},
  answers: [...USUAL_ANSWERS],
  isActive: true,
}))

/** The sources an office may choose from: its own, and the presets that it has not made its own. */
export const withPresets = (kept: readonly SheetSource[]): SheetSource[] => [
  ...kept,
  ...SOURCE_PRESETS.filter(({ id, name }) => !kept.some((each) => each.id === id || each.name === name)),
]

/** What their list called a field stands as the head of the same field in the answers, until somebody chose a head. */
export function withTheirHeads({ heads, answers }: Pick<SheetSource, 'heads' | 'answers'>): AnswerColumn[] {
  return answers.map(({ head, field }) => {
    const theirs = heads[field]
    return theirs && head === ANSWER_FIELDS[field] ? { head: theirs, field } : { head, field }
  })
}

/** A name as it is compared: `12345热线` is `12345 热线`. */
export const bareName = (name: string): string => name.normalize('NFKC').replace(/\s/g, '').toLowerCase()

/**
 * Whether a matter that says it came from `unit` may be the one that `system` means by the same number: numbers are one
 * system's own. What was typed in by hand under the name of no known system may be anybody's.
 */
export function mayBeOf(unit: string, system: string, known: readonly string[]): boolean {
  const said = bareName(unit)
  return said === bareName(system) || !known.some((name) => bareName(name) === said)
}
