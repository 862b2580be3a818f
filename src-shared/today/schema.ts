import { z } from 'zod'
import { DirectiveId } from '../directive/schema.ts'
import { Day, Instant } from '../kernel/day.ts'
import { MatterId, RowId } from '../kernel/ids.ts'
import { defineContract } from '../kernel/procedure.ts'
import { CASE_ROLES } from '../kernel/roles.ts'

/** What was begun here comes first, then in order of consequence. */
export const TODAY_GROUPS = {
  draft: '没写完的草稿',
  overdue: '已超期',
  due_today: '今天到期',
  directive: '区里的督办交办，还没签收',
  to_confer: '再次退回，等着会商',
  returned: '单位退回，等着处理',
  to_supervise: '单位没有接件或答复，可以亮牌',
  to_serve: '意见等着送达',
  promised: '答应过的答复',
  instalment: '该履行了',
  to_settle: '同步后等着处理的',
  due_soon: '七天内到期',
  expiring: '志愿者的保险、证书到期',
  open: '等待分流或受理',
} as const
export const TodayGroup = z.enum([
  'draft',
  'overdue',
  'due_today',
  'directive',
  'to_confer',
  'returned',
  'to_supervise',
  'to_serve',
  'promised',
  'instalment',
  'to_settle',
  'due_soon',
  'expiring',
  'open',
])

/** Whose day it is, most binding first: the district's in a directive, the law's, the parties', or one that the office set itself. */
export const TODAY_BASES = { directed: '区督办', statutory: '法定', agreed: '约定', office: '本单位' } as const
export const TodayBasis = z.enum(['directed', 'statutory', 'agreed', 'office'])

/** One line: a matter with one reason, however many days of that reason are due. */
export const TodayItem = z.object({
  group: TodayGroup,
  matterId: MatterId.nullable(),
  draftKey: z.string(),
  /** Of `to_settle`: two values of a field to choose from, rows in the tray, or a step that did not take effect. */
  settles: z.enum(['', 'conflict', 'quarantine', 'step']),
  /** Set where the line is a directive of the district. */
  directiveId: DirectiveId.nullable(),
  /** Set where the line is a team of volunteers. */
  teamId: RowId.nullable().optional(),
  /** Set where the line is a record of 联防, 联治, 联动 or 联创. */
  jointId: RowId.optional(),
  number: z.string(),
  title: z.string(),
  what: z.string(),
  /** Null where no day is kept. */
  basis: TodayBasis.nullable(),
  /** The earliest day. */
  on: Day.nullable(),
  ownerName: z.string(),
})
export type TodayItem = z.infer<typeof TodayItem>

export const todayContract = defineContract({
  'today.list': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({ isMineOnly: z.boolean().default(false) }),
    output: z.object({
      today: Day,
      items: z.array(TodayItem),
      counts: z.object({
        registeredToday: z.int(),
        registeredThisMonth: z.int(),
        openMatters: z.int(),
        closedThisMonth: z.int(),
      }),
      /** Null for those who cannot see backups. */
      lastBackupAt: Instant.nullable(),
      isBackupOverdue: z.boolean(),
    }),
  },
  'today.morningSheet': {
    kind: 'action',
    allow: CASE_ROLES,
    input: z.object({ isMineOnly: z.boolean().default(false) }),
    output: z.object({ pdfBase64: z.string() }),
  },
})
