import { foldMatter } from '../../src-shared/intake/matterFold.ts'
import type { ActState, Reported } from '../../src-shared/intake/schema.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { UserId } from '../../src-shared/kernel/ids.ts'
import { findUser } from '../account/repo.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import { getMatterAt, recordEvent, type Recorded } from './record.ts'
import { listEvents, type MatterRecord } from './repo.ts'
import { isReportedPerson } from './seal.ts'
import { listKnowers, listOpenMergedInto } from './sealRepo.ts'

/** Whoever belongs to those reported must not handle the report, from the first sentence on (第三十条). */
export function refuseReportedActor(ctx: Ctx, reported: readonly Reported[]): void {
  const me = findUser(ctx.db, ctx.actor.userId)
  if (me && isReportedPerson(me, reported))
    throw new AppError(
      'not_allowed',
      '您是被反映的人员或属于被反映的单位，请交由其他人员登记办理（信访工作条例第三十条）',
    )
}

/**
 * Why the caller cannot seal a matter, or change its seal; empty if he can. The heads may, and the one in charge
 * and the one who entered it: to seal, always; to change a seal, where every head is reported himself.
 */
function whyNotSeal(ctx: Ctx, { id, ownerId, kind, stage, isSealed }: MatterRecord): string {
  const { userId, roles } = ctx.actor
  const isHead = roles.includes('head')
  if (!isHead && ownerId !== userId && listEvents(ctx.db, id)[0]?.actorId !== userId)
    return '只有登记人、承办人或负责人可以密封'
  if (isSealed === 1 && !isHead && listKnowers(ctx.db, id).some((each) => isHeadNow(ctx, each.userId)))
    return '已密封的事项由负责人调整知悉范围'
  return kind === 'open' || (kind === 'petition' && stage !== 'in_mediation')
    ? ''
    : '已经分流，其他单位和当事人可能已经知道，不能密封；请先撤回，或把检举内容另行登记'
}

const isHeadNow = (ctx: Ctx, userId: UserId): boolean => findUser(ctx.db, userId)?.roles.includes('head') ?? false

/** Sealing among the acts of a matter's page. */
export function sealActs(ctx: Ctx, matter: MatterRecord): ActState[] {
  const why = whyNotSeal(ctx, matter)
  const isSealed = matter.isSealed === 1
  const isHead = ctx.actor.roles.includes('head')
  return [
    { act: 'seal', title: isSealed ? '调整知悉范围' : '密封（检举控告）', isAllowed: why === '', why },
    {
      act: 'unseal',
      title: '解除密封',
      isAllowed: isSealed && isHead,
      why: !isSealed ? '没有密封' : isHead ? '' : '只有负责人可以解除密封',
    },
  ]
}

/**
 * Seals a matter against those that an act of its topic names, or adds them to a seal that does not name them yet.
 * Who was let in stays so, unless he is among them.
 *
 * @throws AppError 'not_allowed' if the caller is one of them
 */
export function sealAgainst(
  ctx: Ctx,
  matter: Pick<MatterRecord, 'id' | 'version'>,
  named: readonly Reported[],
  reason = '',
): Recorded {
  const { seal } = foldMatter(listEvents(ctx.db, matter.id), {})
  const before = seal?.reported ?? []
  const missing = named.filter(({ kind, name }) => !before.some((each) => each.kind === kind && each.name === name))
  if (seal && missing.length === 0) return { matterId: matter.id, version: matter.version }
  refuseReportedActor(ctx, missing)
  const payload = { reported: [...before, ...missing], allowedUserIds: seal?.allowed ?? [] }
  return recordEvent(ctx, matter.id, matter.version, 'sealed', payload, reason)
}

export const sealHandlers = {
  'intake.seal': (ctx, { matterId, version, reported, allowedUserIds, reason }): Recorded => {
    const matter = getMatterAt(ctx, matterId, version)
    const why = whyNotSeal(ctx, matter)
    if (why) throw new AppError('not_allowed', why)
    refuseReportedActor(ctx, reported)
    checkAllowed(ctx, allowedUserIds, reported)
    for (const merged of listOpenMergedInto(ctx.db, matterId))
      recordEvent(ctx, merged.id, merged.version, 'sealed', { reported, allowedUserIds }, reason)
    return recordEvent(ctx, matterId, version, 'sealed', { reported, allowedUserIds }, reason)
  },
  'intake.unseal': (ctx, { matterId, version, reason }) => recordEvent(ctx, matterId, version, 'unsealed', {}, reason),
} satisfies Partial<Handlers>

function checkAllowed(ctx: Ctx, ids: readonly UserId[], reported: readonly Reported[]): void {
  for (const id of ids) {
    const user = findUser(ctx.db, id)
    if (!user?.isActive || user.roles.includes('admin')) throw new AppError('invalid', '只能授权在岗的办理人员知悉')
    if (isReportedPerson(user, reported))
      throw new AppError(
        'not_allowed',
        `${user.name}是被反映的人员或属于被反映的单位，不能授权知悉（信访工作条例第三十条）`,
      )
  }
}
