import type { CareStore } from '../ctx/ctx.ts'
import type { Db } from '../store/open.ts'
import { emptyBox } from './boxRepo.ts'
import { listBoxIdsOf, wipeEvent } from './eventRepo.ts'
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
