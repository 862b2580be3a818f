import { TODAY_GROUPS, type TodayItem } from '../../src-shared/today/schema.ts'
import { ofKind, standing } from '../../src-shared/duty/fold.ts'
import { addDays, type Day } from '../../src-shared/kernel/day.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import { NOBODY } from '../intake/visible.ts'
import { listToday } from '../today/todayHandlers.ts'
import { stintsOn } from './now.ts'
import { listAllEvents, listEvents } from './repo.ts'
import { whereText } from './words.ts'

/** What the next shift has to know of: promises, what is late or due, what units gave back. A draft is nobody's to hand over. */
const GROUPS: readonly TodayItem['group'][] = [
  'overdue',
  'due_today',
  'promised',
  'directive',
  'to_confer',
  'returned',
  'to_supervise',
]
const MOST = 60

function draft(ctx: Ctx, on: Day, shift: string) {
  const { duty, stints } = stintsOn(ctx, on)
  const mine = stints.filter((each) => each.shift === shift)
  const follows = [...stints, ...stintsOn(ctx, addDays(on, 1)).stints].filter((each) => isAfter(each, on, shift))
  const next = follows.filter((each) => each.on === follows[0]?.on && each.shift === follows[0].shift)
  const names = (list: readonly { name: string }[]): string => [...new Set(list.map(({ name }) => name))].join('、')
  return { from: names(mine), to: names(next), lines: [...ofShift(), ...ofMatters(ctx)] }

  function isAfter(each: (typeof stints)[number], day: Day, code: string): boolean {
    if (each.on > day) return true
    const start = (one: string): number => duty.shifts.get(one)?.fromMinute ?? 0
    return start(each.shift) > start(code)
  }
  function ofShift(): string[] {
    const events = [...listEvents(ctx.db, ['inspection', 'handover'], on, on), ...listAllEvents(ctx.db, ['void'])]
    const open = ofKind(standing(events), 'inspection').filter(
      ({ payload }) => payload.hasProblem && payload.handled === '',
    )
    return [
      ...open.map(({ payload }) => `查岗发现还没处置：${whereText(duty, payload)} ${payload.finding}`),
      ...mine
        .filter(({ signedIn, absence }) => signedIn === '' && absence === '')
        .map((each) => `${each.name}在${each.post}没有签到`),
    ]
  }
}

/** Without any sealed matter, whoever asks: paper hangs where no gate can follow. */
function ofMatters(ctx: Ctx): string[] {
  return listToday(ctx, false, NOBODY)
    .items.filter(({ group }) => GROUPS.includes(group))
    .slice(0, MOST)
    .map(({ group, number, title, what, on, ownerName }) =>
      [`〔${TODAY_GROUPS[group]}〕${number} ${title}`, what, on ?? '', ownerName]
        .filter(Boolean)
        .join('　')
        .slice(0, 400),
    )
}

export const handoverHandlers = {
  'duty.draftHandover': (ctx, { on, shift }) => draft(ctx, on, shift),
} satisfies Partial<Handlers>
