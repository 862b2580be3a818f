import type { Day } from '../kernel/day.ts'
import type { Standard } from './standards.ts'
import type { Payload } from './fields.ts'
import { SHIPPED_LIMITS, type JointLimits } from './limits.ts'

/** Something inside a record that one unit owes or that has a day of its own: an order, a receipt, a milestone. */
export interface JointPart {
  key: string
  list: string
  label: string
  on: Day
  /** `09:30`; '' where no time was said. */
  at: string
  dueOn: Day | null
  doneOn: Day | null
  doneAt: string
  note: string
}

/** What the events of one record add up to. Plain data; every kind of record uses what it needs. */
export interface JointState {
  stage: string
  isVoid: boolean
  card: Payload
  /** The day on which the record begins: its month is decided by it. */
  startedOn: Day | null
  closedOn: Day | null
  /** The day of the last act that moved it on: nothing that follows may have happened earlier. */
  movedOn: Day | null
  /** A last day that people set. */
  dueOn: Day | null
  /** Until when an award holds. */
  untilOn: Day | null
  /** The last check of what was put right, or of the standard, was passed and nothing undid it since. */
  isPassed: boolean
  /** The day of the newest act of each name. */
  last: Readonly<Record<string, Day>>
  /** The time of the newest act of each name, where it says one. */
  lastAt: Readonly<Record<string, string>>
  parts: readonly JointPart[]
  /** What a ledger counts of it. */
  tally: Readonly<Record<string, number>>
  /** In one line what came of it. */
  result: string
  limits: JointLimits
  /** By which it is checked; frozen when it was opened. */
  standard: Standard | null
}

export const INITIAL_JOINT: JointState = {
  stage: '',
  isVoid: false,
  card: {},
  startedOn: null,
  closedOn: null,
  movedOn: null,
  dueOn: null,
  untilOn: null,
  isPassed: false,
  last: {},
  lastAt: {},
  parts: [],
  tally: {},
  result: '',
  limits: SHIPPED_LIMITS,
  standard: null,
}

/** The tally with so much more of each measure. */
export function plus({ tally }: JointState, more: Readonly<Record<string, number>>): Record<string, number> {
  const sum: Record<string, number> = { ...tally }
  for (const [measure, n] of Object.entries(more)) if (n !== 0) sum[measure] = (sum[measure] ?? 0) + n
  return sum
}

export const openParts = ({ parts }: Pick<JointState, 'parts'>, list: string): JointPart[] =>
  parts.filter((part) => part.list === list && part.doneOn === null)

export const findPart = ({ parts }: Pick<JointState, 'parts'>, key: string): JointPart | undefined =>
  parts.find((part) => part.key === key)

/** The parts with one of them changed. */
export const withPart = ({ parts }: JointState, key: string, change: Partial<JointPart>): JointPart[] =>
  parts.map((part) => (part.key === key ? { ...part, ...change } : part))
