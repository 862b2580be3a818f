import type { WorkCalendar } from '../../src-shared/calendar/workCalendar.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { listDeadlines, listMattersWithRunningClocks } from './deadlineRepo.ts'
import { ruleOf } from './deadlines.ts'
import { settle } from './record.ts'
import { findMatter, listEvents } from './repo.ts'
import { mayKnow } from './visible.ts'

/** Counts every running clock again, after the calendar or a setting changed; answers what moved. */
export function recomputeRunningDeadlines(
  ctx: Ctx,
  calendar: WorkCalendar,
): { number: string; title: string; from: Day; to: Day }[] {
  const fresh: Ctx = Object.create(ctx, { calendar: { value: calendar } }) as Ctx
  const moved: { number: string; title: string; from: Day; to: Day }[] = []
  for (const matterId of listMattersWithRunningClocks(ctx.db)) {
    const matter = findMatter(ctx.db, matterId)
    if (!matter) continue
    const before = new Map(listDeadlines(ctx.db, matterId).map((row) => [row.ruleId, row.dueOn]))
    settle(fresh, matter, listEvents(ctx.db, matterId))
    for (const row of listDeadlines(ctx.db, matterId)) {
      const from = before.get(row.ruleId)
      if (from && from !== row.dueOn && mayKnow(ctx, matter))
        moved.push({ number: matter.number, title: ruleOf(row).title, from, to: row.dueOn })
    }
  }
  return moved
}
