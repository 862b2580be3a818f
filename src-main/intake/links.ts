import { AppError } from '../../src-shared/kernel/errors.ts'
import { findUser } from '../account/repo.ts'
import { audit, type Ctx, type Handlers } from '../ctx/ctx.ts'
import { foldMatter } from '../../src-shared/intake/matterFold.ts'
import { findTakeBack } from '../../src-shared/intake/takeBack.ts'
import { isLeftStep } from './leftStepRepo.ts'
import { getMatter, getMatterAt, recordEvent, TOPIC_FOLDS } from './record.ts'
import { viewParties } from './viewParties.ts'
import { deleteLink, listEvents, saveLink, updateOwner, type MatterRecord } from './repo.ts'
import { refuseReportedUser } from './seal.ts'

/**
 * The other matter of a link or merge. A sealed one is refused even to those who know of it: its number would
 * stand on the timeline of this one for all to read. A sealed matter itself may be linked to an open one.
 */
function getOpen(ctx: Ctx, otherId: string): MatterRecord {
  const other = getMatter(ctx, otherId)
  if (other.isSealed === 1)
    throw new AppError('not_allowed', `${other.number} 是检举控告，已密封；请从它自己的页面关联，不能并入`)
  return other
}

export const linkHandlers = {
  'intake.link': (ctx, { matterId, version, otherId }) => {
    if (matterId === otherId) throw new AppError('invalid', '不能和自己关联')
    getMatterAt(ctx, matterId, version)
    const other = getOpen(ctx, otherId)
    saveLink(ctx.db, matterId, other.id, 'same_matter')
    return recordEvent(ctx, matterId, version, 'linked', { otherId }, other.number)
  },
  'intake.unlink': (ctx, { matterId, version, otherId }) => {
    getMatterAt(ctx, matterId, version)
    const other = getOpen(ctx, otherId)
    deleteLink(ctx.db, matterId, otherId)
    return recordEvent(ctx, matterId, version, 'unlinked', { otherId }, other.number)
  },
  'intake.merge': (ctx, { matterId, version, intoId, reason }) => {
    const matter = getMatterAt(ctx, matterId, version)
    const into = getOpen(ctx, intoId)
    if (matter.isSealed === 1) throw new AppError('not_allowed', '检举控告单独办理，不能并入其他事项')
    if (matterId === intoId) throw new AppError('invalid', '不能并入自己')
    if (into.stage === 'merged' || into.stage === 'void')
      throw new AppError('not_allowed', '对方已并入其他事项或已作废')
    return recordEvent(ctx, matterId, version, 'merged', { intoId }, reason || `并入 ${into.number}`)
  },
  'intake.unmerge': (ctx, { matterId, version, reason }) => {
    const { mergedInto } = getMatterAt(ctx, matterId, version)
    if (!mergedInto) throw new AppError('not_allowed', '没有并入其他事项')
    return recordEvent(ctx, matterId, version, 'unmerged', { fromId: mergedInto }, reason)
  },
  'intake.keepApart': (ctx, { matterId, otherId }) => {
    saveLink(ctx.db, getMatter(ctx, matterId).id, getMatter(ctx, otherId).id, 'kept_apart')
    return {}
  },
  'matters.handOver': (ctx, { matterId, version, toUserId, reason }) => {
    getMatterAt(ctx, matterId, version)
    const user = findUser(ctx.db, toUserId)
    if (!user?.isActive || user.roles.includes('admin')) throw new AppError('invalid', '只能移交给在岗的办理人员')
    refuseReportedUser(ctx, matterId, [toUserId])
    updateOwner(ctx.db, matterId, toUserId)
    return recordEvent(ctx, matterId, version, 'handed_over', { toUserId, toName: user.name }, reason)
  },
  'matters.takeBack': (ctx, { matterId, version, reason }) => {
    getMatterAt(ctx, matterId, version)
    const events = listEvents(ctx.db, matterId)
    const state = foldMatter(events, TOPIC_FOLDS)
    const last = findTakeBack(events, state)
    if (!last) throw new AppError('not_allowed', '最近一步不能撤回')
    if (last.actorId !== ctx.actor.userId && !ctx.actor.roles.includes('head'))
      throw new AppError('forbidden', `只有经办人 ${last.actorName} 或负责人可以撤回`)
    return recordEvent(ctx, matterId, version, 'taken_back', { eventId: last.id }, reason)
  },
  'matters.settleStep': (ctx, { matterId, version, eventId, reason }) => {
    getMatterAt(ctx, matterId, version)
    if (!isLeftStep(ctx.db, matterId, eventId)) throw new AppError('not_allowed', '这一步没有要处理的')
    return recordEvent(ctx, matterId, version, 'left_step_settled', { eventId }, reason)
  },
  'matters.void': (ctx, { matterId, version, reason }) => recordEvent(ctx, matterId, version, 'voided', {}, reason),
  'matters.reveal': (ctx, { matterId, purpose }) => {
    const matter = getMatter(ctx, matterId)
    audit(ctx, 'revealed', { kind: 'matter', id: matter.id, title: matter.number }, purpose)
    return viewParties(ctx, matter.id, false)
  },
} satisfies Partial<Handlers>
