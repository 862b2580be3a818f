import { titleOn } from '../../src-shared/centre/codeTables.ts'
import { slotText } from '../../src-shared/duty/conflicts.ts'
import type { DutyEvent, DutyPayload } from '../../src-shared/duty/events.ts'
import { formatDayChinese, type Day } from '../../src-shared/kernel/day.ts'
import { tableVersions } from '../centre/codeTables.ts'
import type { Ctx } from '../ctx/ctx.ts'
import type { Duty } from './posting.ts'

export const nameOf = (duty: Duty, id: string): string => duty.personById.get(id)?.name ?? '（这台电脑上还没有）'
export const namesOf = (duty: Duty, ids: readonly string[]): string => ids.map((id) => nameOf(duty, id)).join('、')

type Where = { postId: string; on: Day; shift: string }
export const whereText = (duty: Duty, where: Where): string => slotText(duty.postById, duty.shifts, where)

/** What an entry says, in one line. */
export function eventText(ctx: Ctx, duty: Duty, event: DutyEvent): string {
  switch (event.kind) {
    case 'level_start':
      return `${titleOn(tableVersions(ctx, 'duty_level'), event.payload.level, event.on)}：${event.payload.task}，${event.payload.orderedBy}下令`
    case 'level_stop':
      return `${event.payload.orderedBy}下令解除`
    case 'leave':
      return `${nameOf(duty, event.payload.personId)} ${formatDayChinese(event.payload.on)}至${formatDayChinese(event.payload.toOn)}：${event.payload.reason}`
    case 'sign_in':
    case 'sign_out':
      return `${nameOf(duty, event.payload.personId)} ${event.payload.time} ${whereText(duty, event.payload)} ${event.payload.note}`.trim()
    case 'absence':
      return `${nameOf(duty, event.payload.personId)} ${whereText(duty, event.payload)}：${titleOn(tableVersions(ctx, 'duty_absence'), event.payload.reason, event.on)} ${event.payload.note}`.trim()
    case 'inspection':
      return inspectionText(duty, event.payload)
    case 'handover':
      return `${postsText(duty, event.payload.postIds)}${event.payload.from}交给${event.payload.to}，${event.payload.lines.length} 条`
    case 'swap_ask':
      return swapText(duty, event.payload)
    case 'swap_answer':
      return event.payload.isApproved ? '同意' : `不同意：${event.payload.reason}`
    case 'correction':
      return correctionText(duty, event.payload)
    case 'void':
      return event.payload.reason
  }
}

/** `东门岗：`; nothing of an entry that names no post. */
const postsText = (duty: Duty, ids: readonly string[] = []): string =>
  ids.length === 0 ? '' : `${ids.map((id) => duty.postById.get(id)?.name ?? '').join('、')}：`

function correctionText(duty: Duty, entry: DutyPayload<'correction'>): string {
  const names = (ids: readonly string[], leader: string): string =>
    ids.map((id) => `${nameOf(duty, id)}${id === leader ? '（带班）' : ''}`).join('、') || '没有人'
  const [before, after] = [names(entry.before, entry.beforeLeader), names(entry.after, entry.afterLeader)]
  return `${whereText(duty, entry)}：${before} → ${after}；${entry.reason}`
}

function inspectionText(duty: Duty, entry: DutyPayload<'inspection'>): string {
  const missing = entry.missing.length > 0 ? `；不在岗：${namesOf(duty, entry.missing)}` : ''
  return `${entry.inspector} ${entry.time} 查${whereText(duty, entry)}${missing}${entry.hasProblem ? `；发现：${entry.finding}` : '；正常'}`
}

export function swapText(duty: Duty, { from, back, toPersonId, reason }: DutyPayload<'swap_ask'>): string {
  const given = `${nameOf(duty, from.personId)}的${whereText(duty, from)}由${nameOf(duty, toPersonId)}上`
  return back
    ? `${given}，${whereText(duty, back)}由${nameOf(duty, from.personId)}上：${reason}`
    : `${given}：${reason}`
}
