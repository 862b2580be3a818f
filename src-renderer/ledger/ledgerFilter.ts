import type { LedgerRow } from '../../src-shared/ledger/schema.ts'

/** Quick filters inside the month; '' lets everything through. */
export interface LedgerFilter {
  search: string
  justiceClass: string
  result: string
  mediator: string
}

export const NO_FILTER: LedgerFilter = { search: '', justiceClass: '', result: '', mediator: '' }

export type InitialsOf = (text: string) => readonly string[]

export const mediatorsOf = (row: LedgerRow): string[] => row.mediators.split(/[、,，;；\s]+/).filter(Boolean)

/** Text in any column; letters also match the initials of the people's names. */
export function matchesFilter(row: LedgerRow, filter: LedgerFilter, initialsOf?: InitialsOf): boolean {
  if (filter.justiceClass && row.justiceClass !== filter.justiceClass) return false
  if (filter.result && (row.result || '未结') !== filter.result) return false
  if (filter.mediator && !mediatorsOf(row).includes(filter.mediator)) return false
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
  const names = `${row.applicants}、${row.respondents}、${row.mediators}`.split(/[、,，;；\s]+/)
  return names.some((name) => initialsOf(name).some((initials) => initials.includes(wanted)))
}
