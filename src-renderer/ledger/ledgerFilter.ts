import type { LedgerColumn, LedgerDefinition } from '../../src-shared/ledger/definition.ts'
import type { LedgerRow } from '../../src-shared/ledger/schema.ts'

/** Quick filters inside the month: words, and a value by column; '' lets everything through. */
export interface LedgerFilter {
  search: string
  chosen: Record<string, string>
}

export type InitialsOf = (text: string) => readonly string[]

const namesIn = (text: string): string[] => text.split(/[、,，;；\s]+/).filter(Boolean)

/** What a row offers to the drop-down of a column. */
export function filterValues({ key, filter }: LedgerColumn, row: LedgerRow): string[] {
  const text = String(row[key] ?? '')
  return filter === 'each' ? namesIn(text) : [text]
}

/** Text in any column; letters also match the initials of people's names. */
export function matchesFilter(
  columns: LedgerDefinition['columns'],
  row: LedgerRow,
  filter: LedgerFilter,
  initialsOf?: InitialsOf,
): boolean {
  const isChosen = columns.every((column) => {
    const wanted = filter.chosen[column.key]
    return !wanted || filterValues(column, row).includes(wanted)
  })
  if (!isChosen) return false
  const wanted = filter.search.normalize('NFKC').trim().toLowerCase()
  if (wanted === '') return true
  if (
    Object.values(row).some((value) =>
      String(value ?? '')
        .toLowerCase()
        .includes(wanted),
    )
  )
    return true
  if (!initialsOf || !/^[a-z]+$/.test(wanted)) return false
  const names = columns.filter(({ hasPeople }) => hasPeople).flatMap(({ key }) => namesIn(String(row[key] ?? '')))
  return names.some((name) => initialsOf(name).some((initials) => initials.includes(wanted)))
}
