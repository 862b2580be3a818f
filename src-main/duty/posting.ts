import { versionInForce, type EditableTable, type TableVersion } from '../../src-shared/centre/codeTables.ts'
import { toRules, type DutyRules } from '../../src-shared/duty/config.ts'
import { findConflicts, type DutyConflict } from '../../src-shared/duty/conflicts.ts'
import {
  alertsOf,
  attendances,
  awayFrom,
  levelOn,
  toLevels,
  type Alert,
  type Attendance,
  type PersonShift,
} from '../../src-shared/duty/fold.ts'
import type { DutyCell, DutyPerson, DutyPost, Level, Shift } from '../../src-shared/duty/model.ts'
import { slotsBetween, type Slot } from '../../src-shared/duty/slots.ts'
import { toShifts } from '../../src-shared/duty/spans.ts'
import { addDays, type Day } from '../../src-shared/kernel/day.ts'
import { tableVersions } from '../centre/codeTables.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { listAllEvents, listCells, listPeople, listPosts, listUnposted } from './repo.ts'

/** Everything by which a roster is planned and judged, as it was in force on the first day of the period. */
export interface Duty {
  posts: DutyPost[]
  people: DutyPerson[]
  postById: Map<string, DutyPost>
  personById: Map<string, DutyPerson>
  shifts: Map<string, Shift>
  levels: Level[]
  alerts: Alert[]
  rules: DutyRules
  isAway: (personId: string, on: Day) => boolean
  slots: Slot[]
}

/** The codes of a table in force on a day. */
export const codesOn = (ctx: Pick<Ctx, 'db'>, table: EditableTable, on: Day): TableVersion['codes'] =>
  versionInForce(tableVersions(ctx, table), on)?.codes ?? []

export function readDuty(ctx: Ctx, from: Day, to: Day): Duty {
  const posts = listPosts(ctx.db)
  const people = listPeople(ctx.db)
  const events = listAllEvents(ctx.db, ['level_start', 'level_stop', 'leave', 'void'])
  const alerts = alertsOf(events)
  const levels = toLevels(codesOn(ctx, 'duty_level', from))
  const shifts = toShifts(codesOn(ctx, 'duty_shift', from))
  const rules = toRules(codesOn(ctx, 'duty_rule', from))
  const slots = slotsBetween(
    {
      posts,
      shifts,
      levelOn: (on) => levelOn(alerts, levels, on),
      rankOf: (code) => levels.find((each) => each.code === code)?.rank ?? 0,
      calendar: ctx.calendar,
      rules,
    },
    from,
    to,
  )
  return {
    posts,
    people,
    postById: new Map(posts.map((each) => [each.id, each])),
    personById: new Map(people.map((each) => [each.id, each])),
    shifts,
    levels,
    alerts,
    rules,
    isAway: awayFrom(events),
    slots,
  }
}

/** Cells of a period with the day before and after it, so that nights at its edges are seen. */
export const cellsAround = (ctx: Ctx, from: Day, to: Day): DutyCell[] =>
  listCells(ctx.db, addDays(from, -1), addDays(to, 1))

/** What was recorded of people in shifts where the roster does not have them. */
export const unpostedBetween = (
  ctx: Ctx,
  from: Day,
  to: Day,
  cells: readonly DutyCell[] = listCells(ctx.db, from, to),
): (PersonShift & Attendance)[] => attendances(listUnposted(ctx.db, from, to, cells))

export function conflictsOf(ctx: Ctx, duty: Duty, cells: readonly DutyCell[], from: Day, to: Day): DutyConflict[] {
  const { slots, postById: posts, personById: people, shifts, isAway } = duty
  const unposted = unpostedBetween(ctx, from, to, cells).filter(
    ({ signedIn, absence }) => signedIn !== '' && absence === '',
  )
  const { restMinutes } = duty.rules
  return findConflicts({ cells, slots, posts, people, shifts, restMinutes, isAway, unposted, from, to })
}
