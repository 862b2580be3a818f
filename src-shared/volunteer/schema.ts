import { z } from 'zod'
import { Day, Month } from '../kernel/day.ts'
import { PlaceId, RowId, UserId } from '../kernel/ids.ts'
import { defineContract } from '../kernel/procedure.ts'
import { CASE_ROLES, type Role } from '../kernel/roles.ts'
import { VolunteerList } from './lists.ts'
import { VOLUNTEER_PAPER_KINDS } from './model.ts'

const KEEPERS = ['clerk', 'social_worker', 'head'] as const satisfies readonly Role[]
const text = (max: number) => z.string().trim().max(max)
const needed = (max: number, message: string) => z.string().trim().min(1, message).max(max)
const code = (message: string) => z.string().regex(/^\d{1,6}$/, message)
const purpose = (verb: string) => needed(100, `请写明${verb}用途`).min(2, `请写明${verb}用途`)

export const TeamCard = z.object({
  name: needed(60, '请填写队伍名称'),
  /** What it leans on (四依托); empty where nothing fits. */
  base: text(6).default(''),
  /** What is asked of its members (四活动); empty for nothing. */
  minimum: text(6).default(''),
  leader: text(40).default(''),
  placeId: PlaceId.nullable().default(null),
  /** Whose day's page tells of what runs out; null for every head. */
  ownerId: UserId.nullable().default(null),
  isActive: z.boolean().default(true),
})
export type TeamCard = z.infer<typeof TeamCard>

/** Least data: who, how to reach him, which team. */
export const VolunteerCard = z.object({
  number: text(20).default(''),
  name: needed(40, '请填写姓名'),
  phone: text(30).default(''),
  teamId: RowId,
  class: code('请选择类别'),
  placeId: PlaceId.nullable().default(null),
  joinedOn: Day,
  note: text(200).default(''),
})
export type VolunteerCard = z.infer<typeof VolunteerCard>

/** Of one person at one activity, in half hours. */
export const ServiceHours = z
  .number('请填小时数，如 2 或 2.5')
  .min(0.5, '至少半小时')
  .max(24, '一次活动每人最多 24 小时，跨天的分天登记')
  .multipleOf(0.5, '按半小时填，如 2 或 2.5')
export const ActivityCard = z.object({
  teamId: RowId,
  on: Day,
  kind: code('请选择活动类型'),
  title: needed(60, '请填写活动名称'),
  place: text(100).default(''),
  /** 可能发生人身危险: insurance is owed before it (志愿服务条例第十七条). */
  isRisky: z.boolean().default(false),
  note: text(500).default(''),
  people: z
    .array(z.object({ volunteerId: RowId, hours: ServiceHours }))
    .min(1, '请选择参加的人')
    .max(500),
})
export type ActivityCard = z.infer<typeof ActivityCard>

export const PaperCard = z
  .object({
    kind: z.enum(Object.keys(VOLUNTEER_PAPER_KINDS) as [keyof typeof VOLUNTEER_PAPER_KINDS]),
    title: needed(60, '请填写名称'),
    number: text(60).default(''),
    fromOn: Day,
    untilOn: Day.nullable().default(null),
  })
  .refine(({ fromOn, untilOn }) => untilOn === null || untilOn >= fromOn, {
    path: ['untilOn'],
    message: '到期早于开始',
  })
  .refine(({ kind, untilOn }) => kind !== 'insurance' || untilOn !== null, {
    path: ['untilOn'],
    message: '保险请填写到期日期',
  })

export const TeamView = TeamCard.extend({
  id: RowId,
  place: z.string(),
  baseTitle: z.string(),
  minimumTitle: z.string(),
  members: z.int(),
  hours: z.number(),
})
export type TeamView = z.infer<typeof TeamView>

export const VolunteerFilter = z.object({
  words: text(40).default(''),
  teamId: z.union([RowId, z.literal('')]).default(''),
  class: text(6).default(''),
  /** `expiring`: something runs out soon or did; `uninsured`: no insurance is valid today. */
  state: z.enum(['', 'active', 'left', 'expiring', 'uninsured']).default('active'),
})
export type VolunteerFilter = z.infer<typeof VolunteerFilter>

export const VolunteerRow = VolunteerCard.extend({
  id: RowId,
  team: z.string(),
  classTitle: z.string(),
  place: z.string(),
  leftOn: Day.nullable(),
  isWiped: z.boolean(),
  /** Of everything that was done. */
  hours: z.number(),
  times: z.int(),
  insuredUntil: Day.nullable(),
  /** The first of what runs out; null where nothing does. */
  expiresOn: Day.nullable(),
  expires: z.string(),
})
export type VolunteerRow = z.infer<typeof VolunteerRow>

export const ActivityView = z.object({
  id: RowId,
  on: Day,
  team: z.string(),
  kind: z.string(),
  title: z.string(),
  place: z.string(),
  isRisky: z.boolean(),
  isVoid: z.boolean(),
  people: z.int(),
  hours: z.number(),
})
export type ActivityView = z.infer<typeof ActivityView>

const FigureLine = z.object({
  key: z.string(),
  group: z.string(),
  title: z.string(),
  unit: z.string(),
  value: z.number().nullable(),
  note: z.string(),
})
const Found = z.object({ id: RowId })
const Listed = z.object({ filter: VolunteerFilter.prefault({}), purpose: purpose('使用') })
const Sheet = z.object({ title: z.string(), fileName: z.string(), pdfBase64: z.string(), pages: z.int() })

export const volunteerContract = defineContract({
  'volunteer.teams': { kind: 'query', allow: CASE_ROLES, input: z.object({}), output: z.array(TeamView) },
  'volunteer.saveTeam': {
    kind: 'command',
    allow: KEEPERS,
    input: z.object({ id: RowId.nullable().default(null), team: TeamCard }),
    output: Found,
  },
  'volunteer.list': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({ filter: VolunteerFilter.prefault({}) }),
    output: z.array(VolunteerRow),
  },
  'volunteer.save': {
    kind: 'command',
    allow: KEEPERS,
    input: z.object({ id: RowId.nullable().default(null), volunteer: VolunteerCard }),
    output: Found,
  },
  'volunteer.leave': {
    kind: 'command',
    allow: KEEPERS,
    input: z.object({ id: RowId, on: Day, reason: needed(100, '请写明退出原因') }),
    output: Found,
  },
  'volunteer.reveal': {
    kind: 'command',
    allow: CASE_ROLES,
    input: z.object({ id: RowId, purpose: purpose('查看') }),
    output: z.object({ phone: z.string() }),
  },
  'volunteer.addPaper': {
    kind: 'command',
    allow: KEEPERS,
    input: z.object({ volunteerId: RowId, paper: PaperCard }),
    output: Found,
  },
  'volunteer.activities': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({ from: Day, to: Day }),
    output: z.array(ActivityView),
  },
  /** @returns who was not insured on the day where the activity may be dangerous */
  'volunteer.saveActivity': {
    kind: 'command',
    allow: KEEPERS,
    input: z.object({ activity: ActivityCard }),
    output: Found.extend({ uninsured: z.array(z.string()) }),
  },
  'volunteer.voidActivity': {
    kind: 'command',
    allow: KEEPERS,
    input: z.object({ id: RowId, reason: needed(100, '请写明作废原因') }),
    output: Found,
  },
  /** 四四三 and the rest, each rate with its denominator. */
  'volunteer.figures': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({ month: Month }),
    /** `until`: the last day that was counted, today at the latest; null for a month that has not begun. */
    output: z.object({ until: Day.nullable(), figures: z.array(FigureLine) }),
  },
  /** Those who left so long ago that what names them may no longer be kept. */
  'volunteer.toWipe': {
    kind: 'query',
    allow: ['head'],
    input: z.object({}),
    output: z.array(z.object({ id: RowId, number: z.string(), name: z.string(), leftOn: Day })),
  },
  /** Name, phone and note are gone for good; the hours stay counted. */
  'volunteer.wipe': {
    kind: 'command',
    allow: ['head'],
    input: z.object({ ids: z.array(RowId).min(1, '请选择').max(500) }),
    output: z.object({ count: z.int() }),
  },
  'volunteer.export': {
    kind: 'action',
    allow: CASE_ROLES,
    input: Listed,
    output: z.object({ fileName: z.string(), xlsxBase64: z.string() }),
  },
  'volunteer.print': { kind: 'action', allow: CASE_ROLES, input: Listed, output: Sheet },
  /** Activities or teams, as narrowed on their page; each a line of the audit. */
  'volunteer.exportList': {
    kind: 'action',
    allow: CASE_ROLES,
    input: z.object({ of: VolunteerList, purpose: purpose('导出') }),
    output: z.object({ fileName: z.string(), xlsxBase64: z.string() }),
  },
  'volunteer.printList': {
    kind: 'action',
    allow: CASE_ROLES,
    input: z.object({ of: VolunteerList, purpose: purpose('打印') }),
    output: Sheet,
  },
  /** 志愿服务记录证明 (志愿服务条例第十九条). */
  'volunteer.printRecord': {
    kind: 'action',
    allow: CASE_ROLES,
    input: z.object({ id: RowId, purpose: purpose('打印') }),
    output: Sheet,
  },
  'volunteer.printFigures': {
    kind: 'action',
    allow: CASE_ROLES,
    input: z.object({ month: Month, purpose: purpose('打印') }),
    output: Sheet,
  },
})
