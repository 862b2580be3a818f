import { z } from 'zod'
import { Day, Instant } from '../kernel/day.ts'
import { defineContract } from '../kernel/procedure.ts'

export const AUDIT_ACTIONS = {
  looked: '查看',
  revealed: '显示隐藏信息',
  printed: '打印',
  reprinted: '补打',
  exported: '导出',
  imported: '导入',
  import_undone: '撤销导入',
  changed: '办理',
  logged_in: '登录',
  login_failed: '登录失败',
  recovered: '用恢复码打开',
  user_changed: '人员变更',
  settings_changed: '设置变更',
  signed_off: '签发台账',
  backed_up: '备份',
  sync_joined: '接入区里',
  sync_changed: '同步设置',
  sync_settled: '两处改动的选择',
} as const
export const AuditAction = z.enum(
  Object.keys(AUDIT_ACTIONS) as [keyof typeof AUDIT_ACTIONS, ...(keyof typeof AUDIT_ACTIONS)[]],
)
export type AuditAction = z.infer<typeof AuditAction>

export const AuditLine = z.object({
  seq: z.int(),
  at: Instant,
  actorName: z.string(),
  action: AuditAction,
  subject: z.string(),
  detail: z.string(),
})
export type AuditLine = z.infer<typeof AuditLine>

export const auditContract = defineContract({
  /** The administrator sees lines without case content: his list holds people, settings and log-ins only. */
  'audit.list': {
    kind: 'query',
    allow: ['head', 'admin'],
    input: z.object({
      action: AuditAction.nullable().default(null),
      from: Day.nullable().default(null),
      to: Day.nullable().default(null),
      before: z.int().nullable().default(null),
      limit: z.int().min(1).max(500).default(100),
    }),
    output: z.object({ lines: z.array(AuditLine), next: z.int().nullable() }),
  },
  'audit.verify': {
    kind: 'query',
    allow: ['head', 'admin'],
    input: z.object({}),
    output: z.object({ lines: z.int(), isIntact: z.boolean(), brokenAt: z.int().nullable() }),
  },
})
