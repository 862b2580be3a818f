import type { OutputOf } from '../../src-shared/contract.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { FieldSpec, Values } from './fieldSpec.ts'
import type { TopicView } from './topic.ts'

/** What a form may know besides the record itself. */
export interface Surroundings<V extends TopicView = TopicView> {
  view: V
  today: Day
  myName: string
  settings: OutputOf<'centre.settings'> | undefined
  colleagues: OutputOf<'account.colleagues'>
  /** The record that the form is about, where there are several; empty where nobody said which. */
  ref: string
}

/** A form made of ordinary fields only. */
export interface SimpleAct<V extends TopicView = TopicView> {
  /** A sentence on top: the rule behind the act. */
  note?: string | ((s: Surroundings<V>, values: Values) => string)
  /** What is worth knowing before it is done, one a line, under a heading. */
  warnings?: (s: Surroundings<V>, values: Values) => { title: string; lines: readonly string[] }
  initial: (s: Surroundings<V>) => Values
  fields: (s: Surroundings<V>, values: Values) => FieldSpec[]
  /** What the form asks for beyond the act's own schema: a text by the field that lacks it. */
  needs?: (s: Surroundings<V>, values: Values) => Readonly<Record<string, string>>
  /** From what `payloadOf` made of the values to what the act takes, where they differ. */
  toPayload?: (values: Values, s: Surroundings<V>) => unknown
  /** What else the values become when the day of the act (`on`) changes: a proposal that nobody touched is made anew. */
  follow?: (s: Surroundings<V>, values: Values, was: Day, on: Day) => Promise<Values>
  /** Several in a row are usual, one party after the other: true while there is one left. */
  hasMore?: (s: Surroundings<V>) => boolean
  columns?: 1 | 2 | 3 | 4
}

export const dayField = (name: string, label: string, more: { hint?: string; isAhead?: boolean } = {}): FieldSpec => ({
  kind: 'day',
  name,
  label,
  required: true,
  ...more,
})
