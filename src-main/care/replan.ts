import { addDays, type Day } from '../../src-shared/kernel/day.ts'
import type { CareStore } from '../ctx/ctx.ts'
import { PLAN_DAYS, projectClient } from './projectClient.ts'
import { listToPlan } from './projectRepo.ts'

const MOST_AT_ONCE = 200
const SLICE_MS = 15

/**
 * Plans the next of those whose due visits end too soon, for one slice of time.
 * @param nowMs a clock for the slice alone
 * @returns how many were planned, and how many of what was looked at are left
 */
export function replanSome(on: { care: CareStore; today: Day }, nowMs: () => number): { done: number; left: number } {
  const startedMs = nowMs()
  const waiting = listToPlan(on.care.db, addDays(on.today, PLAN_DAYS / 2), MOST_AT_ONCE)
  for (const [at, clientId] of waiting.entries()) {
    projectClient(on, clientId)
    if (nowMs() - startedMs > SLICE_MS) return { done: at + 1, left: waiting.length - at - 1 }
  }
  return { done: waiting.length, left: waiting.length < MOST_AT_ONCE ? 0 : 1 }
}
