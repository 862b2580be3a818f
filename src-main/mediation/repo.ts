import type { Conclusion, Difficulty, Source } from '../../src-shared/mediation/events.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { PaidInstalment, SessionRecord } from '../../src-shared/mediation/project.ts'
import type { MediationAct } from '../../src-shared/mediation/events.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

/** One row a case; see migrations/local/0002_mediation.sql. */
export interface MediationRow {
  matterId: MatterId
  dossierNumber: string | null
  acceptedOn: Day | null
  source: Source
  referralUnit: string
  referralNumber: string
  clock: string
  justiceClass: string
  governanceClass: string
  scale: string
  difficulty: Difficulty
  facts: string
  requests: string
  mediators: string
  sessions: number
  result: 'success' | 'failure' | null
  agreementForm: 'written' | 'oral' | null
  agreementNumber: string
  amountFen: number
  performBy: Day | null
  effectiveOn: Day | null
  conclusion: Conclusion | ''
  confirmation: 'none' | 'applied' | 'valid' | 'rejected' | 'withdrawn'
  confirmationCourt: string
  confirmationNumber: string
  returnVisitOn: Day | null
  satisfaction: string
  closedOn: Day | null
  archivedOn: Day | null
  retention: string
  filedBy: string
  grade: string
  subsidyFen: number
  note: string
  peopleCount: number
  monthAccepted: string
  monthClosed: string
}

const FIELDS: readonly (keyof MediationRow)[] = [
  'matterId',
  'dossierNumber',
  'acceptedOn',
  'source',
  'referralUnit',
  'referralNumber',
  'clock',
  'justiceClass',
  'governanceClass',
  'scale',
  'difficulty',
  'facts',
  'requests',
  'mediators',
  'sessions',
  'result',
  'agreementForm',
  'agreementNumber',
  'amountFen',
  'performBy',
  'effectiveOn',
  'conclusion',
  'confirmation',
  'confirmationCourt',
  'confirmationNumber',
  'returnVisitOn',
  'satisfaction',
  'closedOn',
  'archivedOn',
  'retention',
  'filedBy',
  'grade',
  'subsidyFen',
  'note',
  'peopleCount',
  'monthAccepted',
  'monthClosed',
]
const column = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const SELECT = `SELECT ${FIELDS.map((field) => `${column(field)} AS ${field}`).join(', ')} FROM mediation`
const UPSERT = `INSERT INTO mediation (${FIELDS.map(column).join(', ')}) VALUES (${FIELDS.map(() => '?').join(', ')})
  ON CONFLICT (matter_id) DO UPDATE SET ${FIELDS.slice(1)
    .map((field) => `${column(field)} = excluded.${column(field)}`)
    .join(', ')}`

export function findMediation(db: Db, matterId: string): MediationRow | undefined {
  return prepared(db, `${SELECT} WHERE matter_id = ?`).get(matterId) as MediationRow | undefined
}

export function isDossierTaken(db: Db, number: string): boolean {
  return prepared(db, 'SELECT 1 FROM mediation WHERE dossier_number = ?').get(number) !== undefined
}

export function hasSession(db: Db, matterId: string, id: string): boolean {
  return prepared(db, 'SELECT 1 FROM mediation_session WHERE id = ? AND matter_id = ?').get(id, matterId) !== undefined
}

export function saveMediation(db: Db, row: MediationRow): void {
  prepared(db, UPSERT).run(FIELDS.map((field) => row[field])) // by place: by name costs twice as much
}

export function replaceSessions(db: Db, matterId: string, sessions: readonly SessionRecord[]): void {
  prepared(db, 'DELETE FROM mediation_session WHERE matter_id = ?').run(matterId)
  const insert = prepared(
    db,
    `INSERT INTO mediation_session (id, matter_id, no, held_on, starts_at, ends_at, place, present_party_ids, participants, recorder, is_rights_told, is_public, record, result)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  for (const s of sessions) {
    insert.run(
      s.id,
      matterId,
      s.no,
      s.heldOn,
      s.startsAt,
      s.endsAt,
      s.place,
      JSON.stringify(s.presentPartyIds),
      s.participants,
      s.recorder,
      Number(s.isRightsTold),
      Number(s.isPublic),
      s.record,
      s.result,
    )
  }
}

export function replaceAgreement(
  db: Db,
  matterId: string,
  agreement: MediationAct<'reachAgreement'> | null,
  instalments: readonly PaidInstalment[],
): void {
  prepared(db, 'DELETE FROM mediation_instalment WHERE matter_id = ?').run(matterId)
  prepared(db, 'DELETE FROM mediation_agreement WHERE matter_id = ?').run(matterId)
  if (!agreement) return
  prepared(
    db,
    `INSERT INTO mediation_agreement (matter_id, form, reached_on, disputed_facts, terms, performance, performance_means, performance_place, copies, signatories)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    matterId,
    agreement.form,
    agreement.reachedOn,
    agreement.disputedFacts,
    JSON.stringify(agreement.terms),
    agreement.performance,
    agreement.performanceMeans,
    agreement.performancePlace,
    agreement.copies,
    JSON.stringify(agreement.signatories),
  )
  const insert = prepared(
    db,
    'INSERT INTO mediation_instalment (matter_id, no, due_on, amount_fen, what, paid_on) VALUES (?, ?, ?, ?, ?, ?)',
  )
  for (const each of instalments) insert.run(matterId, each.no, each.dueOn, each.amountFen, each.what, each.paidOn)
}
