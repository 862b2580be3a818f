import type { Day } from '../../src-shared/kernel/day.ts'
import type { PlaceId } from '../../src-shared/kernel/ids.ts'
import type { CountedTask } from '../../src-shared/linkage/ledgerCounts.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { moveCounters } from '../ledger/counters.ts'
import { findTask, saveTask, type TaskRecord } from './repo.ts'

/** What of the card is counted with a task. */
interface CountedCard {
  placeId: PlaceId | null
  receivedOn: Day
}

export const toCountedTask = (row: TaskRecord, { placeId, receivedOn }: CountedCard): CountedTask => ({
  ...row,
  placeId,
  receivedOn,
})

/** A changed card takes its task's share along; call it before the matter is settled again. */
export function moveTaskCard(ctx: Ctx, matterId: string, from: CountedCard, to: CountedCard): void {
  const row = findTask(ctx.db, matterId)
  if (row) moveCounters(ctx.db, toCountedTask(row, from), toCountedTask(row, to), 'linkage')
}

/** Takes a task's share out of the counters; the fold that follows puts it in again. */
export function leaveTask({ db }: Pick<Ctx, 'db'>, matter: CountedCard & { id: string }): void {
  const row = findTask(db, matter.id)
  if (!row || (row.monthReceived === '' && row.monthClosed === '')) return
  const blank = { ...row, monthReceived: '', monthClosed: '' }
  moveCounters(db, toCountedTask(row, matter), toCountedTask(blank, matter), 'linkage')
  saveTask(db, blank)
}
