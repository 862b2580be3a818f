import { z } from 'zod'
import { Day, Instant } from '../kernel/day.ts'
import { defineDistrictContract } from './procedure.ts'

/** What is written into the district's log; codes are never renamed. */
export const DISTRICT_ACTIONS = {
  logged_in: '登录',
  login_failed: '登录失败',
  logged_out: '退出',
  password_changed: '更换密码',
  account_changed: '改动账号',
  settings_changed: '改动设置',
  street_added: '登记街道',
  code_made: '制作接入码',
  seat_revoked: '停用座席',
  looked: '查看',
  paper_looked: '查看文书',
  directive_written: '发出督办交办',
  directive_answered: '答复街道',
  directive_withdrawn: '撤回督办交办',
  published: '发布',
  publication_withdrawn: '撤回发布',
  exported: '导出',
  printed: '打印',
} as const
export const DistrictAction = z.enum(Object.keys(DISTRICT_ACTIONS) as [DistrictAction, ...DistrictAction[]])
export type DistrictAction = keyof typeof DISTRICT_ACTIONS

export const LogLine = z.object({
  seq: z.int(),
  at: Instant,
  name: z.string(),
  action: DistrictAction,
  street: z.string(),
  /** A number, a login, a month: never the name of a citizen. */
  subject: z.string(),
  detail: z.string(),
})
export type LogLine = z.infer<typeof LogLine>

/** Lists that may be taken along, by name, so that the log says which. */
export const LISTS = {
  streets: '街道',
  seats: '座席',
  ledgers: '台账',
  frozen: '签发的统计表',
  care: '走访帮扶统计表',
  figures: '数字',
  drill: '分地点数字',
  matters: '上报事项',
  directives: '督办交办',
  published: '发布',
  log: '日志',
  accounts: '账号',
} as const
export type ListName = keyof typeof LISTS

export const logContract = defineDistrictContract({
  'log.list': {
    allow: 'anyone',
    input: z.object({
      action: DistrictAction.nullable().default(null),
      from: Day.nullable().default(null),
      to: Day.nullable().default(null),
      before: z.int().nullable().default(null),
      limit: z.int().min(1).max(500).default(200),
    }),
    output: z.object({ lines: z.array(LogLine), next: z.int().nullable() }),
  },
  'log.verify': {
    allow: 'anyone',
    input: z.object({}),
    output: z.object({ lines: z.int(), isIntact: z.boolean(), brokenAt: z.int().nullable() }),
  },
  /** A list leaves the page: said before it does. */
  'log.noteTaken': {
    allow: 'anyone',
    input: z.object({
      list: z.enum(Object.keys(LISTS) as [ListName, ...ListName[]]),
      way: z.enum(['exported', 'printed']),
      count: z.int().min(0).max(1_000_000),
    }),
    output: z.object({}),
  },
})
