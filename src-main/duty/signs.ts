import type { DutyPayload } from '../../src-shared/duty/events.ts'
import { attendanceOf } from '../../src-shared/duty/fold.ts'
import type { Shift } from '../../src-shared/duty/model.ts'
import { clockText, signMinute, spanOf } from '../../src-shared/duty/spans.ts'
import { formatChinaTime } from '../../src-shared/kernel/day.ts'
import { invalidField } from '../../src-shared/kernel/errors.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { minuteOf } from './now.ts'
import { unpostedBetween, type Duty } from './posting.ts'
import { listAllEvents, listEvents } from './repo.ts'

/** Somebody comes, goes or stays away. */
export type Sign = { [K in 'sign_in' | 'sign_out' | 'absence']: { kind: K; entry: DutyPayload<K> } }[
  'sign_in' | 'sign_out' | 'absence']

/** Whether somebody signs out who did sign in there, whatever the roster says by now. */
export const isStillIn = (ctx: Ctx, { kind, entry }: Sign): boolean =>
  kind === 'sign_out' &&
  unpostedBetween(ctx, entry.on, entry.on).some(
    ({ postId, shift, personId, signedIn }) =>
      postId === entry.postId && shift === entry.shift && personId === entry.personId && signedIn !== '',
  )

/** @throws AppError 'invalid' for a time that is still to come, one out of order, and for an absence before the shift begins */
export function checkSign(ctx: Ctx, duty: Duty, sign: Sign): void {
  const now = minuteOf(ctx.now)
  const { on } = sign.entry
  const shift = duty.shifts.get(sign.entry.shift)
  if (sign.kind === 'absence') {
    const start = shift ? spanOf(on, shift).start : 0
    if (on > ctx.today || start > now)
      throw invalidField('reason', `这个班 ${on} ${clockText(start)} 才开始，开始以后才能登记缺勤`)
    return
  }
  if (on > ctx.today) throw invalidField('on', '班还没到，不能先签')
  if (signMinute(sign.kind, on, shift, sign.entry.time) > now)
    throw invalidField('time', `时间不能晚于现在（${formatChinaTime(ctx.now).slice(11)}）`)
  checkOrder(ctx, shift, sign)
  if (sign.kind === 'sign_in' && shift) checkEarly(duty, shift, sign.entry)
}

/** @throws AppError 'invalid' if somebody would go before he came */
function checkOrder(ctx: Ctx, shift: Shift | undefined, { kind, entry }: Exclude<Sign, { kind: 'absence' }>): void {
  const { on, time } = entry
  const events = [...listEvents(ctx.db, ['sign_in', 'sign_out'], on, on), ...listAllEvents(ctx.db, ['void'])]
  const { signedIn, signedOut } = attendanceOf(events)(entry)
  const cameAt = kind === 'sign_in' ? time : signedIn
  const wentAt = kind === 'sign_out' ? time : signedOut
  if (cameAt === '' || wentAt === '') return
  if (signMinute('sign_out', on, shift, wentAt) >= signMinute('sign_in', on, shift, cameAt)) return
  throw invalidField(
    'time',
    kind === 'sign_out'
      ? `签退不能早于签到（${signedIn}）；签到写错了的，先在“查岗与交接”里作废`
      : `已经 ${signedOut} 签退，签到不能晚于签退；签退写错了的，先在“查岗与交接”里作废`,
  )
}

/** @throws AppError 'invalid' if somebody comes long before his shift and does not say why: he may mean another one */
function checkEarly(duty: Duty, shift: Shift, { on, time, note }: DutyPayload<'sign_in'>): void {
  const early = spanOf(on, shift).start - signMinute('sign_in', on, shift, time)
  if (early <= duty.rules.earlyMinutes || note !== '') return
  const [hours, minutes] = [Math.floor(early / 60), early % 60]
  const long = [hours > 0 ? `${hours} 小时` : '', minutes > 0 ? `${minutes} 分钟` : ''].filter(Boolean).join(' ')
  throw invalidField(
    'note',
    `这个班 ${clockText(shift.fromMinute)} 开始，提前了 ${long}。确实要提前到岗的，请在备注里写明原因；签错了班的请改签`,
  )
}
