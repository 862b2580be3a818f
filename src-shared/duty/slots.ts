import { dayKind, type WorkCalendar } from '../calendar/workCalendar.ts'
import { addDays, type Day } from '../kernel/day.ts'
import type { DutyRules } from './config.ts'
import type { DutyPost, Level, Shift } from './model.ts'
import { isOvernight, spanOf, type Span } from './spans.ts'

/** One shift of one post on one day that must be manned. */
export interface Slot {
  postId: DutyPost['id']
  on: Day
  shift: string
  span: Span
  /** People that are needed, with what the level of alert adds. */
  need: number
  needsLeader: boolean
  /** How much the shift weighs for each person. */
  weight: number
}

/** Weight of a shift by the day on which it begins; a makeup day (调休上班) is a working day. */
export function weightOf(calendar: WorkCalendar, rules: DutyRules, on: Day, shift: Shift): number {
  const { kind } = dayKind(calendar, on)
  const base = kind === 'holiday' ? rules.holiday : kind === 'weekend' ? rules.weekend : rules.workday
  return base + (isOvernight(shift) ? rules.overnight : 0)
}

export interface Posting {
  posts: readonly DutyPost[]
  shifts: ReadonlyMap<string, Shift>
  /** The level in force on a day. */
  levelOn: (on: Day) => Level | undefined
  /** Rank by code of a level. */
  rankOf: (level: string) => number
  calendar: WorkCalendar
  rules: DutyRules
}

const isManned = ({ days }: DutyPost, isWorking: boolean): boolean =>
  days === 'every' || (days === 'workday') === isWorking

/** Everything that must be manned from one day to another, in order of time, then of the posts. */
export function slotsBetween({ posts, shifts, levelOn, rankOf, calendar, rules }: Posting, from: Day, to: Day): Slot[] {
  const slots: Slot[] = []
  for (let on = from; on <= to; on = addDays(on, 1)) {
    const level = levelOn(on)
    const { kind } = dayKind(calendar, on)
    const isWorking = kind === 'workday' || kind === 'makeup'
    for (const post of posts) {
      if (!post.isActive || !isManned(post, isWorking)) continue
      if (post.fromLevel && rankOf(post.fromLevel) > (level?.rank ?? 0)) continue
      for (const code of post.shifts) {
        const shift = shifts.get(code)
        if (!shift) continue
        slots.push({
          postId: post.id,
          on,
          shift: code,
          span: spanOf(on, shift),
          need: post.minPeople + (level?.extraPeople ?? 0),
          needsLeader: level?.needsLeader ?? false,
          weight: weightOf(calendar, rules, on, shift),
        })
      }
    }
  }
  return slots.sort((a, b) => a.span.start - b.span.start)
}
