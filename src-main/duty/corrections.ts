import type { DutyEvent } from '../../src-shared/duty/events.ts'
import { attendanceOf, ofKind, standing, type Attendance } from '../../src-shared/duty/fold.ts'
import type { DutyCell } from '../../src-shared/duty/model.ts'
import type { CellChange } from '../../src-shared/duty/schema.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import { invalidField } from '../../src-shared/kernel/errors.ts'
import type { RowId } from '../../src-shared/kernel/ids.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { readDuty, type Duty } from './posting.ts'
import { findCell, insertEvent, listAllEvents, listEvents } from './repo.ts'
import { nameOf, whereText } from './words.ts'

type Where = Pick<DutyCell, 'postId' | 'on' | 'shift'>

/** What has happened in the shifts of a period, as far as the roster must not be changed over it unseen. */
export interface Happened {
  /** `08:25 已经签到`; empty where nothing is recorded of him. */
  of: (where: Where, personId: RowId) => string
  isHandedOver: (where: Where) => boolean
}

const wordsOf = ({ signedIn, signedOut, absence }: Attendance): string => {
  if (absence) return '已经登记缺勤'
  return signedIn ? `${signedIn} 已经签到` : signedOut && `${signedOut} 已经签退`
}

export function happenedBetween(ctx: Ctx, from: Day, to: Day): Happened {
  const events = [
    ...listEvents(ctx.db, ['sign_in', 'sign_out', 'absence', 'handover'], from, to),
    ...listAllEvents(ctx.db, ['void']),
  ]
  const attendance = attendanceOf(events)
  const handovers = ofKind(standing(events), 'handover')
  return {
    of: ({ postId, on, shift }, personId) => wordsOf(attendance({ postId, on, shift, personId })),
    // Entries of older versions name no post: they hand over all of a shift.
    isHandedOver: ({ postId, on, shift }) =>
      handovers.some(
        ({ payload: { postIds = [], ...entry } }) =>
          entry.on === on && entry.shift === shift && (postIds.length === 0 || postIds.includes(postId)),
      ),
  }
}

/** A change that passes over something that happened. */
export interface Correction {
  change: CellChange
  /** Why it needs a reason, for people. */
  say: (duty: Duty) => string
}

/** Those of some changes that need a reason. What each was before is as the person saw it: `writeCells` holds him to that. */
export function correctionsIn(ctx: Ctx, changes: readonly CellChange[]): Correction[] {
  const [from, to] = boundsOf(changes)
  const happened = happenedBetween(ctx, from, to)
  return changes.flatMap((change): Correction[] => {
    const { people, leader, seen, seenLeader, ...where } = change
    const isSame = JSON.stringify([people, leader]) === JSON.stringify([seen, seenLeader])
    if (isSame) return []
    const gone = seen.filter((id) => !people.includes(id)).filter((id) => happened.of(where, id) !== '')
    const isMoved = people.length !== seen.length || people.some((id) => !seen.includes(id))
    const isHandedOver = isMoved && happened.isHandedOver(where)
    if (gone.length === 0 && !isHandedOver && !isOverAndKept(ctx, change)) return []
    const say = (duty: Duty): string => {
      const records = gone.map((id) => `${nameOf(duty, id)} ${happened.of(where, id)}`)
      const what = [...records, ...(isHandedOver ? ['已经交班'] : [])].join('、')
      return `${whereText(duty, where)}${what ? `：${what}` : '已经过去'}`
    }
    return [{ change, say }]
  })
}

/** Whether a day that is over would read otherwise than it did; filling what nobody ever filled corrects nothing. */
const isOverAndKept = (ctx: Ctx, change: CellChange): boolean =>
  change.on < ctx.today && (change.seen.length > 0 || findCell(ctx.db, change) !== undefined)

function boundsOf(changes: readonly CellChange[]): [Day, Day] {
  const days = changes.map(({ on }) => on).sort()
  return [days[0] as Day, days.at(-1) as Day]
}

const MOST_SAID = 3

/** @throws AppError 'invalid' at `reason`, with what has happened there, where a reason is needed and none is given */
export function checkReason(ctx: Ctx, corrections: readonly Correction[], reason: string): void {
  if (corrections.length === 0 || reason.length >= 2) return
  const duty = readDuty(ctx, ...boundsOf(corrections.map(({ change }) => change)))
  const said = corrections.slice(0, MOST_SAID).map(({ say }) => say(duty))
  const more = corrections.length > MOST_SAID ? [`另有 ${corrections.length - MOST_SAID} 个班`] : []
  throw invalidField(
    'reason',
    `${[...said, ...more].join('；')}。确实要改排班的，请写明原因：原来的登记不会删，改动和原因一起留在勤务记录里`,
  )
}

/** One entry a shift. The change of the roster has its own line of the audit, with the reason. */
export function keepCorrections(ctx: Ctx, corrections: readonly Correction[], reason: string): void {
  for (const { change } of corrections) {
    const { postId, on, shift, people, leader, seen, seenLeader } = change
    const places = { before: seen, beforeLeader: seenLeader, after: people, afterLeader: leader }
    const payload = { postId, on, shift, ...places, reason }
    const event = { id: ctx.newId<RowId>(), kind: 'correction', on, at: ctx.now, byName: ctx.actor.name, payload }
    insertEvent(ctx.db, { ...(event as DutyEvent), byId: ctx.actor.userId })
  }
}
