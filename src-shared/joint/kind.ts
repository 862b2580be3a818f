import type { Day } from '../kernel/day.ts'
import type { JointField, Payload, PayloadOf } from './fields.ts'
import type { LimitName } from './limits.ts'
import type { JointState } from './state.ts'

/** The linkages that have pages of this topic, by the code that a linkage has in every preset. */
export const PAGES = { forbid: '1', move: '3', cure: '4', build: '5' } as const
export type JointPageName = keyof typeof PAGES

/** A clock that runs: by one of the record's limits from a day, or to a day that people set. */
export interface JointClock {
  what: string
  startOn: Day
  startAt: string
  event: string
  rule: LimitName | { dueOn: Day }
}

/** One act of a kind of record. */
export interface JointAct {
  title: string
  /** On the button; the title where it is left out. */
  button?: string
  /** The rule behind it, above the form. */
  note?: string
  /** What binds others is the head's. */
  by?: 'head'
  fields: readonly JointField[]
  /** Stages in which it is possible. */
  from: readonly string[]
  /** Why it is not possible, beyond its stage; without a payload: whatever is said. */
  why(state: JointState, payload: Payload | undefined): string | undefined
  /** Why it is not possible on a day; the page asks it of today before a form is filled in. */
  whyOn?(state: JointState, on: Day): string | undefined
  /** What it changes. */
  apply(state: JointState, payload: Payload, eventId: string): Partial<JointState>
}

/** Writes an act with the types of its own fields. */
export function act<const F extends readonly JointField[]>(given: {
  title: string
  button?: string
  note?: string
  by?: 'head'
  fields: F
  from: readonly string[]
  why?(state: JointState): string | undefined
  whyOn?(state: JointState, on: Day): string | undefined
  whyThis?(state: JointState, payload: PayloadOf<F>): string | undefined
  apply(state: JointState, payload: PayloadOf<F>, eventId: string): Partial<JointState>
}): JointAct {
  const { why, whyThis, apply, ...rest } = given
  return {
    ...rest,
    why: (state, payload) => why?.(state) ?? (payload && whyThis?.(state, payload as PayloadOf<F>)),
    apply: (state, payload, eventId) => apply(state, payload as PayloadOf<F>, eventId),
  }
}

/** One kind of record that a linkage keeps. */
export interface JointKind {
  page: JointPageName
  /** On tabs and buttons: `挂牌问题`. */
  title: string
  /** Before the year in its numbers. */
  prefix: string
  card: readonly JointField[]
  /** Fields of the card: what names it, its day, its code of a table, where it lies, who leads. */
  titleKey: string
  dayKey: string
  typeKey: string | null
  unitKey: string | null
  stages: Readonly<Record<string, string>>
  /** The stage it begins in, and those in which nothing more is owed. */
  begins: string
  over: readonly string[]
  /** A stage in which it stands well until its next day: nobody is waited for. */
  standing?: string
  /** Sides of its pictures; none where it has no pictures. */
  photos: Readonly<Record<string, string>>
  acts: Readonly<Record<string, JointAct>>
  /** The act that is owed next, where it is not the first that is possible; '' where nobody is waited for. */
  leads?(state: JointState): string | undefined
  /** Whether a card's own rules hold. */
  whyCard?(card: Payload, state: JointState): string | undefined
  /** What the card alone determines, each time it is written. */
  fromCard?(card: Payload, state: JointState): Partial<JointState>
  clocks(state: JointState): JointClock[]
  /** A last day after which its clocks say nothing any more, and what is owed instead; null where it has none. */
  outlives?(state: JointState): { until: Day; since: Day | null; title: string; what: string } | null
}

export const clockOf = (
  what: string,
  startOn: Day | null | undefined,
  event: string,
  rule: LimitName | { dueOn: Day } | null | undefined,
  startAt = '',
): JointClock[] => (startOn && rule ? [{ what, startOn, startAt, event, rule }] : [])
