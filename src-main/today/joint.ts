import { addDays } from '../../src-shared/kernel/day.ts'
import type { TodayItem } from '../../src-shared/today/schema.ts'
import { listDueItems } from '../joint/listRepo.ts'
import { dueNow } from '../joint/rows.ts'
import type { Ctx } from '../ctx/ctx.ts'

/** Records of 联防, 联治, 联动 and 联创 whose next day has come or comes soon. They are the office's, nobody's own. */
export function jointItems(ctx: Ctx, soonDays: number, most: number): TodayItem[] {
  return listDueItems(ctx.db, addDays(ctx.today, soonDays), most).flatMap((item) => {
    const { id, number, title } = item
    const { dueOn, dueWhat } = dueNow(item, ctx.today)
    return dueOn
      ? [
          {
            group: dueOn < ctx.today ? 'overdue' : dueOn === ctx.today ? 'due_today' : 'due_soon',
            matterId: null,
            draftKey: '',
            directiveId: null,
            jointId: id,
            settles: '',
            number,
            title,
            what: dueWhat,
            basis: 'office',
            on: dueOn,
            ownerName: '',
          } satisfies TodayItem,
        ]
      : []
  })
}
