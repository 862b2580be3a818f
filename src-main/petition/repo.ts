import type { Day } from '../../src-shared/kernel/day.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import type { Form, Purpose, Rating, Result } from '../../src-shared/petition/codes.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

/** One row a petition; see migrations/local/0007_petition.sql and 0011_petition_published.sql. */
export interface PetitionRow {
  matterId: MatterId
  form: Form
  purpose: Purpose | ''
  contentClass: string
  problemPlace: string
  againstUnit: string
  requests: string
  isGroup: number
  isJointLetter: number
  isJudicial: number
  isUrgent: number
  isSimple: number
  wishesSecrecy: number
  mayPublish: number
  publishedOn: Day | null
  origin: string
  visitPlace: string
  repeatOf: MatterId | null
  peopleCount: number
  route: string
  unit: string
  helpers: string
  toldDueOn: Day | null
  toldOn: Day | null
  toldNumber: string
  sortedOn: Day | null
  acceptedOn: Day | null
  answerDueOn: Day | null
  answeredOn: Day | null
  conclusion: string
  extendedDays: number
  servedOn: Day | null
  reviewOn: Day | null
  reviewResult: string
  recheckOn: Day | null
  recheckResult: string
  wasContacted: number
  mediationId: MatterId | null
  agencyNumber: string | null
  mandatedOn: Day | null
  agentName: string
  submittedOn: Day | null
  result: Result | ''
  ratedUnit: Rating | ''
  ratedAgency: Rating | ''
  closedOn: Day | null
  archivedOn: Day | null
  archiveNumber: string
  retention: string
  texts: string
  monthReceived: string
  monthMandated: string
  monthClosed: string
}

const FIELDS: readonly (keyof PetitionRow)[] = [
  'matterId',
  'form',
  'purpose',
  'contentClass',
  'problemPlace',
  'againstUnit',
  'requests',
  'isGroup',
  'isJointLetter',
  'isJudicial',
  'isUrgent',
  'isSimple',
  'wishesSecrecy',
  'mayPublish',
  'publishedOn',
  'origin',
  'visitPlace',
  'repeatOf',
  'peopleCount',
  'route',
  'unit',
  'helpers',
  'toldDueOn',
  'toldOn',
  'toldNumber',
  'sortedOn',
  'acceptedOn',
  'answerDueOn',
  'answeredOn',
  'conclusion',
  'extendedDays',
  'servedOn',
  'reviewOn',
  'reviewResult',
  'recheckOn',
  'recheckResult',
  'wasContacted',
  'mediationId',
  'agencyNumber',
  'mandatedOn',
  'agentName',
  'submittedOn',
  'result',
  'ratedUnit',
  'ratedAgency',
  'closedOn',
  'archivedOn',
  'archiveNumber',
  'retention',
  'texts',
  'monthReceived',
  'monthMandated',
  'monthClosed',
]
const column = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const SELECT = `SELECT ${FIELDS.map((field) => `${column(field)} AS ${field}`).join(', ')} FROM petition`
const UPSERT = `INSERT INTO petition (${FIELDS.map(column).join(', ')}) VALUES (${FIELDS.map((field) => `@${field}`).join(', ')})
  ON CONFLICT (matter_id) DO UPDATE SET ${FIELDS.slice(1)
    .map((field) => `${column(field)} = excluded.${column(field)}`)
    .join(', ')}`

export function findPetition(db: Db, matterId: string): PetitionRow | undefined {
  return prepared(db, `${SELECT} WHERE matter_id = ?`).get(matterId) as PetitionRow | undefined
}

export function savePetition(db: Db, row: PetitionRow): void {
  prepared(db, UPSERT).run(row)
}

export function isAgencyNumberTaken(db: Db, number: string): boolean {
  return prepared(db, 'SELECT 1 FROM petition WHERE agency_number = ?').get(number) !== undefined
}

/** The petition that waits for a mediation's result, or had it. */
export function findByMediation(db: Db, mediationId: string): MatterId | undefined {
  const row = prepared(db, 'SELECT matter_id AS id FROM petition WHERE mediation_id = ?').get(mediationId) as
    { id: MatterId } | undefined
  return row?.id
}

/** Matters that repeat the same first one, oldest first; the first itself is not among them. */
export function listRepeats(db: Db, firstId: string): MatterId[] {
  return (
    prepared(
      db,
      'SELECT p.matter_id AS id FROM petition p JOIN matter m ON m.id = p.matter_id WHERE p.repeat_of = ? ORDER BY m.received_on, m.rid',
    ).all(firstId) as { id: MatterId }[]
  ).map(({ id }) => id)
}
