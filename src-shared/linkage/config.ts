import { z } from 'zod'
import { UNIT_KINDS } from './codes.ts'
import { keysOf, text } from './fields.ts'

/*
 * What stands behind the codes of two tables that an office edits by version (`centre/codeTables.ts`): the
 * linkages and the member units. A record keeps the code, and what was counted keeps its numbers.
 */

const days = z.int().min(1, '至少 1 天').max(365)

/** Working days after which a unit is shown a card (B.5): to receive, and past its last day to answer. */
export const CardLimits = z
  .object({ receiveYellow: days, receiveRed: days, handleYellow: days, handleRed: days })
  .refine(({ receiveYellow, receiveRed }) => receiveRed > receiveYellow, {
    path: ['receiveRed'],
    message: '接件红牌要晚于黄牌',
  })
  .refine(({ handleYellow, handleRed }) => handleRed > handleYellow, {
    path: ['handleRed'],
    message: '办理红牌要晚于黄牌',
  })
export type CardLimits = z.infer<typeof CardLimits>

/** Days of a task itself; they are frozen into its record when it is described. */
export const TaskLimits = z.object({
  /** Working days from receipt to the first dispatch. */
  dispatchDays: days,
  /** Days that a unit is given to answer, proposed at dispatch. */
  handleDays: days,
  /** Working days from the return that goes to a conference to its decision. */
  conferDays: days,
  /** Working days to verify once every unit has answered. */
  verifyDays: days,
  /** Days to answer a supervision, proposed. */
  supervisionDays: days,
  /** The return of this ordinal is decided by a conference (会商). */
  returnsToConfer: z.int().min(1).max(9),
})
export type TaskLimits = z.infer<typeof TaskLimits>

/** One linkage (一联). */
export const LinkageDetail = z.object({
  /** False for one that is not worked by tasks, such as 绩效联考. */
  takesTasks: z.boolean(),
  /** Codes of the units that usually lead and help (B.2); proposals only. */
  leads: z.array(text(6)).max(6),
  helpers: z.array(text(6)).max(20),
  task: TaskLimits,
  /** Cards for departments and for communities; every other kind of unit goes by the first. */
  department: CardLimits,
  area: CardLimits,
})
export type LinkageDetail = z.infer<typeof LinkageDetail>

/** One member unit (成员单位, B.6). */
export const UnitDetail = z.object({
  kind: z.enum(keysOf(UNIT_KINDS)),
  contact: text(40),
  phone: text(30),
  /** Other names by which people look for it. */
  aliases: text(80),
  /** 统计用区划代码 of a community or grid (C.5), 9, 12 or 15 digits; empty for others. */
  regionCode: z.string().regex(/^(\d{9}|\d{12}|\d{15})?$/, '区划代码为 9、12 或 15 位数字'),
  people: z
    .array(z.object({ name: text(40).min(1, '请填写姓名'), duty: text(40), phone: text(30) }))
    .max(30)
    .default([]),
})
export type UnitDetail = z.infer<typeof UnitDetail>

/** Which cards a unit of this kind goes by. */
export const cardLimitsOf = (linkage: LinkageDetail, kind: z.infer<typeof UnitDetail>['kind']): CardLimits =>
  kind === 'area' ? linkage.area : linkage.department

/** Units of the directory in which the words are found, in its order. */
export const narrowUnits = <U extends UnitDetail & { code: string; title: string }>(
  units: readonly U[],
  words: string,
): U[] => {
  const wanted = words.split(/\s+/).filter(Boolean)
  const textsOf = ({ code, title, aliases, contact, phone, regionCode, people }: U): string[] => [
    ...[code, title, aliases, contact, phone, regionCode],
    ...people.flatMap(({ name, duty }) => [name, duty]),
  ]
  return units.filter((unit) => wanted.every((word) => textsOf(unit).some((text) => text.includes(word))))
}
