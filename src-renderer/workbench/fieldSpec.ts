import type { Choice } from '../ui/form/choiceSearch.ts'

export type Values = Record<string, unknown>

interface Base {
  name: string
  label: string
  required?: boolean
  hint?: string
  help?: string
  span?: 1 | 2 | 3 | 'full'
  warning?: string
}

/** One field of a form that needs nothing special. */
export type FieldSpec = Base &
  (
    | { kind: 'day' | 'check' | 'amount' }
    | { kind: 'text'; maxLength: number }
    | { kind: 'long'; maxLength: number; rows?: number }
    | { kind: 'choice'; options: readonly Choice[]; allowFree?: boolean }
    | { kind: 'multi'; options: readonly Choice[] }
    | { kind: 'lines'; max: number }
  )

export function choicesOf(titles: Readonly<Record<string, string>>): Choice[] {
  return Object.entries(titles).map(([value, label]) => ({ value, label }))
}
