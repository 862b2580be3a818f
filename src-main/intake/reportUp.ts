import { foldMatter, type MatterState } from '../../src-shared/intake/matterFold.ts'
import type { ActState } from '../../src-shared/intake/schema.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import { getMatterAt, recordEvent } from './record.ts'
import { listEvents, type MatterRecord } from './repo.ts'

/** Why a matter cannot be reported up, or that be taken back, in Chinese; empty if it can. */
function whyNot(matter: MatterRecord, { isReportedUp }: MatterState, isUp: boolean): string {
  if (matter.isSealed === 1) return '密封的检举控告不上报区里，按管理权限转送有权机关'
  if (isUp && (matter.stage === 'merged' || matter.stage === 'void')) return '已并入或已作废，不能上报'
  if (isUp) return isReportedUp ? '已经上报区里' : ''
  return isReportedUp ? '' : '没有上报区里'
}

/** Reporting up among the acts of a matter's page. */
export function reportUpActs(ctx: Ctx, matter: MatterRecord, state: MatterState): ActState[] {
  const isHead = ctx.actor.roles.includes('head')
  return ([true, false] as const).map((isUp) => {
    const why = isHead ? whyNot(matter, state, isUp) : '只有负责人可以上报或撤回上报'
    return {
      act: isUp ? 'reportUp' : 'withdrawReportUp',
      title: isUp ? '上报区里' : '撤回上报',
      isAllowed: why === '',
      why,
    }
  })
}

const act =
  (isUp: boolean) =>
  (ctx: Ctx, { matterId, version, reason }: { matterId: string; version: number; reason: string }) => {
    const matter = getMatterAt(ctx, matterId, version)
    const why = whyNot(matter, foldMatter(listEvents(ctx.db, matterId), {}), isUp)
    if (why) throw new AppError('not_allowed', why)
    return recordEvent(ctx, matterId, version, isUp ? 'reported_up' : 'report_up_withdrawn', {}, reason)
  }

export const reportUpHandlers = {
  'intake.reportUp': act(true),
  'intake.withdrawReportUp': act(false),
} satisfies Partial<Handlers>
