import type { WireRow } from '../../src-shared/sync/protocol.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { applyRows } from '../sync/applyRows.ts'
import { refoldHere } from './syncHandlers.ts'
import type { topicPorts } from './refolding.ts'

/** Takes in once more a row that this seat could not write; it goes back to the tray if it still cannot. */
export function retakeRow(ctx: Ctx, ports: ReturnType<typeof topicPorts>, row: WireRow): void {
  const applied = applyRows(ctx.db, [{ row, seq: null }], {
    nowIso: ctx.now,
    forget: (id) => ports.forget(ctx.db, id),
    leaveCounters: (id) => ports.leaveCounters(ctx.db, id),
  })
  refoldHere(ctx, ports, [...applied.matters])
}
