import type { Day } from '../../kernel/day.ts'

/** One value of a closed list: its code, the label shown, and other words for it seen in ledgers. */
export interface FieldOption {
  code: string
  label: string
  synonyms?: readonly string[]
}

/**
 * `text` · `day` · `integer` a whole number not below 0 · `yuan` an amount, kept in fen · `boolean` 是/否 ·
 * `code` one of `options`
 */
export type FieldKind = 'text' | 'day' | 'integer' | 'yuan' | 'boolean' | 'code'

/** A column of a ledger as the program knows it. */
export interface SheetField {
  key: string
  title: string
  kind: FieldKind
  isRequired: boolean
  /** Other heads under which the same fact is found in people's own ledgers, surest first. */
  synonyms: readonly string[]
  options?: readonly FieldOption[]
  /** Longest text that the store takes, in characters. */
  maxLength?: number
  /** A text that must be a telephone number, with hints beside it at most. */
  isPhone?: boolean
  /** A day that cannot lie in the future. */
  isPast?: boolean
}

/** Text and codes as text, days as `Day`, amounts in fen, counts as numbers. */
export type FieldValue = string | number | boolean | Day
