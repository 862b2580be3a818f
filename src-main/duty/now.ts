import { attendanceOf, levelOn, swapsOf, type Attendance, type PersonShift } from '../../src-shared/duty/fold.ts'
import { cellKey, type DutyCell } from '../../src-shared/duty/model.ts'
import type { NowView, StintView } from '../../src-shared/duty/schema.ts'
import { MINUTES_OF_DAY, shiftText, spanOf, toMinute } from '../../src-shared/duty/spans.ts'
import {
  addDays,
  dayOf,
  formatChinaTime,
  fromSerial,
  toSerial,
  type Day,
  type Instant,
} from '../../src-shared/kernel/day.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import { readDuty, unpostedBetween, type Duty } from './posting.ts'
import { listAllEvents, listCells, listEvents } from './repo.ts'
import { nameOf, whereText } from './words.ts'

/** Minutes since 1970-01-01 00:00 in China, as spans count them. */
export const minuteOf = (instant: Instant): number =>
  toSerial(dayOf(instant)) * MINUTES_OF_DAY + toMinute(formatChinaTime(instant).slice(11))

/** The China day of a minute as spans count them. */
export const dayOfMinute = (minute: number): Day => fromSerial(Math.floor(minute / MINUTES_OF_DAY))

type Asked = (one: { postId: string; on: Day; shift: string; personId: string }) => Attendance

function stintsOf(duty: Duty, attendance: Asked, minute: number, cell: DutyCell): StintView[] {
  return cell.people.map((personId) => {
    const stint = { postId: cell.postId, on: cell.on, shift: cell.shift, personId }
    const view = viewOf(duty, minute, { ...stint, ...attendance(stint) })
    return { ...view, isLeader: cell.leader === personId, isPosted: true }
  })
}

function viewOf(duty: Duty, minute: number, one: PersonShift & Attendance): StintView {
  const { postId, on } = one
  const shift = duty.shifts.get(one.shift)
  const post = duty.postById.get(postId)
  const { start, end } = shift ? spanOf(on, shift) : { start: toSerial(on) * MINUTES_OF_DAY, end: Infinity }
  const phase = minute < start ? 'ahead' : minute < end ? 'running' : 'over'
  const endsOn = shift ? dayOfMinute(end - 1) : on
  return {
    ...one,
    post: post?.name ?? '',
    place: post?.place ?? '',
    shiftText: shift ? shiftText(shift) : '',
    name: nameOf(duty, one.personId),
    isLeader: false,
    isPosted: false,
    phase,
    endsOn,
  }
}

/** Who was signed in or recorded absent where the roster does not have him: he is seen, and can sign out. */
const unpostedViews = (ctx: Ctx, duty: Duty, from: Day, to: Day): StintView[] =>
  unpostedBetween(ctx, from, to).map((one) => viewOf(duty, minuteOf(ctx.now), one))

const signs = (ctx: Ctx, from: Day, to: Day): Asked =>
  attendanceOf([
    ...listEvents(ctx.db, ['sign_in', 'sign_out', 'absence'], from, to),
    ...listAllEvents(ctx.db, ['void']),
  ])

/** How far ahead the next shift is shown. */
const AHEAD = 12 * 60

/** 值班: who is on at this moment, over midnight too, who comes next, and what is not manned. */
export function nowView(ctx: Ctx): NowView {
  const [from, to] = [addDays(ctx.today, -1), addDays(ctx.today, 1)]
  const duty = readDuty(ctx, from, to)
  const minute = minuteOf(ctx.now)
  const attendance = signs(ctx, from, to)
  const stints = { now: [] as StintView[], next: [] as StintView[] }
  const cells = listCells(ctx.db, from, to)
  for (const cell of cells) {
    const shift = duty.shifts.get(cell.shift)
    if (!shift) continue
    const { start, end } = spanOf(cell.on, shift)
    if (start <= minute && minute < end) stints.now.push(...stintsOf(duty, attendance, minute, cell))
    else if (start > minute && start <= minute + AHEAD) stints.next.push(...stintsOf(duty, attendance, minute, cell))
  }
  stints.now.push(
    ...unpostedViews(ctx, duty, from, to).filter(
      ({ phase, signedIn, signedOut, absence }) => phase === 'running' && signedIn && !signedOut && !absence,
    ),
  )
  const people = new Map(cells.map((cell) => [cellKey(cell), cell.people.length]))
  const gaps = duty.slots.filter(
    ({ span, need, ...slot }) =>
      span.start <= minute + AHEAD && span.end > minute && (people.get(cellKey(slot as never)) ?? 0) < need,
  )
  const level = levelOn(duty.alerts, duty.levels, ctx.today)
  return {
    at: formatChinaTime(ctx.now),
    hasPosts: duty.postById.size > 0,
    level: level?.title ?? '',
    ...stints,
    gaps: gaps.map((slot) => {
      const there = people.get(cellKey(slot)) ?? 0
      return `${whereText(duty, slot)}需要 ${slot.need} 人，现在 ${there} 人`
    }),
    waitingSwaps: swapsOf(listAllEvents(ctx.db, ['swap_ask', 'swap_answer', 'void'])).filter(
      ({ state }) => state === 'waiting',
    ).length,
  }
}

/** Everybody whom the roster of a day has, in the order of the shifts. */
export function stintsOn(ctx: Ctx, on: Day): { duty: Duty; stints: StintView[] } {
  const duty = readDuty(ctx, on, on)
  const attendance = signs(ctx, on, on)
  const startOf = ({ shift }: DutyCell): number => duty.shifts.get(shift)?.fromMinute ?? 0
  const codeOf = ({ postId }: DutyCell): string => duty.postById.get(postId)?.code ?? ''
  const cells = listCells(ctx.db, on, on).sort((a, b) => startOf(a) - startOf(b) || codeOf(a).localeCompare(codeOf(b)))
  return { duty, stints: cells.flatMap((cell) => stintsOf(duty, attendance, minuteOf(ctx.now), cell)) }
}

export const nowHandlers = {
  'duty.now': (ctx) => nowView(ctx),
  'duty.day': (ctx, { on }) => {
    const { duty, stints } = stintsOn(ctx, on)
    return {
      stints: [...stints, ...unpostedViews(ctx, duty, on, on)],
      level: levelOn(duty.alerts, duty.levels, on)?.title ?? '',
    }
  },
} satisfies Partial<Handlers>
