import { CONFIDENTIAL } from '../../src-shared/kernel/confidential.ts'
import { maskAddress, maskIdNumber, maskPhone } from '../../src-shared/intake/mask.ts'
import { replaceNames } from '../../src-shared/intake/namesInText.ts'
import { titleOn, type TableVersion } from '../../src-shared/centre/codeTables.ts'
import type { LedgerRow } from '../../src-shared/ledger/schema.ts'
import { FORMS, RATINGS, RESULTS } from '../../src-shared/petition/codes.ts'
import type { CountedPetition } from '../../src-shared/petition/ledgerCounts.ts'
import { editableTables, tableVersions } from '../centre/codeTables.ts'
import type { Ctx } from '../ctx/ctx.ts'
import type { LedgerSource } from '../ledger/source.ts'
import {
  eachCountedPetition,
  listPetitionMonthDays,
  listPetitions,
  listPetitionsBetween,
  updateMandateMonth,
  updatePetitionMonths,
  type PetitionBasis,
  type RawPetition,
} from './ledgerRepo.ts'

interface Person {
  kind: string
  name: string
  phone: string
  idNumber: string
  address: string
}

/** A row in the words of the tables of its day. */
type ToRow = (row: RawPetition, versions: readonly TableVersion[]) => LedgerRow

const title = (table: Readonly<Record<string, string>>, code: string): string => table[code] ?? code
const allPeople = (row: RawPetition): Person[] => JSON.parse(row.people) as Person[]
const peopleOf = (row: RawPetition): Person[] => (row.wishesSecrecy ? [] : allPeople(row))
const namesOf = (row: RawPetition): string =>
  row.wishesSecrecy
    ? CONFIDENTIAL
    : peopleOf(row)
        .map(({ name }) => name)
        .join('、')

/** A text of the row; it names nobody who wished secrecy. */
const said = (row: RawPetition, text: string): string =>
  row.wishesSecrecy
    ? replaceNames(
        text,
        allPeople(row).map(({ name }) => name),
        () => '信访人',
      )
    : text

/** What both ledgers say of a petition. Whoever wished secrecy is not named. */
const common = (row: RawPetition, versions: readonly TableVersion[]) => ({
  matterId: row.matterId,
  names: namesOf(row),
  peopleCount: row.peopleCount,
  summary: said(row, row.summary),
  contentClass: row.contentClass && titleOn(versions, row.contentClass, row.receivedOn),
  unit: row.unit,
  closedOn: row.closedOn,
  result: title(RESULTS, row.result),
  note: '',
})

const agencyRow: ToRow = (row, versions) => ({
  ...common(row, versions),
  number: row.agencyNumber ?? '',
  mandatedOn: row.mandatedOn,
  agent: row.agentName,
  submittedOn: row.submittedOn,
  toldOn: row.toldOn,
  dueOn: row.answerDueOn,
  ratedAgency: row.ratedAgency && `代理：${title(RATINGS, row.ratedAgency)}`,
  ratedUnit: row.ratedUnit && `单位：${title(RATINGS, row.ratedUnit)}`,
  isRepeat: row.repeatOf ? '是' : '否',
  archivedOn: row.archivedOn,
})

const petitionRow: ToRow = (row, versions) => {
  const people = peopleOf(row)
  const masked = (key: 'phone' | 'idNumber' | 'address', mask: (text: string) => string): string =>
    people
      .map((person) => person[key])
      .filter((text) => text !== '')
      .map(mask)
      .join('、')
  return {
    ...common(row, versions),
    number: row.number,
    receivedOn: row.receivedOn,
    phone: masked('phone', maskPhone),
    idNumber: masked('idNumber', maskIdNumber),
    address: masked('address', maskAddress),
    problemPlace: said(row, row.problemPlace),
    form: FORMS[row.form],
    answeredOn: row.answeredOn,
  }
}

const contentVersions = (ctx: Ctx): TableVersion[] => tableVersions(ctx, 'petition_content')

function inWords(ctx: Ctx, rows: readonly RawPetition[], toRow: ToRow): LedgerRow[] {
  const versions = contentVersions(ctx)
  return rows.map((row) => toRow(row, versions))
}

type Kind = Pick<LedgerSource<CountedPetition>, 'moveMonths'> & {
  toRow: ToRow
  numberOf: (row: RawPetition) => string
}

const sourceOf = ({ toRow, numberOf, moveMonths }: Kind): LedgerSource<CountedPetition> => ({
  tables: editableTables,
  listMonth: (ctx, basis, month) => inWords(ctx, listPetitions(ctx.db, basis as PetitionBasis, month), toRow),
  listBetween: (ctx, basis, from, to) =>
    inWords(ctx, listPetitionsBetween(ctx.db, basis as PetitionBasis, from, to), toRow),
  listCounted: ({ db }, basis, month) =>
    listPetitions(db, basis as PetitionBasis, month).map((row) => ({
      matterId: row.matterId,
      number: numberOf(row),
      title: [namesOf(row), said(row, row.summary)].filter(Boolean).join('：'),
      on: basis === 'mandated' && row.mandatedOn ? row.mandatedOn : row.receivedOn,
      counted: row,
    })),
  eachCounted: eachCountedPetition,
  moveMonths,
})

export const agencySource = sourceOf({
  toRow: agencyRow,
  numberOf: (row) => row.agencyNumber ?? row.number,
  moveMonths({ db }, monthOf) {
    for (const { matterId, mandatedOn } of listPetitionMonthDays(db))
      updateMandateMonth(db, matterId, mandatedOn ? monthOf(mandatedOn) : '')
  },
})

export const petitionSource = sourceOf({
  toRow: petitionRow,
  numberOf: (row) => row.number,
  moveMonths({ db }, monthOf) {
    for (const { matterId, receivedOn, closedOn } of listPetitionMonthDays(db))
      updatePetitionMonths(db, matterId, {
        monthReceived: monthOf(receivedOn),
        monthClosed: closedOn ? monthOf(closedOn) : '',
      })
  },
})
