import { z } from 'zod'
import { Day } from '../kernel/day.ts'
import { RowId } from '../kernel/ids.ts'

const text = (max: number) => z.string().trim().max(max)
const code = (message: string) => z.string().regex(/^\d{1,6}$/, message)

export const POST_KINDS = { fixed: '固定岗', patrol: '巡逻岗', watch: '守望岗', gate: '卡口岗' } as const
export const PostKind = z.enum(['fixed', 'patrol', 'watch', 'gate'])
export const POST_DAYS = { every: '每天', workday: '工作日', rest: '周末和节假日' } as const
export const PostDays = z.enum(['every', 'workday', 'rest'])

/** What is fixed of a post (三定: 定岗, 定责; 定人 is {@link DutyPerson.posts}). */
export const PostCard = z.object({
  code: text(20).min(1, '请填写岗位编号'),
  name: text(40).min(1, '请填写岗位名称'),
  place: text(100).default(''),
  kind: PostKind.default('fixed'),
  unitCode: text(6).default(''),
  minPeople: z.int('请填整数').min(1, '至少 1 人').max(50),
  /** Codes of its shifts, in the order of the table. */
  shifts: z.array(code('请选择班次')).min(1, '请选择班次').max(8),
  days: PostDays.default('every'),
  /** Manned from this level of alert on; empty for always. */
  fromLevel: text(6).default(''),
  duties: text(1000).default(''),
  notes: text(500).default(''),
  isActive: z.boolean().default(true),
})
export type PostCard = z.infer<typeof PostCard>
export const DutyPost = PostCard.extend({ id: RowId })
export type DutyPost = z.infer<typeof DutyPost>

/** A person of the roster: name, what he is and how to reach him, no more. */
export const PersonCard = z.object({
  name: text(40).min(1, '请填写姓名'),
  category: code('请选择类别'),
  unitCode: text(6).default(''),
  phone: text(30).default(''),
  /** Posts that he is for (定人); empty for any. */
  posts: z.array(RowId).max(60).default([]),
  canLead: z.boolean().default(false),
  isActive: z.boolean().default(true),
})
export type PersonCard = z.infer<typeof PersonCard>
export const DutyPerson = PersonCard.extend({ id: RowId })
export type DutyPerson = z.infer<typeof DutyPerson>

/** Who is on one post in one shift of one day; the leader is one of the people, or nobody (''). */
export const DutyCell = z.object({
  postId: RowId,
  on: Day,
  shift: code('请选择班次'),
  people: z.array(RowId).max(50),
  leader: z.union([RowId, z.literal('')]).default(''),
})
export type DutyCell = z.infer<typeof DutyCell>

/** One shift as it counts: minutes from midnight, and how long. */
export interface Shift {
  code: string
  title: string
  fromMinute: number
  minutes: number
}

/** A level of alert with its place in the order. */
export interface Level {
  code: string
  title: string
  rank: number
  extraPeople: number
  needsLeader: boolean
}

export const cellKey = ({ postId, on, shift }: Pick<DutyCell, 'postId' | 'on' | 'shift'>): string =>
  `${postId}/${on}/${shift}`
