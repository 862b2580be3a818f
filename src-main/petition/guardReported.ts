import type { UserId } from '../../src-shared/kernel/ids.ts'
import type { PetitionActName } from '../../src-shared/petition/events.ts'
import { REPORT_ROUTE_PROBLEM } from '../../src-shared/intake/matterFold.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { refuseReportedUnit, refuseReportedUser } from '../intake/seal.ts'
import { isMatterSealed } from '../intake/sealRepo.ts'
import type { Ctx } from '../ctx/ctx.ts'

/** Fields of any act that name who receives, answers, attends or acts; those that say who is reported are not among them. */
const RECEIVERS = [
  'unit',
  'helpers',
  'units',
  'organ',
  'toWhom',
  'sender',
  'nextOrgan',
  'agentName',
  'agentUnit',
  'handler',
  'successor',
  'chair',
  'server',
  'visitor',
  'approver',
  'participants',
  'parties',
  'otherSide',
  'signedBy',
] as const

/**
 * No act on a report names the reported as one who gets to know of it (信访工作条例第三十条). Costs an
 * ordinary petition one look-up.
 *
 * @throws AppError 'not_allowed'
 */
export function guardReported(
  ctx: Ctx,
  matterId: string,
  act: PetitionActName,
  payload: Record<string, unknown>,
): void {
  if (act === 'describe') return
  if (act === 'toMediation' && isMatterSealed(ctx.db, matterId)) throw new AppError('not_allowed', REPORT_ROUTE_PROBLEM)
  refuseReportedUnit(
    ctx,
    matterId,
    RECEIVERS.flatMap((field) => namesIn(payload[field])),
  )
  const actions = (payload.actions ?? []) as { unit: string }[]
  refuseReportedUnit(
    ctx,
    matterId,
    actions.map(({ unit }) => unit),
  )
  if (typeof payload.userId === 'string') refuseReportedUser(ctx, matterId, [payload.userId as UserId])
}

/** One name a piece: people write several into one field. */
function namesIn(value: unknown): string[] {
  const texts = Array.isArray(value) ? value : [value]
  return texts.flatMap((text) => (typeof text === 'string' ? text.split(/[、，,；;\s]+/) : [])).filter(Boolean)
}
