import { keyOfAnchor } from './cards.ts'
import { all, assignmentsOf, type GivenPart, type LinkageRecord } from './project.ts'

/**
 * Whose a clock is: the part of the unit that it runs for, whether it hangs on the part or on a supervision of it.
 * Undefined for the task's own clocks: a conference after a return is the centre's to call.
 */
export function clockPart(record: LinkageRecord, anchor: string): GivenPart | undefined {
  if (anchor === '') return undefined
  const key = all(record, 'supervise').find(({ id }) => id === anchor)?.key ?? keyOfAnchor(anchor)
  return assignmentsOf(record).find((part) => part.key === key)
}

/** A clock's title with the unit whose it is: `公安派出所：接件黄牌`. */
export const clockTitle = (title: string, unit: string | undefined): string =>
  unit === undefined ? title : `${unit}：${title.replace(/^单位/, '')}`
