import type { LedgerBasis } from '../../src-shared/centre/schema.ts'
import { codeTitle } from '../../src-shared/kernel/codeTable.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import type { LedgerCase } from '../../src-shared/ledger/mediation.ts'
import type { LedgerRow } from '../../src-shared/ledger/schema.ts'
import { toLedgerRow } from '../../src-shared/ledger/toLedgerRow.ts'
import { JUSTICE_CLASSES } from '../../src-shared/mediation/disputeClasses.ts'
import {
  eachCountedCase,
  listMediations,
  listMediationsBetween,
  listMonthDays,
  updateMonths,
  type RawLedgerRow,
} from './mediationRepo.ts'
import type { LedgerSource } from './source.ts'

const className = (code: string): string => codeTitle(JUSTICE_CLASSES, code) ?? code
const inWords = (rows: readonly RawLedgerRow[]): LedgerRow[] => rows.map((row) => toLedgerRow(row, className))
const titleOf = (row: RawLedgerRow): string =>
  [row.applicants, row.respondents].filter(Boolean).join(' 与 ') || row.facts.slice(0, 30)

export const mediationSource: LedgerSource<LedgerCase> = {
  tables: () => (table) => (table === 'justice_class' ? JUSTICE_CLASSES.codes : []),
  listMonth: ({ db }, basis, month) => inWords(listMediations(db, basis as LedgerBasis, month)),
  listBetween: ({ db }, basis, from, to) => inWords(listMediationsBetween(db, basis as LedgerBasis, from, to)),
  listCounted: ({ db }, basis, month) =>
    listMediations(db, basis as LedgerBasis, month).map((row) => ({
      matterId: row.matterId as MatterId,
      number: row.dossierNumber,
      title: titleOf(row),
      on: row.acceptedOn,
      counted: { ...row, placeId: null } as unknown as LedgerCase,
    })),
  eachCounted: eachCountedCase,
  moveMonths({ db }, monthOf) {
    for (const { matterId, acceptedOn, resultOn, result } of listMonthDays(db))
      updateMonths(db, matterId, acceptedOn ? monthOf(acceptedOn) : '', result && resultOn ? monthOf(resultOn) : '')
  },
}
