import { addDays, startOfDay } from '../../src-shared/kernel/day.ts'
import { listAudit, verifyAudit } from '../store/audit.ts'
import type { Handlers } from '../ctx/ctx.ts'

/** What an administrator may see of the audit: people, settings and the store, no case. */
const ADMIN_KINDS = ['user', 'setting', 'place', 'store']

export const auditHandlers = {
  'audit.list': (ctx, { action, from, to, before, limit }) => {
    const lines = listAudit(ctx.db, {
      action,
      from: from && startOfDay(from),
      to: to && startOfDay(addDays(to, 1)),
      before,
      limit,
      subjectKinds: ctx.actor.roles.includes('head') ? null : ADMIN_KINDS,
    })
    return { lines, next: lines.length === limit ? (lines.at(-1)?.seq ?? null) : null }
  },
  'audit.verify': (ctx) => verifyAudit(ctx.db),
} satisfies Partial<Handlers>
