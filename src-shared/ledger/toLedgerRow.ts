import { CONCLUSIONS, DIFFICULTIES, SATISFACTIONS, SOURCES } from '../mediation/events.ts'
import type { MediationRow } from './mediationRow.ts'

/** A ledger row with codes still as codes. */
export interface CodedLedgerRow extends Omit<
  MediationRow,
  'matterId' | 'justiceClass' | 'source' | 'result' | 'agreementForm' | 'performance' | 'confirmation' | 'mediators'
> {
  matterId: string
  justiceClass: string
  source: string
  referralUnit: string
  referralNumber: string
  result: 'success' | 'failure' | null
  agreementForm: 'written' | 'oral' | null
  conclusion: string
  confirmation: string
  confirmationNumber: string
  /** JSON array of `{name}`. */
  mediators: string
}

const CONFIRMATIONS: Record<string, string> = {
  none: '',
  applied: '已申请',
  valid: '裁定有效',
  rejected: '驳回',
  withdrawn: '撤回',
}
const title = (table: Record<string, string>, code: string): string => table[code] ?? code

/** Puts the codes of a row into the words that the ledger prints (A3.6). */
export function toLedgerRow(row: CodedLedgerRow, className: (code: string) => string): MediationRow {
  return {
    matterId: row.matterId as MediationRow['matterId'],
    dossierNumber: row.dossierNumber,
    acceptedOn: row.acceptedOn,
    applicants: row.applicants ?? '',
    respondents: row.respondents ?? '',
    peopleCount: row.peopleCount,
    justiceClass: className(row.justiceClass),
    source: [title(SOURCES, row.source), row.referralUnit, row.referralNumber].filter((part) => part !== '').join(' '),
    difficulty: title(DIFFICULTIES, row.difficulty),
    facts: row.facts,
    mediators: (JSON.parse(row.mediators) as { name: string }[]).map((each) => each.name).join('、'),
    sessions: row.sessions,
    closedOn: row.closedOn,
    result: row.result === 'success' ? '调解成功' : row.result === 'failure' ? '调解不成功' : '办理中',
    agreementForm: row.agreementForm === 'written' ? '书面' : row.agreementForm === 'oral' ? '口头' : '',
    agreementNumber: row.agreementNumber,
    amountFen: row.amountFen,
    performBy: row.performBy,
    performance: title(CONCLUSIONS, row.conclusion),
    confirmation: [title(CONFIRMATIONS, row.confirmation), row.confirmationNumber]
      .filter((part) => part !== '')
      .join(' '),
    returnVisitOn: row.returnVisitOn,
    satisfaction: row.satisfaction === '' ? '' : title(SATISFACTIONS, row.satisfaction),
    archivedOn: row.archivedOn,
    grade: row.grade,
    subsidyFen: row.subsidyFen,
    note: row.note,
  }
}
