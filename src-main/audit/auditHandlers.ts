import { addDays, startOfDay } from '../../src-shared/kernel/day.ts'
import { listAudit, listAuditLinesAbout, verifyAudit } from '../store/audit.ts'
import { listDocuments } from '../documents/repo.ts'
import { listHiddenParties } from '../intake/sealRepo.ts'
import { listHiddenMatters } from '../intake/visible.ts'
import { hiddenLines } from './hiddenLines.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'

/** What an administrator may see of the audit: people, settings and the store, no case. */
const ADMIN_KINDS = ['user', 'setting', 'place', 'store']

/** Lines about a matter that the caller may not know of, about a paper of it or somebody in it. */
function listHiddenAuditLines(ctx: Ctx): number[] {
  const matters = [...listHiddenMatters(ctx)]
  if (matters.length === 0) return []
  const papers = matters.flatMap((id) => listDocuments(ctx.db, id).map((document) => document.id))
  return listAuditLinesAbout(ctx.db, [...matters, ...papers, ...listHiddenParties(ctx.db, ctx.actor.userId)])
}

export const auditHandlers = {
  'audit.list': (ctx, { action, from, to, before, limit }) => {
    const isHead = ctx.actor.roles.includes('head')
    const hidden = hiddenLines(isHead ? listHiddenAuditLines(ctx) : [])
    const lines = listAudit(ctx.db, {
      action,
      from: from && startOfDay(from),
      to: to && startOfDay(addDays(to, 1)),
      before: before && hidden.toSeq(before),
      limit,
      subjectKinds: isHead ? null : ADMIN_KINDS,
      without: hidden.seqs,
    }).map((line) => ({ ...line, seq: hidden.toShown(line.seq) }))
    return { lines, next: lines.length === limit ? (lines.at(-1)?.seq ?? null) : null }
  },
  'audit.verify': (ctx) => {
    const hidden = hiddenLines(listHiddenAuditLines(ctx))
    const { lines, isIntact, brokenAt } = verifyAudit(ctx.db)
    return { lines: hidden.toShown(lines), isIntact, brokenAt: brokenAt && hidden.toShown(brokenAt) }
  },
} satisfies Partial<Handlers>
