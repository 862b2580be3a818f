import { dayKind } from '../../src-shared/calendar/workCalendar.ts'
import { levelOn } from '../../src-shared/duty/fold.ts'
import { cellKey, type DutyCell } from '../../src-shared/duty/model.ts'
import { copiedFrom, daysOfMonth, propose } from '../../src-shared/duty/propose.ts'
import type { CellChange, ConflictView, MonthView } from '../../src-shared/duty/schema.ts'
import { weightOf } from '../../src-shared/duty/slots.ts'
import { slotText } from '../../src-shared/duty/conflicts.ts'
import { addDays, addMonths, type Day, type Month } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { audit, type Ctx, type Handlers } from '../ctx/ctx.ts'
import { checkReason, correctionsIn, keepCorrections } from './corrections.ts'
import { cellsAround, conflictsOf, readDuty, type Duty } from './posting.ts'
import { findCell, listCells, listPeople, listPosts, saveCellRow } from './repo.ts'
import { byName, personViews, shiftViews } from './setup.ts'

/** More of one month nobody reads; the rest is said as a number. */
const MOST_CONFLICTS = 500

export function boundsOf(month: Month): { days: Day[]; from: Day; to: Day } {
  const days = daysOfMonth(month)
  return { days, from: days[0] as Day, to: days.at(-1) as Day }
}

export function monthView(ctx: Ctx, month: Month): MonthView {
  const { days, from, to } = boundsOf(month)
  const duty = readDuty(ctx, from, to)
  const around = cellsAround(ctx, from, to)
  const conflicts = conflictsOf(ctx, duty, around, from, to)
  const cells = around.filter(({ on }) => on >= from && on <= to)
  const used = new Set(cells.flatMap(({ people }) => people as string[]))
  const posted = new Set([...duty.slots, ...cells].map(({ postId }) => postId as string))
  return {
    posts: duty.posts.filter(({ id, isActive }) => isActive || posted.has(id)),
    people: byName(
      personViews(
        ctx,
        duty.people.filter(({ id, isActive }) => isActive || used.has(id)),
      ),
    ),
    shifts: shiftViews(ctx, from),
    days: days.map((on) => dayView(ctx, duty, on)),
    cells,
    conflicts: conflicts.slice(0, MOST_CONFLICTS) as ConflictView[],
    moreConflicts: Math.max(0, conflicts.length - MOST_CONFLICTS),
  }
}

function dayView(ctx: Ctx, { alerts, levels }: Duty, on: Day): MonthView['days'][number] {
  const found = dayKind(ctx.calendar, on)
  const level = levelOn(alerts, levels, on)
  return {
    on,
    kind: found.kind,
    name: 'name' in found ? found.name : '',
    level: level && level.rank > 0 ? level.title : '',
  }
}

/** What people carried in the months before, by the weights of now. */
function priorLoads(ctx: Ctx, duty: Duty, before: Day): Map<string, number> {
  const loads = new Map<string, number>()
  for (const cell of listCells(ctx.db, addMonths(before, -duty.rules.monthsBack), addDays(before, -1))) {
    const shift = duty.shifts.get(cell.shift)
    if (!shift) continue
    const weight = weightOf(ctx.calendar, duty.rules, cell.on, shift)
    for (const id of cell.people) loads.set(id, (loads.get(id) ?? 0) + weight)
  }
  return loads
}

const toChange = (cell: DutyCell, before: DutyCell | undefined): CellChange => ({
  ...cell,
  seen: before?.people ?? [],
  seenLeader: before?.leader ?? '',
})

export function proposeMonth(ctx: Ctx, month: Month, start: Day | null) {
  const bounds = boundsOf(month)
  const from = start && start > bounds.from ? start : bounds.from
  const duty = readDuty(ctx, from, bounds.to)
  const kept = cellsAround(ctx, from, bounds.to)
  const prior = priorLoads(ctx, duty, from)
  const { cells, unfilled, loads } = propose({
    slots: duty.slots,
    kept,
    people: byName(duty.people),
    shifts: duty.shifts,
    restMinutes: duty.rules.restMinutes,
    isAway: duty.isAway,
    prior,
  })
  const before = new Map(kept.map((cell) => [cellKey(cell), cell]))
  return {
    cells: cells.map((cell) => toChange(cell, before.get(cellKey(cell)))),
    unfilled: unfilled.map((slot) => `${slotText(duty.postById, duty.shifts, slot)}没有合适的人可排`),
    loads: byName(duty.people)
      .filter(({ isActive }) => isActive)
      .map(({ id, name }) => ({
        personId: id,
        name,
        before: prior.get(id) ?? 0,
        after: loads.get(id) ?? 0,
      })),
  }
}

function copyMonth(ctx: Ctx, month: Month): { cells: CellChange[] } {
  const { days, from, to } = boundsOf(month)
  const active = new Set(listPeople(ctx.db).flatMap(({ id, isActive }) => (isActive ? [id as string] : [])))
  const posts = new Set(listPosts(ctx.db).flatMap(({ id, isActive }) => (isActive ? [id as string] : [])))
  const there = new Map(listCells(ctx.db, from, to).map((cell) => [cellKey(cell), cell]))
  const byDay = new Map<Day, DutyCell[]>()
  for (const cell of listCells(ctx.db, addDays(from, -42), addDays(from, -1)))
    byDay.set(cell.on, [...(byDay.get(cell.on) ?? []), cell])
  const cells = days.flatMap((on) =>
    (byDay.get(copiedFrom(on, month)) ?? []).flatMap((old): CellChange[] => {
      const people = old.people.filter((id) => active.has(id))
      const cell = { ...old, on, people, leader: people.includes(old.leader as never) ? old.leader : ('' as const) }
      return people.length === 0 || !posts.has(old.postId) || there.has(cellKey(cell))
        ? []
        : [toChange(cell, undefined)]
    }),
  )
  return { cells }
}

/** Writes cells as they shall be. @throws AppError 'conflict' if one is not as the person saw it; nothing is written */
export function writeCells(ctx: Ctx, changes: readonly CellChange[]): void {
  const posts = new Set(listPosts(ctx.db).map(({ id }) => id as string))
  const people = new Set(listPeople(ctx.db).map(({ id }) => id as string))
  for (const { seen, seenLeader, ...cell } of changes) {
    const now = findCell(ctx.db, cell)
    if (!posts.has(cell.postId) || cell.people.some((id) => !people.has(id)))
      throw new AppError('not_found', '岗位或人员不在这台电脑上，请先同步再排')
    if (new Set(cell.people).size !== cell.people.length) throw new AppError('invalid', '同一个班里同一个人排了两次')
    if (cell.leader !== '' && !cell.people.includes(cell.leader))
      throw new AppError('invalid', '带班人要在这个班的上岗人里')
    if (JSON.stringify(now?.people ?? []) !== JSON.stringify(seen) || (now?.leader ?? '') !== seenLeader)
      throw new AppError('conflict', '这个班刚被别人改过，已经重新读取，请看后再排')
    if (now || cell.people.length > 0) saveCellRow(ctx.db, cell)
  }
}

function setCells(
  ctx: Ctx,
  changes: readonly CellChange[],
  why: string,
  reason: string,
): { conflicts: ConflictView[] } {
  // Judged by what happened before; whoever saw something else is told that first. A refusal undoes the writing.
  const corrections = correctionsIn(ctx, changes)
  writeCells(ctx, changes)
  checkReason(ctx, corrections, reason)
  keepCorrections(ctx, corrections, reason)
  const days = changes.map(({ on }) => on).sort()
  const [from, to] = [days[0] as Day, days.at(-1) as Day]
  audit(
    ctx,
    'changed',
    { kind: 'duty', id: '', title: `排班 ${from}${from === to ? '' : `至${to}`}` },
    `${why || '改动'} ${changes.length} 个班${corrections.length > 0 ? `：${reason}` : ''}`,
  )
  ctx.changed('duty')
  const [first, last] = [addDays(from, -1), addDays(to, 1)]
  const touched = new Set(changes.map(cellKey))
  const hands = new Set(changes.flatMap(({ people }) => people as string[]))
  const found = conflictsOf(ctx, readDuty(ctx, first, last), cellsAround(ctx, first, last), first, last)
  return {
    conflicts: found
      .filter((each) => touched.has(cellKey(each as never)) || hands.has(each.personId))
      .slice(0, MOST_CONFLICTS) as ConflictView[],
  }
}

export const monthHandlers = {
  'duty.month': (ctx, { month }) => monthView(ctx, month),
  'duty.setCells': (ctx, { cells, why, reason }) => setCells(ctx, cells, why, reason),
  'duty.propose': (ctx, { month, from }) => proposeMonth(ctx, month, from),
  'duty.copyMonth': (ctx, { month }) => copyMonth(ctx, month),
  'duty.conflicts': (ctx, { from, to }) => {
    const found = conflictsOf(ctx, readDuty(ctx, from, to), cellsAround(ctx, from, to), from, to)
    return { conflicts: found.slice(0, MOST_CONFLICTS) as ConflictView[], count: found.length }
  },
} satisfies Partial<Handlers>
