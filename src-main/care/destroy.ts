import type { CareActionCtx, CareCtx, CareStore } from '../ctx/ctx.ts'
import { emptyLog, setOverwriting, type Db } from '../store/open.ts'
import { emptyBox } from './boxRepo.ts'
import { findBoxId, listBoxIdsOf, wipeEvent } from './eventRepo.ts'
import { deleteProjection } from './projectRepo.ts'

/**
 * Destroys what is known of a client: events lose their content, their boxes are emptied, which empties the district's and
 * other seats' copies with them, and every row made of them goes. Both connections overwrite what they free.
 */
export function destroyEvents({ db, care }: { db: Db; care: CareStore }, clientId: string): void {
  for (const boxId of listBoxIdsOf(care.db, clientId)) {
    wipeEvent(care.db, boxId)
    emptyBox(db, boxId)
  }
  deleteProjection(care.db, clientId)
}

/** One event alone, here and everywhere. */
export function destroyEvent({ db, care }: { db: Db; care: CareStore }, eventId: string): void {
  const boxId = findBoxId(care.db, eventId)
  if (boxId === undefined) return
  wipeEvent(care.db, boxId)
  emptyBox(db, boxId)
}

/** A transaction over both files that leaves no bytes of what it destroys, in neither the files nor their logs. */
export function destroying<T>(ctx: CareActionCtx, work: (tx: CareCtx) => T): T {
  setOverwriting(ctx.db, true)
  try {
    return ctx.transactCare(work)
  } finally {
    setOverwriting(ctx.db, false)
    // The logs of both files held the pages as they were.
    emptyLog(ctx.care.db)
    emptyLog(ctx.db)
  }
}
