import type { DeadlineView } from '../../src-shared/intake/schema.ts'
import { daysBetween, type Day } from '../../src-shared/kernel/day.ts'

/** A last day that is still to come or was missed, with how far it is. */
export interface ComingDay {
  deadline: DeadlineView
  /** `还有 5 天`, `今天到期`, `已过 3 天`. */
  distance: string
  isOverdue: boolean
}

/**
 * The clocks that still run, in the order in which they ask for something: what the office owes by law first,
 * then what it promised, then the rights of the citizen, each by its last day.
 */
export function comingDays(deadlines: readonly DeadlineView[], today: Day): ComingDay[] {
  const rank = ({ isOption, isStatutory }: DeadlineView): number => (isOption ? 2 : isStatutory ? 0 : 1)
  return deadlines
    .filter(({ metOn, state }) => metOn === null && (state === 'running' || state === 'missed'))
    .sort((a, b) => rank(a) - rank(b) || a.dueOn.localeCompare(b.dueOn))
    .map((deadline) => {
      const left = daysBetween(today, deadline.dueOn)
      const distance = left > 0 ? `还有 ${left} 天` : left === 0 ? '今天到期' : `已过 ${-left} 天`
      return { deadline, distance, isOverdue: left < 0 && !deadline.isOption }
    })
}
