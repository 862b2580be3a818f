import { cellKey, type DutyCell } from './model.ts'
import type { Day } from '../kernel/day.ts'

/** How a day counts: makeup days are working days. */
export type RestKind = 'workday' | 'weekend' | 'holiday'
export type ShiftCounts = Record<RestKind | 'all', number>

/** One person's shifts of the month: as they stand, and what a proposal adds. */
export interface PersonSums {
  personId: string
  now: ShiftCounts
  added: ShiftCounts
}
/** One shift that a proposal changes. */
export interface ShiftChange {
  postId: string
  on: Day
  shift: string
  before: readonly string[]
  after: readonly string[]
}

const none = (): ShiftCounts => ({ workday: 0, weekend: 0, holiday: 0, all: 0 })
const kindOf = (kind: string | undefined): RestKind =>
  kind === 'weekend' || kind === 'holiday' ? kind : ('workday' as const)

/**
 * What a proposal would do to a month before anybody takes it: the shifts of each person by kind of day, and every shift
 * that would change. In the order of the people as given, never by how much they carry.
 */
export function sumProposal(
  {
    cells,
    days,
    people,
  }: {
    cells: readonly DutyCell[]
    days: readonly { on: Day; kind: string }[]
    people: readonly { id: string }[]
  },
  proposed: readonly Pick<DutyCell, 'postId' | 'on' | 'shift' | 'people'>[],
): { people: PersonSums[]; changes: ShiftChange[] } {
  const kinds = new Map(days.map(({ on, kind }) => [on, kindOf(kind)]))
  const sums = new Map(people.map(({ id }) => [id, { personId: id, now: none(), added: none() }]))
  const add = (which: 'now' | 'added', id: string, on: Day, by: number): void => {
    const counts = sums.get(id)?.[which]
    if (!counts) return
    counts[kinds.get(on) ?? 'workday'] += by
    counts.all += by
  }
  const standing = new Map(cells.map((cell) => [cellKey(cell), cell.people]))
  for (const { on, people: ids } of cells) for (const id of ids) add('now', id, on, 1)
  const changes = proposed.map(({ postId, on, shift, people: after }) => {
    const before = standing.get(cellKey({ postId, on, shift })) ?? []
    for (const id of after) if (!before.includes(id)) add('added', id, on, 1)
    for (const id of before) if (!after.includes(id)) add('added', id, on, -1)
    return { postId, on, shift, before, after }
  })
  return {
    people: [...sums.values()].filter(({ now, added }) => now.all > 0 || added.all !== 0),
    changes: changes.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
  }
}
