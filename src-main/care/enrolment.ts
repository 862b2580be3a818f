import type { ClientAct } from '../../src-shared/care/events.ts'
import { groupOn } from '../../src-shared/care/groups.ts'
import { addMonths } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { CareCtx } from '../ctx/ctx.ts'
import { groupVersions } from './groups.ts'

type Person = Pick<ClientAct<'register'>, 'birthOn'>
type Enrolment = Pick<ClientAct<'enrol'>, 'group' | 'track' | 'basis' | 'startOn'>

/**
 * What the fold cannot know: how the street has configured the group.
 * @throws AppError 'not_allowed' for a group that is not kept, a phase it lacks, or a child whose guardian was not asked
 */
export function checkEnrolment(ctx: CareCtx, { birthOn }: Person, { group, track, basis, startOn }: Enrolment): void {
  const config = groupOn(groupVersions(ctx.care.db), group, startOn > ctx.today ? startOn : ctx.today)
  if (!config.isUsed) throw new AppError('not_allowed', `本街道没有启用“${config.title}”`)
  checkTrack(ctx, group, track)
  const { askBelow } = config.guardian
  // 个人信息保护法 Art. 31: below 14 it is the guardian who agrees.
  if (basis === 'consent' && birthOn !== null && addMonths(birthOn, askBelow * 12) > startOn)
    throw new AppError('not_allowed', `不满 ${askBelow} 周岁的，应当取得监护人同意（个人信息保护法第三十一条）`)
}

/** @throws AppError 'not_allowed' */
export function checkTrack(ctx: CareCtx, group: Enrolment['group'], track: string): void {
  const known = groupVersions(ctx.care.db).filter((each) => each.group === group)
  if (!known.some(({ tracks }) => tracks.some(({ id }) => id === track)))
    throw new AppError('not_allowed', '这一类帮扶没有这个阶段，请重新选择')
}
