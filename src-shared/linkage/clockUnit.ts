import { keyOfAnchor } from './cards.ts'
import { LEVELS } from './codes.ts'
import { isRedone } from './deadlineRules.ts'
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

/** A clock of a task by what tells it from others of its rule: a supervision's level, an answer that is owed anew. */
export function clockTitle(record: LinkageRecord, { ruleId, anchor }: ClockName, title: string): string {
  const supervision = all(record, 'supervise').find(({ id }) => id === anchor)
  if (supervision) return `${LEVELS[supervision.level]}反馈`
  return isRedone(ruleId, anchor) ? '重办答复' : title
}
interface ClockName {
  ruleId: string
  anchor: string
}

/** The same with the unit whose it is: `公安派出所：接件黄牌`. */
export function clockTitleOfUnit(record: LinkageRecord, clock: ClockName, title: string): string {
  const unit = clockPart(record, clock.anchor)?.unit
  const named = clockTitle(record, clock, title)
  return unit === undefined ? named : `${unit}：${named.replace(/^单位/, '')}`
}
