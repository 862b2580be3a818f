import type { OutputOf } from '../../../src-shared/contract.ts'
import type { GroupId } from '../../../src-shared/care/codes.ts'
import type { GroupConfig } from '../../../src-shared/care/groups.ts'
import type { SimpleActName } from '../../../src-shared/care/inputs.ts'
import type { Day } from '../../../src-shared/kernel/day.ts'
import type { Choice } from '../../ui/form/choiceSearch.ts'
import type { FieldSpec, Values } from '../../workbench/fieldSpec.ts'

export type ClientView = OutputOf<'care.client'>

/** What a form may know besides the client. */
export interface Around {
  view: ClientView
  today: Day
  myName: string
  /** The record that the form is about: an enrolment, a promise, a due visit. */
  ref: string
  groups: readonly GroupConfig[]
  configOf: (group: GroupId, on?: Day) => GroupConfig | undefined
  places: readonly Choice[]
  workers: readonly Choice[]
}

/** An act of one client as a form made of ordinary fields. */
export interface CareAct {
  title: string
  verb: string
  note?: string | ((s: Around, values: Values) => string)
  initial: (s: Around) => Values
  fields: (s: Around, values: Values) => FieldSpec[]
  /** What follows from a value that was just chosen. */
  follow?: (s: Around, values: Values, changed: string, before: Values) => void
  /** What the form asks for beyond its required fields: a sentence by the field. */
  needs?: (s: Around, values: Values) => Record<string, string>
  /** From what the fields say to what the act takes, where they differ. */
  toAct?: (values: Values, s: Around) => unknown
  columns?: 1 | 2 | 3
}
export type CareActs = Partial<Record<SimpleActName, CareAct>>

export const instantNow = (): string => new Date().toISOString()
