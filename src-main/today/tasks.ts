import type { TodayItem } from '../../src-shared/today/schema.ts'
import type { Ctx } from '../ctx/ctx.ts'
import type { Reader } from './repo.ts'
import { listDueCards, listReturned, type WaitingTask } from './tasksRepo.ts'

/** What tasks wait for besides their clocks: returns, conferences, and units that owe and have passed a line. */
export function taskItems(ctx: Ctx, reader: Reader, most: number): TodayItem[] {
  return [
    ...listReturned(ctx.db, reader, most).map((row) =>
      row.stage === 'to_confer'
        ? item(row, 'to_confer', '再次退回，由负责人召集会商')
        : item(row, 'returned', `${row.unit}退回，请改派或不同意退回`),
    ),
    ...listDueCards(ctx.db, ctx.today, reader, most).map((row) =>
      item(row, 'to_supervise', `${row.unit}过了${row.isRed ? '红' : '黄'}牌线，没有${OWES[row.stage] ?? '答复'}`),
    ),
  ]
}

const OWES: Record<string, string> = { to_receive: '接件', handling: '答复' }

const item = (
  { matterId, number, summary, ownerName, on }: WaitingTask,
  group: TodayItem['group'],
  what: string,
): TodayItem => ({
  group,
  matterId,
  draftKey: '',
  directiveId: null,
  settles: '',
  number,
  title: summary,
  what,
  basis: 'office',
  on,
  ownerName,
})
