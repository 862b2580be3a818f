import { percent } from '../ledger/definition.ts'
import type { DutyCell } from './model.ts'
import { cellKey } from './model.ts'
import type { Slot } from './slots.ts'

/** What was counted of one period; every rate is printed with what it was divided by. */
export interface DutyFigures {
  posts: number
  /** Shifts that had to be manned, and those that were, to their minimum. */
  slots: number
  manned: number
  /** 应到, 实到 and 缺勤, in person-shifts that are over. */
  expected: number
  came: number
  absent: number
  /** 到岗率 = 实到 ÷ 应到; null where nobody was expected. */
  rate: number | null
  absences: ReadonlyMap<string, number>
  inspections: number
  problems: number
  solved: number
  swaps: number
  alerts: number
  /** Weight that each person carried: for the rotation alone. */
  loads: ReadonlyMap<string, number>
}

export interface FigureInput {
  slots: readonly Slot[]
  cells: readonly DutyCell[]
  weightOf: (cell: DutyCell) => number
  isOver: (cell: DutyCell) => boolean
  /** Keys `post/day/shift/person`. */
  signedIn: ReadonlySet<string>
  absent: ReadonlyMap<string, string>
  inspections: readonly { hasProblem: boolean; handled: string }[]
  swaps: number
  alerts: number
}

export const stintKeyOf = (cell: Pick<DutyCell, 'postId' | 'on' | 'shift'>, personId: string): string =>
  `${cellKey(cell)}/${personId}`

/** 岗位数, 应到, 实到, 到岗率, 发现与处置数 (B.7), and the weights. */
export function countDuty(input: FigureInput): DutyFigures {
  const { slots, cells, signedIn, absent, inspections } = input
  const people = new Map(cells.map((cell) => [cellKey(cell), cell.people.length]))
  const absences = new Map<string, number>()
  const loads = new Map<string, number>()
  let [expected, came, missing] = [0, 0, 0]
  for (const cell of cells) {
    const weight = input.weightOf(cell)
    const isOver = input.isOver(cell)
    for (const id of cell.people) {
      loads.set(id, (loads.get(id) ?? 0) + weight)
      if (!isOver) continue
      expected++
      const key = stintKeyOf(cell, id)
      const reason = absent.get(key)
      if (signedIn.has(key)) came++
      else if (reason !== undefined) {
        missing++
        absences.set(reason, (absences.get(reason) ?? 0) + 1)
      }
    }
  }
  const problems = inspections.filter(({ hasProblem }) => hasProblem)
  return {
    posts: new Set(slots.map(({ postId }) => postId)).size,
    slots: slots.length,
    manned: slots.filter((slot) => (people.get(cellKey(slot)) ?? 0) >= slot.need).length,
    expected,
    came,
    absent: missing,
    rate: percent(came, expected),
    absences,
    inspections: inspections.length,
    problems: problems.length,
    solved: problems.filter(({ handled }) => handled !== '').length,
    swaps: input.swaps,
    alerts: input.alerts,
    loads,
  }
}
