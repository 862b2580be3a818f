import type { MatterKind } from '../../src-shared/intake/schema.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { listOpenOfKind } from './deadlineRepo.ts'
import { settle } from './record.ts'
import { findMatter, listEvents } from './repo.ts'

/** Folds the open matters of a kind again, after a setting switched one of their clocks on or off. */
export function resettleOpen(ctx: Ctx, kind: MatterKind): void {
  for (const id of listOpenOfKind(ctx.db, kind)) {
    const matter = findMatter(ctx.db, id)
    if (matter) settle(ctx, matter, listEvents(ctx.db, id))
  }
}
